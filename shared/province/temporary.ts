import type { Course } from '../matters/course.ts';
import type { UnionLevel } from '../organisation/union-level.ts';
import type { Tier } from '../standards/tiers.ts';

/** From the lowest up; each asks an approver of its union. */
export type ApprovalLevels = { unionLevel: UnionLevel; workingDays: number }[];

/** What a province says of 临时救助: what it takes a household in for, for how long, and what becomes of it on the way. */
export interface TemporaryTerms {
  /** 致困原因, words of the form's list: what strikes a household all at once. */
  causes: readonly string[];
  /** On file for so many months; at the end of a shorter month, its last day. */
  months: number;
  /** At which tier it is kept: out of whose means it is helped. */
  tier: Tier;
  /** What an application goes through between its form and its conclusion. */
  course: Course;
  /** 再次救助: whoever was taken in so often within so many months is taken in again for a reason that is written down. */
  again: { times: number; months: number };
  /** Who approves of the application, and of closing it. A conversion goes to whoever approves of a registration. */
  levels: ApprovalLevels;
}
