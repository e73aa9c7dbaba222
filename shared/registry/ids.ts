import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** An id of 128 random bits that says nothing about anyone: 26 characters, as safe in a URL as in a file name. */
export function newId(): string {
  return spelled(BigInt(`0x${randomBytes(16).toString('hex')}`));
}

function spelled(number: bigint): string {
  let bits = number;
  let id = '';
  for (let i = 0; i < 26; i++) {
    id += ALPHABET[Number(bits & 31n)];
    bits >>= 5n;
  }
  return id;
}

/** The same made of a digest (hex, 32 digits at least): what is the same twice has one id. */
export function idOf(digest: string): string {
  return spelled(BigInt(`0x${digest.slice(0, 32)}`));
}

/** Whether a text has the shape of such an id: nothing else has to be looked for, and no table takes a key of any length. */
export function isId(text: string): boolean {
  return /^[0-9a-z]{26}$/.test(text);
}
