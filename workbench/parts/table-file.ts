import { decodeText, parseCsv } from '../../shared/csv/csv.ts';

/** The rows below the heading of a file, as a spreadsheet numbers them, for showing; empty where it is no text. */
export function rowsBelowHeading(bytes: Uint8Array): { row: number; cells: string[] }[] {
  const text = decodeText(bytes);
  if (text === undefined) return [];
  return parseCsv(text)
    .slice(1)
    .map(({ row, cells }) => ({ row, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''));
}

/** An ID number where somebody looks over a shoulder: 530102********0423. */
export const maskedNumber = (number: string): string =>
  number.length < 11 ? number : `${number.slice(0, 6)}${'*'.repeat(number.length - 10)}${number.slice(-4)}`;
