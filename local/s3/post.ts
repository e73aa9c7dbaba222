import type { ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { awsEncode, verifyPolicySignature } from '../sigv4.ts';
import type { Blobs, StagedBlob } from './blobs.ts';
import type { Bucket } from './bucket.ts';
import { checkChecksums, claimedChecksums } from './digests.ts';
import { readForm } from './multipart.ts';
import { ENCRYPTION_HEADERS, objectHeaders } from './object-headers.ts';
import type { ObjectVersion } from './objects.ts';
import { checkPolicy, type SizeRange } from './policy.ts';
import { checkKey, notImplemented, refuseUnknown, type S3Request } from './request.ts';
import { versionHeaders } from './version-headers.ts';
import type { ObjectWriter } from './writer.ts';
import { xml } from './xml.ts';

const MAX_OBJECT_BYTES = 5 * 1024 ** 3;
const SIGNING_FIELDS = [
  'policy',
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-signature',
  'x-amz-security-token',
];
const OBJECT_FIELDS = [
  'key',
  'bucket',
  'success_action_redirect',
  'success_action_status',
  'content-type',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
  ...ENCRYPTION_HEADERS,
];
const OPEN_FIELDS = ['x-amz-meta-', 'x-amz-checksum-', 'x-ignore-'];

/** PostObject: a browser's form, whose policy is the only authority it has. */
export async function postObject(
  request: S3Request,
  res: ServerResponse,
  bucket: Bucket,
  deps: {
    blobs: Blobs;
    writer: ObjectWriter;
    credentials(accessKeyId: string): string | undefined;
    now(): number;
  },
): Promise<void> {
  refuseUnknown(request, {});
  const { fields, file } = await readForm(request.headers.get('content-type') ?? '', request.body);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: this is S3's own placeholder
  const key = fields.get('key')?.replaceAll('${filename}', () => file.name.replace(/^.*[/\\]/, ''));
  if (!key) throw new AwsError('InvalidArgument', "Bucket POST must contain a field named 'key'.");
  checkKey(key);
  fields.set('key', key);
  verifyPolicySignature(fields, { service: 's3', now: deps.now(), credentials: deps.credentials });
  const range = checkPolicy(fields, bucket.name, deps.now());
  refuseUnknownFields(fields);
  const staged = await deps.blobs.stage(file.bytes, range ? Math.min(range.max, MAX_OBJECT_BYTES) : MAX_OBJECT_BYTES);
  let version: ObjectVersion;
  try {
    checkSize(staged, range);
    const claimed = claimedChecksums(fields);
    checkChecksums(claimed, staged);
    version = deps.writer.create(request, bucket, {
      key,
      bytes: staged,
      headers: objectHeaders(fields),
      checksums: claimed,
      conditions: {},
      reason: 'PostObject',
    });
  } finally {
    deps.blobs.discard(staged);
  }
  const back = fields.get('success_action_redirect');
  if (back === undefined) answer(res, request, version, fields.get('success_action_status'));
  else sendBack(res, request, version, back);
}

function checkSize(staged: StagedBlob, range: SizeRange | undefined): void {
  if (!range || staged.size >= range.min) return;
  throw new AwsError('EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size', 400, {
    ProposedSize: String(staged.size),
    MinSizeAllowed: String(range.min),
  });
}

function refuseUnknownFields(fields: ReadonlyMap<string, string>): void {
  const unknown = [...fields.keys()].find(
    (name) =>
      !SIGNING_FIELDS.includes(name) &&
      !OBJECT_FIELDS.includes(name) &&
      !OPEN_FIELDS.some((prefix) => name.startsWith(prefix)),
  );
  if (unknown !== undefined) throw notImplemented(`the form field ${unknown}`);
}

/** As S3 does, whatever the address is: the policy has signed it. */
function sendBack(res: ServerResponse, request: S3Request, version: ObjectVersion, back: string): void {
  const address = new URL(back);
  address.searchParams.set('bucket', request.bucket ?? '');
  address.searchParams.set('key', version.key);
  address.searchParams.set('etag', version.etag);
  res.writeHead(303, { ...versionHeaders(version), etag: version.etag, location: address.href }).end();
}

function answer(res: ServerResponse, request: S3Request, version: ObjectVersion, status: string | undefined): void {
  const path = `/${request.bucket}/${version.key.split('/').map(awsEncode).join('/')}`;
  const location = `http://${request.headers.get('host') ?? ''}${path}`;
  const headers = { ...versionHeaders(version), etag: version.etag, location };
  if (status === '201') {
    const body = { Location: location, Bucket: request.bucket, Key: version.key, ETag: version.etag };
    res.writeHead(201, { ...headers, 'content-type': 'application/xml' }).end(xml('PostResponse', body));
  } else {
    res.writeHead(status === '200' ? 200 : 204, headers).end();
  }
}
