import * as z from 'zod/mini';
import { fieldProblem } from '../errors/problem.ts';
import { quoted } from '../errors/quoted.ts';

/** E1004 for a query parameter that is no day of the calendar. */
export function requireDay(parameter: string, value: string): void {
  if (z.iso.date().safeParse(value).success) return;
  const message = `${quoted(value)}不是日期，写作 2026-11-23`;
  throw fieldProblem(`/${parameter}`, message);
}

/** The same of a year, as 2026. */
export function requireYear(parameter: string, value: string): void {
  if (/^20\d{2}$/.test(value)) return;
  const message = `${quoted(value)}不是年份，写作 2026`;
  throw fieldProblem(`/${parameter}`, message);
}
