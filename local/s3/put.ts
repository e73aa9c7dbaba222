import type { ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { VerifiedRequest } from '../sigv4.ts';
import { decodeAwsChunked } from './aws-chunked.ts';
import type { Blobs, StagedBlob } from './blobs.ts';
import type { Bucket } from './bucket.ts';
import { type Checksums, checkChecksums, claimedChecksums } from './digests.ts';
import { ENCRYPTION_HEADERS, objectHeaders } from './object-headers.ts';
import type { ObjectVersion } from './objects.ts';
import { notImplemented, refuseUnknown, type S3Request } from './request.ts';
import { checksumHeaders, versionHeaders } from './version-headers.ts';
import type { ObjectWriter } from './writer.ts';

/** S3's own limit for one PUT. */
const MAX_OBJECT_BYTES = 5 * 1024 ** 3;

/** PutObject. */
export async function putObject(
  request: S3Request,
  res: ServerResponse,
  bucket: Bucket,
  verified: VerifiedRequest,
  deps: { blobs: Blobs; writer: ObjectWriter },
): Promise<void> {
  refuseUnknown(request, {
    headers: [
      'x-amz-meta-*',
      'x-amz-checksum-*',
      'x-amz-trailer',
      'x-amz-decoded-content-length',
      ...ENCRYPTION_HEADERS,
    ],
  });
  const { staged, claimed } = await receive(request, verified, deps.blobs);
  let version: ObjectVersion;
  try {
    checkBody(request, verified, staged, claimed);
    if (bucket.retention) demandChecksum(request, claimed);
    version = deps.writer.create(request, bucket, {
      key: request.key,
      bytes: staged,
      headers: objectHeaders(request.headers),
      checksums: claimed,
      conditions: {
        ifMatch: request.headers.get('if-match'),
        ifNoneMatch: request.headers.get('if-none-match'),
      },
      reason: 'PutObject',
    });
  } finally {
    deps.blobs.discard(staged);
  }
  res.writeHead(200, { ...versionHeaders(version), ...checksumHeaders(version.checksums), etag: version.etag }).end();
}

/** Object Lock takes nothing that may have been damaged on the way. */
function demandChecksum(request: S3Request, claimed: Checksums): void {
  if (Object.keys(claimed).length > 0 || request.headers.has('content-md5')) return;
  const header = 'Content-MD5 OR x-amz-checksum- HTTP header';
  throw new AwsError('InvalidRequest', `${header} is required for Put Object requests with Object Lock parameters`);
}

async function receive(
  request: S3Request,
  verified: VerifiedRequest,
  blobs: Blobs,
): Promise<{ staged: StagedBlob; claimed: Checksums }> {
  const claimed = claimedChecksums(request.headers);
  if (!verified.payload.startsWith('STREAMING-')) {
    return { staged: await blobs.stage(request.body, MAX_OBJECT_BYTES), claimed };
  }
  if (verified.payload !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') throw notImplemented(verified.payload);
  const announced = (request.headers.get('x-amz-trailer') ?? '').split(',').map((name) => name.trim().toLowerCase());
  const trailers = new Map<string, string>();
  const staged = await blobs.stage(decodeAwsChunked(request.body, trailers), MAX_OBJECT_BYTES);
  try {
    if (announced.some((name) => name !== '' && !trailers.has(name))) {
      throw new AwsError('MalformedTrailerError', 'The request lacks a trailer that it announced');
    }
    return { staged, claimed: { ...claimed, ...claimedChecksums(trailers) } };
  } catch (error) {
    blobs.discard(staged);
    throw error;
  }
}

function checkBody(request: S3Request, verified: VerifiedRequest, staged: StagedBlob, claimed: Checksums): void {
  const decoded = request.headers.get('x-amz-decoded-content-length');
  if (decoded !== undefined && Number(decoded) !== staged.size) {
    throw new AwsError('IncompleteBody', 'The body does not have the length that x-amz-decoded-content-length says');
  }
  if (/^[0-9a-f]{64}$/.test(verified.payload) && verified.payload !== staged.sha256Hex) {
    throw new AwsError('XAmzContentSHA256Mismatch', "The provided 'x-amz-content-sha256' does not match the body.");
  }
  const md5 = request.headers.get('content-md5');
  if (md5 !== undefined && md5 !== staged.md5.toString('base64')) {
    throw new AwsError('BadDigest', 'The Content-MD5 you specified did not match what we received.');
  }
  checkChecksums(claimed, staged);
}
