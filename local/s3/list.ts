import type { ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { awsEncode } from '../sigv4.ts';
import type { Bucket } from './bucket.ts';
import type { ObjectTable, ObjectVersion } from './objects.ts';
import { notImplemented, refuseUnknown, type S3Request } from './request.ts';
import { xml } from './xml.ts';

const MAX_KEYS = 1000;

interface Page {
  contents: ObjectVersion[];
  commonPrefixes: string[];
  /** The last key or common prefix of the page, when more follows. */
  next: string | undefined;
}

/** ListObjectsV2. */
export function listObjects(
  request: S3Request,
  res: ServerResponse,
  bucket: Bucket,
  deps: { objects: ObjectTable },
): void {
  const { query } = request;
  if (query.get('list-type') !== '2') throw notImplemented(`${request.method} /${bucket.name} without list-type=2`);
  refuseUnknown(request, {
    query: [
      'list-type',
      'prefix',
      'delimiter',
      'max-keys',
      'continuation-token',
      'start-after',
      'encoding-type',
      'fetch-owner',
    ],
  });
  const prefix = query.get('prefix') ?? '';
  const delimiter = query.get('delimiter') ?? '';
  const maxKeys = Math.min(wholeNumber(query.get('max-keys') ?? String(MAX_KEYS)), MAX_KEYS);
  const token = query.get('continuation-token');
  const startAfter = query.get('start-after');
  const after = token === undefined ? startAfter : Buffer.from(token, 'base64url').toString();
  const page = collect(deps.objects, bucket.name, { prefix, delimiter, maxKeys, after });
  const encode =
    query.get('encoding-type') === 'url'
      ? (key: string) => key.split('/').map(awsEncode).join('/')
      : (key: string) => key;
  res.writeHead(200, { 'content-type': 'application/xml' });
  res.end(
    xml('ListBucketResult', {
      Name: bucket.name,
      Prefix: encode(prefix),
      ...(delimiter === '' ? {} : { Delimiter: encode(delimiter) }),
      ...(startAfter === undefined ? {} : { StartAfter: encode(startAfter) }),
      ...(token === undefined ? {} : { ContinuationToken: token }),
      ...(page.next === undefined ? {} : { NextContinuationToken: Buffer.from(page.next).toString('base64url') }),
      ...(query.has('encoding-type') ? { EncodingType: 'url' } : {}),
      KeyCount: page.contents.length + page.commonPrefixes.length,
      MaxKeys: maxKeys,
      IsTruncated: page.next !== undefined,
      Contents: page.contents.map((version) => ({
        Key: encode(version.key),
        LastModified: new Date(version.modifiedAt).toISOString(),
        ETag: version.etag,
        Size: version.size,
        StorageClass: 'STANDARD',
      })),
      CommonPrefixes: page.commonPrefixes.map((common) => ({ Prefix: encode(common) })),
    }),
  );
}

function collect(
  objects: ObjectTable,
  bucket: string,
  want: { prefix: string; delimiter: string; maxKeys: number; after: string | undefined },
): Page {
  const { prefix, delimiter, maxKeys, after } = want;
  const page: Page = { contents: [], commonPrefixes: [], next: undefined };
  const from = after !== undefined && Buffer.compare(Buffer.from(after), Buffer.from(prefix)) > 0 ? after : prefix;
  // A page that ended with a common prefix goes on behind everything under it.
  const listed = delimiter !== '' && after?.endsWith(delimiter) ? after : undefined;
  let last: string | undefined;
  for (const version of objects.list(bucket, from)) {
    const { key } = version;
    if (!key.startsWith(prefix)) break;
    if (key === after || (listed !== undefined && key.startsWith(listed))) continue;
    const cut = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
    const common = cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
    if (common !== undefined && common === page.commonPrefixes.at(-1)) continue;
    if (page.contents.length + page.commonPrefixes.length >= maxKeys) {
      page.next = last;
      break;
    }
    if (common === undefined) page.contents.push(version);
    else page.commonPrefixes.push(common);
    last = common ?? key;
  }
  return page;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new AwsError('InvalidArgument', 'Provided max-keys not an integer');
  return Number(text);
}
