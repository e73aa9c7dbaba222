import { randomBytes, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import type { Store } from '../store.ts';

export interface SignInKeys {
  /** The private signing key (RS256). */
  signing: JWK;
  /** Signs the provider's cookies. */
  cookies: string;
}

/** The provider's keys, made once: tokens and sessions of before a restart stay good. */
export async function signInKeys(store: Store): Promise<SignInKeys> {
  store.db.exec('CREATE TABLE IF NOT EXISTS sign_in_keys (id INTEGER PRIMARY KEY CHECK (id = 1), keys TEXT NOT NULL)');
  const row = store.db.prepare('SELECT keys FROM sign_in_keys WHERE id = 1').get();
  if (row) return JSON.parse(row.keys as string) as SignInKeys;
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const signing = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: 'RS256', use: 'sig' };
  const keys: SignInKeys = { signing, cookies: randomBytes(32).toString('base64url') };
  store.db.prepare('INSERT INTO sign_in_keys (id, keys) VALUES (1, ?)').run(JSON.stringify(keys));
  return keys;
}
