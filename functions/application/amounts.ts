import { AmountError, parseYuan } from '../../shared/money/fen.ts';

/** Full-width digits are what a Chinese keyboard types. */
export const plain = (text: string): string => text.normalize('NFKC').trim();

/** Fen out of yuan as somebody typed them; undefined for what is no amount. */
export function fenIn(text: string): number | undefined {
  try {
    return parseYuan(plain(text));
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
    return undefined;
  }
}

/** How many people, as somebody typed it: 3, 3人, 3 口人; 0 for what is no number. */
export function peopleIn(text: string): number {
  const typed = /^(\d{1,3})\s*(口人|口|个人|个|人)?$/.exec(plain(text));
  return typed === null ? 0 : Number(typed[1]);
}
