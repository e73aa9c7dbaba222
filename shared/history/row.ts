import type { Status } from '../dossier/status.ts';
import type { AidKind } from '../ledger/aid.ts';
import type { FundSource } from '../ledger/funds.ts';
import type { LeavingReason, Standing } from '../matters/standing.ts';
import type { Tier } from '../standards/tiers.ts';
import type { TaskKind } from '../tasks/task.ts';

/** What an entry did that a report counts: each is counted on the day of its entry, and once. */
const happenings = [
  'registered',
  'transcribed',
  'converted',
  'cameBack',
  'takenIn',
  'liftedOut',
  'relieved',
  'cancelled',
  'rejected',
  'withdrawn',
  'abandoned',
  'merged',
  'objected',
  'objectionSetAside',
  'objectionDismissed',
  'objectionUpheld',
  'cardsIssued',
] as const;
export type Happening = (typeof happenings)[number];

/** What a report counts of a dossier, and the table may say in the clear: none of it is anything that a family said. */
export interface Standings {
  /** Of the union that has it after this entry. */
  orgPath: string;
  status: Status;
  standing: Standing;
  /** Why it left; null of one that did not. */
  reason: LeavingReason | null;
  category: string | null;
  tier: Tier | null;
  /** Number of the form on which it is on file; null before. */
  form: number | null;
  /** ISO dates: first submitted; since when on file, for a time or like any other; last changed, or looked at and kept. */
  appliedOn: string | null;
  enteredOn: string | null;
  changedOn: string | null;
  /** The last plan that was made names a helper; the worker's signature makes one count; cards are issued for that. */
  plan: { made: boolean; signed: boolean; cards: boolean };
  /** Entries of the ledger that count. */
  aids: number;
  /** What people owe about it: kind and last day (ISO date), which may be null. */
  tasks: [TaskKind, string | null][];
  isDark: boolean;
}

/** 历史行: how a dossier stands after an entry of its journal, and what that entry did. */
export interface HistoryRow extends Standings {
  dossier: string;
  /** The entry up to which the row reaches. */
  version: number;
  /** ISO date, Asia/Shanghai, and instant of that entry. */
  on: string;
  at: string;
  /** Of the union that had it before, where this entry moved it. */
  from: string | null;
  happened: Partial<Record<Happening, number>>;
  /** How many entries of the ledger are sealed beside it, added or taken back: who counts aid opens no other row. */
  given: number;
  /** Of an entry that issued the first cards: days since it was first submitted. */
  daysToCards: number | null;
}

/** What is sealed beside a row. */
export interface HistoryDetail {
  /** 致困原因, the main one first; 职工类型; and everybody of the household. Null before it is on file. */
  household: Household | null;
  /** What the entry added to the ledger, and took back from it where it corrects one: a negative `times`. */
  aid: CountedAid[];
}

export interface Household {
  causes: string[];
  workerKind: string;
  people: { sex: string; born: number }[];
}

export interface CountedAid {
  kind: AidKind;
  project: string;
  source: FundSource;
  /** 1, or -1 where it is taken back. */
  times: 1 | -1;
  /** Of the same sign; 0 of what has no known value. */
  fen: number;
}
