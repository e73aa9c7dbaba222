/** Money is integer fen everywhere (1 元 = 100 分); nothing is ever held as a fraction of a yuan. */

/** Thrown when something that should be an amount in fen is not a safe non-negative integer, or a text is no amount. */
export class AmountError extends Error {
  override name = 'AmountError';
}

function requireFen(fen: number): void {
  if (!Number.isSafeInteger(fen)) throw new AmountError('金额应为以分为单位的整数');
}

/**
 * An amount in fen as people read it: 145000 → `1,450.00 元`.
 * @throws AmountError when `fen` is not a safe integer.
 */
export function formatFen(fen: number): string {
  return `${formatYuan(fen)} 元`;
}

/**
 * The figure alone, for a table whose heading names the unit: 145000 → `1,450.00`.
 * @throws AmountError when `fen` is not a safe integer.
 */
export function formatYuan(fen: number): string {
  requireFen(fen);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${fen < 0 ? '-' : ''}${yuan}.${digits.slice(-2)}`;
}

/**
 * Fen from an amount in yuan as people write it: `1,450.5`, `1450.50 元`, `￥1450`. Worked on the text, so nothing is
 * rounded; more than two decimals are refused.
 * @throws AmountError when the text is not such an amount or the amount is too large to hold exactly.
 */
export function parseYuan(text: string): number {
  const plain = text
    .trim()
    .replace(/^[¥￥]\s*/, '')
    .replace(/\s*元$/, '');
  const match = /^(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(plain);
  if (match === null) throw new AmountError('金额应写作元，最多两位小数，如1450.50');
  const [, yuan = '', decimals = ''] = match;
  const fen = Number(yuan.replaceAll(',', '') + decimals.padEnd(2, '0'));
  requireFen(fen);
  return fen;
}

/**
 * Fen from a number of yuan, as in JSON written by a spreadsheet. Only a number that says an exact amount is taken:
 * 1450.5 is, 0.1 + 0.2 is not.
 * @throws AmountError otherwise.
 */
export function fenFromYuan(yuan: number): number {
  return parseYuan(String(yuan));
}

/** A household's monthly income per head, with the working that lets a person check it. */
export interface PerCapita {
  /** Fen per person per month, rounded down to the fen. */
  fen: number;
  /** E.g. `17,400.00 元 ÷ 12 个月 ÷ 3 人 = 483.33 元（不足一分的舍去）`. */
  working: string;
}

/**
 * 家庭月人均收入 = 家庭年度总收入 ÷ 12 ÷ 家庭人口, rounded down to the fen once, at the end.
 * @param annual fen a year
 * @param size people in the household, at least 1
 * @throws AmountError when either is not such a number.
 */
export function perCapita(annual: number, size: number): PerCapita {
  requireFen(annual);
  if (annual < 0 || !Number.isInteger(size) || size < 1) throw new AmountError('家庭年度总收入或家庭人口不对');
  const parts = 12 * size;
  const remainder = annual % parts;
  const fen = (annual - remainder) / parts;
  const rounding = remainder === 0 ? '' : '（不足一分的舍去）';
  return { fen, working: `${formatFen(annual)} ÷ 12 个月 ÷ ${size} 人 = ${formatFen(fen)}${rounding}` };
}
