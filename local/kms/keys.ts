import { randomBytes } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';

export interface KeyRow {
  id: string;
  arn: string;
  material: Uint8Array;
}

/** Losing a key would lose every sealed field, so material is written once and never replaced. */
export class KeyTable {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS kms_key (id TEXT PRIMARY KEY, arn TEXT NOT NULL UNIQUE, material BLOB NOT NULL)',
    );
  }

  create(arn: string): void {
    const id = /^arn:[^:]+:kms:[^:]+:[^:]*:key\/(.{1,255})$/.exec(arn)?.[1];
    if (!id) throw new Error(`Not the ARN of a KMS key: ${arn}`);
    this.store.db
      .prepare('INSERT INTO kms_key (id, arn, material) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING')
      .run(id, arn, randomBytes(32));
  }

  /** By key id or key ARN. @throws AwsError NotFoundException. */
  get(reference: string): KeyRow {
    const key = this.find(reference);
    if (!key) throw new AwsError('NotFoundException', `Key '${reference}' does not exist`);
    return key;
  }

  find(reference: string): KeyRow | undefined {
    const row = this.store.db.prepare('SELECT * FROM kms_key WHERE id = ? OR arn = ?').get(reference, reference);
    return row && { id: row.id as string, arn: row.arn as string, material: row.material as Uint8Array };
  }
}
