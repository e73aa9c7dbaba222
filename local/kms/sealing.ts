import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AwsError } from '../aws-error.ts';

export type EncryptionContext = Readonly<Record<string, string>>;

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals bytes under a 256-bit key with AES-256-GCM. The blob names its key, as KMS's do:
 * version(1) · length of key id(1) · key id · iv(12) · tag(16) · ciphertext. The key id and the encryption context are
 * authenticated with it.
 */
export function seal(keyId: string, material: Uint8Array, plaintext: Uint8Array, context: EncryptionContext): Buffer {
  const id = Buffer.from(keyId);
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', material, iv);
  cipher.setAAD(authenticated(keyId, context));
  const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION, id.length), id, iv, cipher.getAuthTag(), sealed]);
}

/** @throws AwsError InvalidCiphertextException when the blob is not one of ours. */
export function keyIdOf(blob: Buffer): string {
  const length = blob[1] ?? 0;
  if (blob[0] !== VERSION || length === 0 || blob.length < 2 + length + IV_BYTES + TAG_BYTES) throw invalid();
  return blob.subarray(2, 2 + length).toString();
}

/** @throws AwsError InvalidCiphertextException for a changed blob, another key or another context. */
export function unseal(material: Uint8Array, blob: Buffer, context: EncryptionContext): Buffer {
  const keyId = keyIdOf(blob);
  const body = blob.subarray(2 + Buffer.byteLength(keyId));
  const decipher = createDecipheriv('aes-256-gcm', material, body.subarray(0, IV_BYTES));
  decipher.setAAD(authenticated(keyId, context));
  decipher.setAuthTag(body.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    return Buffer.concat([decipher.update(body.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch {
    throw invalid();
  }
}

export function invalid(): AwsError {
  return new AwsError('InvalidCiphertextException', 'The ciphertext is invalid.');
}

function authenticated(keyId: string, context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Buffer.from(JSON.stringify([keyId, pairs]));
}
