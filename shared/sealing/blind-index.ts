import { createHmac } from 'node:crypto';

/** What a keyed hash is of: the same text under two kinds gives two unrelated hashes. */
export type IndexKind = 'idNumber' | 'name' | 'trace' | 'code' | 'visitor' | 'mailbox' | 'asked' | 'file';

/** Bytes that are kept of a hash, 22 characters: more than enough to keep all the people of a province apart. */
export const HASH_BYTES = 16;

/**
 * Keyed hashes (HMAC-SHA-256 under the province's secret): equal texts meet without the text being stored, and nobody
 * without the secret can try out ID numbers, six-digit codes or addresses.
 */
export class BlindIndex {
  private readonly read: () => Promise<string>;
  private secret: Promise<string> | undefined;

  /** `read` gives the province's secret; asked for once, and again after a failure. */
  constructor(read: () => Promise<string>) {
    this.read = read;
  }

  /** Asks for the secret, beside what is read meanwhile; where that fails, whoever needs it is told. */
  prepare(): void {
    this.key().catch(() => undefined);
  }

  async of(kind: IndexKind, text: string): Promise<string> {
    const whole = createHmac('sha256', await this.key())
      .update(`${kind}\n${text}`)
      .digest();
    return whole.subarray(0, HASH_BYTES).toString('base64url');
  }

  private key(): Promise<string> {
    if (!this.secret) {
      const reading = this.read();
      reading.catch(() => {
        this.secret = undefined;
      });
      this.secret = reading;
    }
    return this.secret;
  }
}
