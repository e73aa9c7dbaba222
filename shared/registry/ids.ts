import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id of 128 random bits that says nothing about anyone: 26 characters, as safe in a URL as in a file name. */
export function newId(): string {
  let bits = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let id = '';
  for (let i = 0; i < 26; i++) {
    id += ALPHABET[Number(bits & 31n)];
    bits >>= 5n;
  }
  return id;
}

/** Whether a text has the shape of such an id: nothing else has to be looked for, and no table takes a key of any length. */
export function isId(text: string): boolean {
  return /^[0-9a-z]{26}$/.test(text);
}
