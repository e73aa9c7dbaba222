import type { SurveyFact } from './input.ts';
import type { Tier } from './tiers.ts';

/**
 * A standard (困难职工标准): CEL text, dated, each clause explained. `clauses` are tried in order, poorest category first;
 * the first that holds decides. What the text may name is in shared/standards/input.ts and shared/standards/compile.ts.
 */
export interface Standard {
  name: string;
  /** Changes whenever the text does; stored with each assessment. */
  version: string;
  source: string;
  /** 档案级别 of the dossiers that are kept under it. */
  tier: Tier;
  /** Where it holds: the first two, four or six digits of divisions. In each tier the longest that fits applies. */
  divisions: readonly string[];
  /** First day in force, ISO date, Asia/Shanghai. */
  from: string;
  /** Last day in force, or null while it is. */
  to: string | null;
  /** Named intermediate figures, evaluated in order and usable by the later ones and by the clauses. A number is an amount in fen; a truth value is a circumstance. */
  figures: {
    name: string;
    title: string;
    cel: string;
    /** It mixes so many circumstances that it tells of no illness and no cause, and may be shown where those may not. */
    general?: true;
  }[];
  /** What every household must meet besides a clause, e.g. a migrant worker's membership and contract. */
  requirements: { id: string; title: string; cel: string; source: string }[];
  clauses: {
    id: string;
    category: string;
    title: string;
    cel: string;
    source: string;
    /** What the survey must confirm; `cel` asks it too. */
    survey?: SurveyQuestion;
  }[];
  exclusions: { id: string; title: string; cel: string; source: string; exemptible: boolean }[];
}

/** Something that a clause asks and no form shows: the surveyor answers yes or no. */
export interface SurveyQuestion {
  asks: SurveyFact;
  question: string;
}

/** A subsistence line (低保标准) of one county-level division. */
export interface SubsistenceLine {
  division: string;
  from: string;
  to: string | null;
  /** Fen per person per month. */
  fen: number;
  source: string;
}

/** What the households of a province are judged by, part of its profile. */
export interface ProvinceStandards {
  standards: Standard[];
  /** Those that were built in; more are confirmed later (shared/gazette). */
  subsistenceLines: SubsistenceLine[];
}
