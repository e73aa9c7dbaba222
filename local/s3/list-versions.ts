import type { ServerResponse } from 'node:http';
import { AwsError } from '../aws-error.ts';
import type { Bucket } from './bucket.ts';
import type { ObjectTable, ObjectVersion } from './objects.ts';
import { refuseUnknown, type S3Request } from './request.ts';
import { xml } from './xml.ts';

const MOST_KEYS = 1000;

/** ListObjectVersions. @throws AwsError InvalidArgument for a page that begins nowhere. */
export function listVersions(request: S3Request, res: ServerResponse, bucket: Bucket, objects: ObjectTable): void {
  refuseUnknown(request, { query: ['versions', 'prefix', 'key-marker', 'version-id-marker', 'max-keys'] });
  const { query } = request;
  const prefix = query.get('prefix') ?? '';
  const most = Math.min(MOST_KEYS, Number(query.get('max-keys') ?? MOST_KEYS));
  const [keyMarker, versionMarker] = [query.get('key-marker'), query.get('version-id-marker')];
  const found = objects.list(bucket.name, prefix, placeOf(bucket, objects, keyMarker, versionMarker), most + 1);
  const page = found.slice(0, most);
  const last = page.at(-1);
  const isTruncated = found.length > most;
  const body = xml('ListVersionsResult', {
    Name: bucket.name,
    Prefix: prefix,
    MaxKeys: most,
    IsTruncated: isTruncated,
    ...(isTruncated && last ? { NextKeyMarker: last.key, NextVersionIdMarker: last.versionId } : {}),
    Version: page.filter(({ blob }) => blob !== undefined).map((each) => ({ ...told(each), ...bytesOf(each) })),
    DeleteMarker: page.filter(({ blob }) => blob === undefined).map(told),
  });
  res.writeHead(200, { 'content-type': 'application/xml' }).end(body);
}

function placeOf(bucket: Bucket, objects: ObjectTable, key: string | undefined, versionId: string | undefined) {
  if (key === undefined) return undefined;
  // Without a version everything under the key has been seen.
  if (versionId === undefined) return { key, seq: 0 };
  const seen = objects.find(bucket.name, key, versionId);
  if (!seen) throw new AwsError('InvalidArgument', 'Invalid version id specified');
  return seen;
}

const told = ({ key, versionId, latest, modifiedAt }: ObjectVersion) => ({
  Key: key,
  VersionId: versionId,
  IsLatest: latest,
  LastModified: new Date(modifiedAt).toISOString(),
});

const bytesOf = ({ etag, size }: ObjectVersion) => ({ ETag: etag, Size: size, StorageClass: 'STANDARD' });
