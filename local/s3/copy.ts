import type { ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import { decodeOrRefuse } from '../sigv4.ts';
import type { Bucket } from './bucket.ts';
import { ENCRYPTION_HEADERS, objectHeaders } from './object-headers.ts';
import type { ObjectTable } from './objects.ts';
import { findVersion } from './read.ts';
import { refuseUnknown, type S3Request } from './request.ts';
import { versionHeaders } from './version-headers.ts';
import type { ObjectWriter } from './writer.ts';
import { xml } from './xml.ts';

/** CopyObject, within this S3. */
export function copyObject(
  request: S3Request,
  res: ServerResponse,
  bucket: Bucket,
  deps: { objects: ObjectTable; writer: ObjectWriter; hasBucket(name: string): boolean },
): void {
  refuseUnknown(request, {
    headers: ['x-amz-copy-source', 'x-amz-metadata-directive', 'x-amz-meta-*', ...ENCRYPTION_HEADERS],
  });
  const from = parseSource(request.headers.get('x-amz-copy-source') ?? '');
  if (!deps.hasBucket(from.bucket)) throw new AwsError('NoSuchBucket', 'The specified bucket does not exist', 404);
  const source = findVersion(deps.objects, from.bucket, from.key, from.versionId);
  const directive = request.headers.get('x-amz-metadata-directive') ?? 'COPY';
  if (directive !== 'COPY' && directive !== 'REPLACE') {
    throw new AwsError('InvalidArgument', 'Unknown metadata directive.');
  }
  if (directive === 'COPY' && from.versionId === undefined && from.bucket === bucket.name && from.key === request.key) {
    throw new AwsError(
      'InvalidRequest',
      'This copy request is illegal because it copies an object to itself unchanged.',
    );
  }
  const given = objectHeaders(request.headers);
  const encryption = Object.fromEntries(Object.entries(given).filter(([name]) => ENCRYPTION_HEADERS.includes(name)));
  const version = deps.writer.create(request, bucket, {
    key: request.key,
    bytes: source,
    headers: directive === 'REPLACE' ? given : { ...source.headers, ...encryption },
    checksums: source.checksums,
    conditions: {
      ifMatch: request.headers.get('if-match'),
      ifNoneMatch: request.headers.get('if-none-match'),
    },
    reason: 'CopyObject',
  });
  const sourceVersion: Record<string, string> =
    source.versionId === 'null' ? {} : { 'x-amz-copy-source-version-id': source.versionId };
  res.writeHead(200, { ...versionHeaders(version), ...sourceVersion, 'content-type': 'application/xml' });
  const checksums = Object.entries(version.checksums).map(([name, value]) => [`Checksum${name.toUpperCase()}`, value]);
  res.end(
    xml('CopyObjectResult', {
      LastModified: new Date(version.modifiedAt).toISOString(),
      ETag: version.etag,
      ...(Object.fromEntries(checksums) as Record<string, string>),
    }),
  );
}

function parseSource(header: string): { bucket: string; key: string; versionId: string | undefined } {
  const match = /^\/?([^/?]+)\/([^?]+)(?:\?versionId=([^&]+))?$/.exec(header);
  if (!match?.[1] || !match[2]) throw new AwsError('InvalidArgument', 'Invalid copy source object key');
  return { bucket: match[1], key: decodeOrRefuse(match[2]), versionId: match[3] };
}
