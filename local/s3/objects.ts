import { randomBytes } from 'node:crypto';
import type { Store } from '../store.ts';
import type { Checksums } from './digests.ts';

/** One version of an object, or a delete marker (then `blob` is undefined). */
export interface ObjectVersion {
  seq: number;
  bucket: string;
  key: string;
  /** 'null' in a bucket without versioning. */
  versionId: string;
  latest: boolean;
  blob: string | undefined;
  size: number;
  /** With its quotes. */
  etag: string;
  /** Virtual ms. */
  modifiedAt: number;
  /** Response headers kept with the object: content-type and its like, encryption, x-amz-meta-…. */
  headers: Record<string, string>;
  checksums: Checksums;
  /** Under Object Lock, until when, virtual ms. */
  lock: { mode: 'GOVERNANCE' | 'COMPLIANCE'; until: number } | undefined;
}

export type NewVersion = Omit<ObjectVersion, 'seq' | 'versionId' | 'latest'>;

const COLUMNS = 'seq, bucket, key, version_id, latest, blob, size, etag, modified_at, headers, checksums, lock';

/** The metadata of all objects. Callers wrap what belongs together in one transaction. */
export class ObjectTable {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS s3_object (
        seq INTEGER PRIMARY KEY AUTOINCREMENT, bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
        latest INTEGER NOT NULL, blob TEXT, size INTEGER NOT NULL, etag TEXT NOT NULL, modified_at INTEGER NOT NULL,
        headers TEXT NOT NULL, checksums TEXT NOT NULL, lock TEXT, UNIQUE (bucket, key, version_id));
      CREATE UNIQUE INDEX IF NOT EXISTS s3_object_latest ON s3_object (bucket, key) WHERE latest = 1;
      CREATE INDEX IF NOT EXISTS s3_object_blob ON s3_object (blob);
    `);
  }

  /** The latest version (which may be a delete marker), or the one named. */
  find(bucket: string, key: string, versionId?: string): ObjectVersion | undefined {
    const row =
      versionId === undefined
        ? this.store.db
            .prepare(`SELECT ${COLUMNS} FROM s3_object WHERE bucket = ? AND key = ? AND latest = 1`)
            .get(bucket, key)
        : this.store.db
            .prepare(`SELECT ${COLUMNS} FROM s3_object WHERE bucket = ? AND key = ? AND version_id = ?`)
            .get(bucket, key, versionId);
    return row && read(row);
  }

  /** Adds a version on top; without versioning it takes the place of the one before, whose blob is then returned. */
  add(version: NewVersion, versioned: boolean): { version: ObjectVersion; replaced: string | undefined } {
    const { bucket, key } = version;
    const replaced = versioned ? undefined : this.remove(bucket, key, 'null');
    this.store.db
      .prepare('UPDATE s3_object SET latest = 0 WHERE bucket = ? AND key = ? AND latest = 1')
      .run(bucket, key);
    const versionId = versioned ? randomBytes(24).toString('base64url') : 'null';
    const { lastInsertRowid } = this.store.db
      .prepare(
        `INSERT INTO s3_object (bucket, key, version_id, latest, blob, size, etag, modified_at, headers, checksums, lock)
         VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        bucket,
        key,
        versionId,
        version.blob ?? null,
        version.size,
        version.etag,
        version.modifiedAt,
        JSON.stringify(version.headers),
        JSON.stringify(version.checksums),
        version.lock ? JSON.stringify(version.lock) : null,
      );
    return { version: { ...version, seq: Number(lastInsertRowid), versionId, latest: true }, replaced };
  }

  /** Removes one version for good, and makes the one below it the latest. Returns its blob. */
  remove(bucket: string, key: string, versionId: string): string | undefined {
    const row = this.store.db
      .prepare('DELETE FROM s3_object WHERE bucket = ? AND key = ? AND version_id = ? RETURNING blob, latest')
      .get(bucket, key, versionId);
    if (row?.latest === 1) {
      this.store.db
        .prepare(
          `UPDATE s3_object SET latest = 1
           WHERE seq = (SELECT max(seq) FROM s3_object WHERE bucket = ? AND key = ?)`,
        )
        .run(bucket, key);
    }
    return (row?.blob as string | null | undefined) ?? undefined;
  }

  /** Versions and delete markers in S3's order: by key, the newest first. @param after the last one seen, its seq */
  list(bucket: string, prefix: string, after: { key: string; seq: number } | undefined, most: number): ObjectVersion[] {
    const rows = this.store.db
      .prepare(
        `SELECT ${COLUMNS} FROM s3_object
         WHERE bucket = ? AND substr(key, 1, length(?)) = ? AND (key > ? OR (key = ? AND seq < ?))
         ORDER BY key, seq DESC LIMIT ?`,
      )
      .all(bucket, prefix, prefix, after?.key ?? '', after?.key ?? '', after?.seq ?? 0, most);
    return rows.map(read);
  }

  isReferenced(blob: string): boolean {
    return this.store.db.prepare('SELECT 1 FROM s3_object WHERE blob = ?').get(blob) !== undefined;
  }
}

function read(row: Record<string, unknown>): ObjectVersion {
  return {
    seq: row.seq as number,
    bucket: row.bucket as string,
    key: row.key as string,
    versionId: row.version_id as string,
    latest: row.latest === 1,
    blob: (row.blob as string | null) ?? undefined,
    size: row.size as number,
    etag: row.etag as string,
    modifiedAt: row.modified_at as number,
    headers: JSON.parse(row.headers as string) as Record<string, string>,
    checksums: JSON.parse(row.checksums as string) as Checksums,
    lock: row.lock === null ? undefined : (JSON.parse(row.lock as string) as ObjectVersion['lock']),
  };
}
