import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import type { Sealed } from './sealed.ts';

/** AES-256-GCM of any JSON value. The context is authenticated: a ciphertext that was moved elsewhere does not open. */
export function encrypt(key: KeyObject, context: string, value: unknown): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return { iv: iv.toString('base64'), text: text.toString('base64') };
}

/** Throws when it was altered or moved, or encrypted with another key. */
export function decrypt<T>(key: KeyObject, context: string, sealed: Sealed): T {
  const bytes = Buffer.from(sealed.text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64')).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  return JSON.parse(text.toString('utf8')) as T;
}
