import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Sealed } from './sealed.ts';

/** From so many bytes on a text is deflated: an assessment comes to a third, and every kilobyte is two write units in a transaction. */
const DEFLATED_FROM = 512;
/** Stands before what is deflated: no JSON text begins with it. */
const DEFLATED = Buffer.of(0);

/** AES-256-GCM of any JSON value. The context is authenticated: a ciphertext that was moved elsewhere does not open. */
export function encrypt(key: KeyObject, context: string, value: unknown): Sealed {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(packed(JSON.stringify(value))), cipher.final(), cipher.getAuthTag()]);
  return { iv: iv.toString('base64'), text: text.toString('base64') };
}

/** Throws when it was altered or moved, or encrypted with another key. */
export function decrypt<T>(key: KeyObject, context: string, sealed: Sealed): T {
  const bytes = Buffer.from(sealed.text, 'base64');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.iv, 'base64')).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]);
  return JSON.parse(unpacked(text).toString('utf8')) as T;
}

function packed(text: string): Buffer {
  const bytes = Buffer.from(text);
  return bytes.length < DEFLATED_FROM ? bytes : Buffer.concat([DEFLATED, deflateRawSync(bytes)]);
}

/** Only ever asked of what has been authenticated: nobody else can have it unfold. */
const unpacked = (bytes: Buffer): Buffer => (bytes[0] === 0 ? inflateRawSync(bytes.subarray(1)) : bytes);
