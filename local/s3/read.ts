import { createReadStream } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { AwsError } from '../aws-error.ts';
import type { Blobs } from './blobs.ts';
import type { Bucket } from './bucket.ts';
import type { ObjectTable, ObjectVersion } from './objects.ts';
import { refuseUnknown, type S3Request } from './request.ts';
import { checksumHeaders, lockHeaders, versionHeaders } from './version-headers.ts';

const OVERRIDES: Readonly<Record<string, string>> = {
  'response-content-type': 'content-type',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-cache-control': 'cache-control',
  'response-expires': 'expires',
};

/**
 * A version with bytes.
 * @throws AwsError NoSuchKey, NoSuchVersion, MethodNotAllowed (a delete marker asked for by its id).
 */
function findVersion(
  objects: ObjectTable,
  bucket: string,
  key: string,
  versionId: string | undefined,
): ObjectVersion & { blob: string } {
  const version = objects.find(bucket, key, versionId);
  if (version?.blob !== undefined) return { ...version, blob: version.blob };
  if (version && versionId !== undefined) {
    throw new AwsError('MethodNotAllowed', 'The specified method is not allowed against this resource.', 405);
  }
  if (versionId !== undefined) throw new AwsError('NoSuchVersion', 'The specified version does not exist.', 404);
  throw new AwsError('NoSuchKey', 'The specified key does not exist.', 404, { Key: key });
}

/** GetObject and HeadObject. */
export async function readObject(
  request: S3Request,
  res: ServerResponse,
  bucket: Bucket,
  deps: { objects: ObjectTable; blobs: Blobs },
): Promise<void> {
  refuseUnknown(request, { query: ['versionId', ...Object.keys(OVERRIDES)], headers: ['x-amz-checksum-mode'] });
  const version = findVersion(deps.objects, bucket.name, request.key, request.query.get('versionId'));
  const headers: Record<string, string> = {
    ...version.headers,
    ...versionHeaders(version),
    ...lockHeaders(version),
    etag: version.etag,
    'last-modified': new Date(version.modifiedAt).toUTCString(),
    'accept-ranges': 'bytes',
  };
  for (const [parameter, header] of Object.entries(OVERRIDES)) {
    const value = request.query.get(parameter);
    if (value !== undefined) headers[header] = value;
  }
  if (isUnchanged(request, version)) {
    res.writeHead(304, { etag: version.etag, 'last-modified': headers['last-modified'] }).end();
    return;
  }
  const range = parseRange(request.headers.get('range'), version.size);
  const { start, end } = range ?? { start: 0, end: version.size - 1 };
  if (range) headers['content-range'] = `bytes ${start}-${end}/${version.size}`;
  else if (request.headers.get('x-amz-checksum-mode') === 'ENABLED') {
    Object.assign(headers, checksumHeaders(version.checksums));
  }
  headers['content-length'] = String(end - start + 1);
  // Opened before anything is awaited: an overwrite or deletion meanwhile does not reach what is being read.
  const fd = request.method === 'HEAD' || version.size === 0 ? undefined : deps.blobs.open(version.blob);
  res.writeHead(range ? 206 : 200, headers);
  if (fd === undefined) res.end();
  else await pipeline(createReadStream('', { fd, start, end }), res);
}

/** @throws AwsError PreconditionFailed. */
function isUnchanged(request: S3Request, version: ObjectVersion): boolean {
  const names = (header: string) =>
    request.headers
      .get(header)
      ?.split(',')
      .map((tag) => tag.trim());
  const has = (tags: string[]) =>
    tags.includes('*') || tags.some((tag) => tag.replaceAll('"', '') === bare(version.etag));
  const ifMatch = names('if-match');
  const ifNoneMatch = names('if-none-match');
  const time = (header: string) => Date.parse(request.headers.get(header) ?? '');
  const modified = Math.floor(version.modifiedAt / 1000) * 1000;
  if (ifMatch ? !has(ifMatch) : modified > time('if-unmodified-since')) {
    throw new AwsError('PreconditionFailed', 'At least one of the pre-conditions you specified did not hold', 412);
  }
  return ifNoneMatch ? has(ifNoneMatch) : modified <= time('if-modified-since');
}

function bare(etag: string): string {
  return etag.replaceAll('"', '');
}

/** One range of bytes; several, or none that can be read, mean the whole object. @throws AwsError InvalidRange. */
function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return undefined;
  const fromEnd = match[1] === '';
  const start = fromEnd ? Math.max(0, size - Number(match[2])) : Number(match[1]);
  const end = fromEnd || match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (!fromEnd && match[2] !== '' && Number(match[2]) < start) return undefined;
  if (start >= size || start > end) {
    throw new AwsError('InvalidRange', 'The requested range is not satisfiable', 416, {
      ActualObjectSize: String(size),
    });
  }
  return { start, end };
}
