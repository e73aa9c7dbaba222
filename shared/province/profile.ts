import type { RequiredPaper } from '../form/papers.ts';
import type { SurveyFact } from '../standards/input.ts';
import type { Stage } from './stage.ts';
import type { Tier } from './tiers.ts';

/** Levels of the union organisation that stand above a unit, lowest first. */
export type OrgTier = 'county' | 'municipal' | 'provincial';

/** How many segments the org path of a union of each level has: province/city/county. */
export const orgDepth: Record<OrgTier, number> = { county: 3, municipal: 2, provincial: 1 };

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

/** Everything in which one province differs from another; compiled into its functions, and read by its stack. */
export interface ProvinceProfile {
  code: string;
  stage: Stage;
  name: string;
  /** The union that answers for the stack, e.g. 云南省总工会. */
  union: string;
  timeZone: 'Asia/Shanghai';
  region: string;
  standards: Standard[];
  /** Those that were built in; more are confirmed later (shared/gazette). */
  subsistenceLines: SubsistenceLine[];
  /** Where dossiers are taken in: county codes, or the first two or four digits for a whole province or city. */
  coverage: readonly string[];
  notice: {
    workingDays: number;
    /** 公示范围: where the notice is put up besides the system's own page. */
    scope: string;
    officeName: string;
    officePhone: string;
  };
  /** Approval levels in order; a level's request goes to the approver of its tier, and on timeout to the next tier up. */
  approval: { levels: { tier: OrgTier; workingDays: number }[] };
  /** 豁免 of an exclusion: the lowest union whose reviewer may rule it. */
  exemption: { tier: OrgTier };
  /** 必须上传的材料: without them no household of the circumstance can be submitted. */
  papers: { required: readonly RequiredPaper[] };
  /** Calendar days a person has for each step before it counts as overdue. */
  deadlines: {
    surveyDays: number;
    /** 初核 of an objection that nobody has verified. */
    triageDays: number;
    resolutionDays: number;
    planDays: number;
    reverificationDays: number;
    exitDays: number;
  };
  review: { everyMonths: number };
  retentionYears: number;
  mail: { sender: string; senderName: string };
  signIn: { issuer: string; audience: string };
  web: { publicBaseUrl: string; corsOrigins: string[] };
  /** Regional WAF with rate and size rules; requests per 5 minutes and address. */
  /**
   * Requests of one address in five minutes: of anybody, and on the paths of staff, where an office of 200 people may
   * stand behind one address.
   */
  waf: { enabled: boolean; requestsPerFiveMinutes: number; staffRequestsPerFiveMinutes: number };
  throttling: { ratePerSecond: number; burst: number };
  /** On-demand maximum of the table, and again of each of its indexes: units a second. */
  throughput: { readUnits: number; writeUnits: number };
  /** How many functions the account may run at once (its quota of Lambda), or null where nobody has looked it up. */
  concurrencyQuota: number | null;
  logRetentionDays: number;
  alarmEmail: string | null;
}
