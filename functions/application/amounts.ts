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
