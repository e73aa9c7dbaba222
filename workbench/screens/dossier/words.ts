import { formatFen } from '../../../shared/money/fen.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';

const moneyFields = /(Income|Savings|Amount|Expense|Value)$/i;

/** Fen as yuan, days as days, yes and no as words; everything else as it was written. */
export function inWords(field: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return moneyFields.test(field) ? formatFen(value) : String(value);
  if (Array.isArray(value)) return value.join('、');
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return dateInWords(value);
  return String(value);
}
