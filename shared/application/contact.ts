import { withoutUnseen } from '../text/characters.ts';

/**
 * A mailbox as somebody typed it: a Chinese keyboard writes ＠ and 。, and a telephone leaves a blank after what it completes.
 * Words beside it are not made part of it: that would be somebody else's.
 */
export const mailTyped = (typed: string): string =>
  withoutUnseen(typed)
    .normalize('NFKC')
    .replace(/。/g, '.')
    .split(/([@.])/)
    .map((part) => part.trim())
    .join('');

/**
 * Where a code is to go, by how it was written: to a mailbox, to a telephone, or to what was left with an earlier
 * application. Telephones are written in groups, with the country before them, and with marks that nobody sees.
 */
export function contactTyped(typed: string): { mail: string } | { telephone: string } | { receipt: string } {
  const plain = withoutUnseen(typed).normalize('NFKC').trim();
  if (plain.includes('@')) return { mail: mailTyped(typed) };
  const digits = plain.replace(/[\s()\-‐–—]/g, '').replace(/^(\+|00)?86(?=1)/, '');
  return /^\d+$/.test(digits) ? { telephone: digits } : { receipt: plain };
}
