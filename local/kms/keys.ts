import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { AwsError } from '../aws-error.ts';
import type { Store } from '../store.ts';

/** What a key is: one that encrypts, or a pair that signs. */
export type KeySpec = 'SYMMETRIC_DEFAULT' | 'ECC_NIST_P256';

export interface KeyRow {
  id: string;
  arn: string;
  spec: KeySpec;
  /** 256 random bits; of a pair, its private key (PKCS #8, DER). */
  material: Uint8Array;
}

/** Losing a key would lose every sealed field, so material is written once and never replaced. */
export class KeyTable {
  private readonly store: Store;

  constructor(store: Store) {
    this.store = store;
    store.db.exec(
      'CREATE TABLE IF NOT EXISTS kms_key (id TEXT PRIMARY KEY, arn TEXT NOT NULL UNIQUE, spec TEXT NOT NULL, material BLOB NOT NULL)',
    );
  }

  create(arn: string, spec: KeySpec): void {
    const id = /^arn:[^:]+:kms:[^:]+:[^:]*:key\/(.{1,255})$/.exec(arn)?.[1];
    if (!id) throw new Error(`Not the ARN of a KMS key: ${arn}`);
    this.store.db
      .prepare('INSERT INTO kms_key (id, arn, spec, material) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING')
      .run(id, arn, spec, spec === 'ECC_NIST_P256' ? newPair() : randomBytes(32));
  }

  /** By key id or key ARN. @throws AwsError NotFoundException. */
  get(reference: string): KeyRow {
    const key = this.find(reference);
    if (!key) throw new AwsError('NotFoundException', `Key '${reference}' does not exist`);
    return key;
  }

  find(reference: string): KeyRow | undefined {
    const row = this.store.prepare('SELECT * FROM kms_key WHERE id = ? OR arn = ?').get(reference, reference);
    return (
      row && {
        id: row.id as string,
        arn: row.arn as string,
        spec: row.spec as KeySpec,
        material: row.material as Uint8Array,
      }
    );
  }
}

const newPair = (): Uint8Array =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'der' });
