import * as z from 'zod/mini';
import type { Calendar } from '../calendar/working-days.ts';
import { isInvented } from '../standards/invented.ts';
import { arrangementDigest } from './digests.ts';

/** 按哪些年的安排数的工作日: recorded where days were counted, so that it can be told for good. */
export const CalendarUsed = z.array(z.strictObject({ year: z.int(), digest: z.string(), invented: z.boolean() }));
export type CalendarUsed = z.infer<typeof CalendarUsed>;

/** The arrangements of the years from one ISO date to another. */
export function calendarUsed({ arrangements }: Calendar, from: string, until: string): CalendarUsed {
  const [first, last] = [from, until].map((date) => Number(date.slice(0, 4))) as [number, number];
  return arrangements
    .filter(({ year }) => year >= first && year <= last)
    .map((each) => ({ year: each.year, digest: arrangementDigest(each), invented: isInvented(each) }));
}
