import type { Checksums } from './digests.ts';
import { encryptionHeaders } from './object-headers.ts';
import type { ObjectVersion } from './objects.ts';

/** What every write and read says of the version: its id where versions are kept, and its encryption. */
export function versionHeaders(version: ObjectVersion): Record<string, string> {
  const id: Record<string, string> = version.versionId === 'null' ? {} : { 'x-amz-version-id': version.versionId };
  return { ...id, ...encryptionHeaders(version.headers) };
}

/** What a read says of a version under Object Lock. */
export function lockHeaders({ lock }: ObjectVersion): Record<string, string> {
  return lock === undefined
    ? {}
    : {
        'x-amz-object-lock-mode': lock.mode,
        'x-amz-object-lock-retain-until-date': new Date(lock.until).toISOString(),
      };
}

export function checksumHeaders(checksums: Checksums): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [algorithm, value] of Object.entries(checksums)) headers[`x-amz-checksum-${algorithm}`] = value;
  if (Object.keys(headers).length > 0) headers['x-amz-checksum-type'] = 'FULL_OBJECT';
  return headers;
}
