import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import type { Sealed } from './sealed.ts';

const CONTEXT = { purpose: 'dossier' };
/** A data key seals for five minutes or a thousand times, whichever ends first. */
const MAX_AGE_MS = 300_000;
const MAX_USES = 1000;
const MAX_OPENED = 500;

interface DataKey {
  wrapped: string;
  plain: Buffer;
}

/**
 * Envelope encryption: AES-256-GCM under data keys that only the province's KMS seal key can unwrap. The `context`
 * argument (dossier id and what it is) is authenticated, so a ciphertext moved elsewhere does not open.
 */
export class Keyring {
  private readonly keyId: string;
  private readonly kms: KMSClient;
  private current: { key: Promise<DataKey>; uses: number; since: number } | undefined;
  private readonly opened = new Map<string, Promise<Buffer>>();

  constructor(keyId: string, kms: KMSClient) {
    this.keyId = keyId;
    this.kms = kms;
  }

  /** Seals any JSON value. */
  async seal(context: string, value: unknown): Promise<Sealed> {
    const key = await this.sealingKey();
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key.plain, iv).setAAD(Buffer.from(context));
    const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return { key: key.wrapped, iv: iv.toString('base64'), text: text.toString('base64') };
  }

  /** Opens what `seal` sealed under the same `context`; throws when it was altered or moved. */
  async open<T>(context: string, sealed: Sealed): Promise<T> {
    const key = await this.unwrap(sealed.key);
    const bytes = Buffer.from(sealed.text, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64')).setAAD(
      Buffer.from(context),
    );
    decipher.setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as T;
  }

  private sealingKey(): Promise<DataKey> {
    const now = performance.now();
    if (!this.current || this.current.uses >= MAX_USES || now - this.current.since > MAX_AGE_MS) {
      const key = this.generate();
      key.catch(() => {
        this.current = undefined;
      });
      this.current = { key, uses: 0, since: now };
    }
    this.current.uses++;
    return this.current.key;
  }

  private async generate(): Promise<DataKey> {
    const command = new GenerateDataKeyCommand({ KeyId: this.keyId, KeySpec: 'AES_256', EncryptionContext: CONTEXT });
    const { CiphertextBlob, Plaintext } = await this.kms.send(command);
    if (!CiphertextBlob || !Plaintext) throw new Error('KMS gave no data key');
    const key = { wrapped: Buffer.from(CiphertextBlob).toString('base64'), plain: Buffer.from(Plaintext) };
    this.opened.set(key.wrapped, Promise.resolve(key.plain));
    return key;
  }

  private unwrap(wrapped: string): Promise<Buffer> {
    const known = this.opened.get(wrapped);
    if (known) return known;
    if (this.opened.size >= MAX_OPENED) this.opened.delete(this.opened.keys().next().value as string);
    const opening = this.decrypt(wrapped);
    opening.catch(() => this.opened.delete(wrapped));
    this.opened.set(wrapped, opening);
    return opening;
  }

  private async decrypt(wrapped: string): Promise<Buffer> {
    const command = new DecryptCommand({
      KeyId: this.keyId,
      CiphertextBlob: Buffer.from(wrapped, 'base64'),
      EncryptionContext: CONTEXT,
    });
    const { Plaintext } = await this.kms.send(command);
    if (!Plaintext) throw new Error('KMS gave no plaintext');
    return Buffer.from(Plaintext);
  }
}
