import type { KeyObject } from 'node:crypto';
import { decrypt, encrypt } from './cipher.ts';
import type { Sealed } from './sealed.ts';

/** Where the data key of a dossier comes from; rejects where it has none. */
export interface KeysOfDossiers {
  of(dossier: string): Promise<KeyObject>;
}

/**
 * Seals what a dossier holds under the dossier's own data key. A context begins with the dossier's id and says what it
 * is (seal-contexts.ts): it decides the key, and is authenticated, so that a ciphertext opens where it belongs alone.
 */
export class Keyring {
  private readonly keys: KeysOfDossiers;

  constructor(keys: KeysOfDossiers) {
    this.keys = keys;
  }

  /** Fetches a key that will be needed, beside what is read meanwhile; where that fails, whoever needs it is told. */
  prepare(dossier: string): void {
    this.keys.of(dossier).catch(() => undefined);
  }

  /** Seals any JSON value. */
  async seal(context: string, value: unknown): Promise<Sealed> {
    return encrypt(await this.keys.of(dossierOf(context)), context, value);
  }

  /** Opens what `seal` sealed under the same `context`; throws when it was altered or moved, or the key is gone. */
  async open<T>(context: string, sealed: Sealed): Promise<T> {
    return decrypt<T>(await this.keys.of(dossierOf(context)), context, sealed);
  }
}

function dossierOf(context: string): string {
  const end = context.indexOf('/');
  if (end < 1) throw new Error('this context names no dossier');
  return context.slice(0, end);
}
