import { randomBytes } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';

export type KeySpec = 'SYMMETRIC_DEFAULT' | 'HMAC_256';

export interface KeyRow {
  id: string;
  arn: string;
  spec: KeySpec;
  enabled: boolean;
  material: Uint8Array;
  /** Virtual ms. */
  createdAt: number;
}

/** Keys and their aliases. Losing a key would lose every sealed field, so material is written once and never replaced. */
export class KeyTable {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
    store.db.exec(`
      CREATE TABLE IF NOT EXISTS kms_key (
        id TEXT PRIMARY KEY, arn TEXT NOT NULL UNIQUE, spec TEXT NOT NULL, enabled INTEGER NOT NULL,
        material BLOB NOT NULL, created_at INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS kms_alias (name TEXT PRIMARY KEY, key_id TEXT NOT NULL REFERENCES kms_key (id));
    `);
  }

  create(arn: string, spec: KeySpec, enabled: boolean): void {
    const id = /^arn:[^:]+:kms:[^:]+:[^:]*:key\/(.{1,255})$/.exec(arn)?.[1];
    if (!id) throw new Error(`Not the ARN of a KMS key: ${arn}`);
    if (spec !== 'SYMMETRIC_DEFAULT' && spec !== 'HMAC_256') throw new Error(`The local KMS has no ${spec} keys`);
    this.store.db
      .prepare(
        `INSERT INTO kms_key (id, arn, spec, enabled, material, created_at) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled`,
      )
      .run(id, arn, spec, enabled ? 1 : 0, randomBytes(32), Date.now());
  }

  alias(name: string, target: string): void {
    if (!/^alias\/.+$/.test(name)) throw new Error(`Not the name of a KMS alias: ${name}`);
    this.store.db
      .prepare(
        'INSERT INTO kms_alias (name, key_id) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET key_id = excluded.key_id',
      )
      .run(name, this.get(target).id);
  }

  /** By key id, key ARN, alias name or alias ARN. @throws AwsError NotFoundException. */
  get(reference: string): KeyRow {
    const key = this.find(reference);
    if (!key) throw new AwsError('NotFoundException', `Key '${reference}' does not exist`);
    return key;
  }

  find(reference: string): KeyRow | undefined {
    const alias = /^(?:arn:[^:]+:kms:[^:]+:[^:]*:)?(alias\/.+)$/.exec(reference)?.[1];
    const row = alias
      ? this.store.db
          .prepare('SELECT k.* FROM kms_key k JOIN kms_alias a ON a.key_id = k.id WHERE a.name = ?')
          .get(alias)
      : this.store.db.prepare('SELECT * FROM kms_key WHERE id = ? OR arn = ?').get(reference, reference);
    if (!row) return undefined;
    return {
      id: row.id as string,
      arn: row.arn as string,
      spec: row.spec as KeySpec,
      enabled: row.enabled === 1,
      material: row.material as Uint8Array,
      createdAt: row.created_at as number,
    };
  }
}
