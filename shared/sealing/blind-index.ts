import { createHmac } from 'node:crypto';
import { readSecret } from '../runtime/secrets.ts';

/** What a keyed hash is of: the same text under two kinds gives two unrelated hashes. */
export type IndexKind = 'idNumber' | 'name' | 'trace' | 'code' | 'visitor' | 'mailbox' | 'asked';

/**
 * Keyed hashes (HMAC-SHA-256 under the province's secret): equal texts meet without the text being stored, and nobody
 * without the secret can try out ID numbers, six-digit codes or addresses.
 */
export class BlindIndex {
  private readonly secretArn: string;
  private secret: Promise<string> | undefined;

  constructor(secretArn: string) {
    this.secretArn = secretArn;
  }

  async of(kind: IndexKind, text: string): Promise<string> {
    return createHmac('sha256', await this.key())
      .update(`${kind}\n${text}`)
      .digest('base64url');
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

  private async read(): Promise<string> {
    return readSecret(this.secretArn);
  }
}
