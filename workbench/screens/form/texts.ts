import { AmountError, parseYuan } from '../../../shared/money/fen.ts';
import type { Kind } from './boxes.ts';

/** A value as its box shows it; '' for none. */
export function textOf(kind: Kind, value: unknown): string {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return kind === 'money' ? yuanOf(value) : String(value);
  return Array.isArray(value) ? value.join('、') : String(value);
}

/** Fen in yuan, without a fraction that says nothing: 145050 → 1450.50, 145000 → 1450. */
function yuanOf(fen: number): string {
  return fen % 100 === 0 ? String(fen / 100) : (fen / 100).toFixed(2);
}

export type Read = { value: unknown } | { fault: string };

/** What a box's text says. A text that says nothing of its kind has a fault in words; it stays in the box as it is. */
export function read(kind: Kind, text: string): Read {
  if (text.trim() === '') return { value: undefined };
  switch (kind) {
    case 'money':
      return moneyOf(text);
    case 'count':
      return wholeOf(text);
    case 'years':
      return yearsOf(text);
    case 'yesNo':
      return { value: text === '是' };
    case 'words':
      return { value: text.split('、') };
    case 'division':
      return { value: /^\d{6}/.exec(plain(text))?.[0] ?? text.slice(0, 6) };
    default:
      return { value: text };
  }
}

/** Full-width digits are digits. */
const plain = (text: string): string => text.normalize('NFKC').trim();

function moneyOf(text: string): Read {
  try {
    return { value: parseYuan(plain(text)) };
  } catch (error) {
    if (!(error instanceof AmountError)) throw error;
    return { fault: `应写作元，最多两位小数，如 1450.50；现为“${text}”` };
  }
}

function wholeOf(text: string): Read {
  const digits = plain(text);
  return /^\d{1,3}$/.test(digits) ? { value: Number(digits) } : { fault: `应为整数，如 3；现为“${text}”` };
}

function yearsOf(text: string): Read {
  const digits = plain(text);
  return /^\d{1,2}(\.\d{1,2})?$/.test(digits) ? { value: Number(digits) } : { fault: `应为年数，如 2；现为“${text}”` };
}

/** Under so many fen a month a clerk is asked whether the box is in yuan. */
const littleAMonth = 10_000;

/** A question about an amount that may well be right; undefined where there is none. */
export function askedBack(field: string, value: unknown): string | undefined {
  if (typeof value !== 'number' || value === 0 || value >= littleAMonth) return undefined;
  return field.endsWith('.monthlyIncome') ? '不到 100 元一个月，单位是元吗？确是这么多的，不用改。' : undefined;
}
