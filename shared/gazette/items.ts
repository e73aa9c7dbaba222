import type { Arrangement } from '../calendar/arrangement.ts';
import type { SubsistenceLine } from '../standards/standard.ts';

/**
 * 公布数据: what other authorities publish and the province works by: a year's working days, counties' subsistence lines.
 * One administrator enters it (录入), another confirms it (核准); from then on it counts, and is never changed.
 */
const gazetteKinds = ['arrangement', 'lines'] as const;
export type GazetteKind = (typeof gazetteKinds)[number];

export const gazetteTitles: Record<GazetteKind, string> = { arrangement: '节假日安排', lines: '低保标准' };

/** 录入: a file as it was entered. It counts for nothing until somebody else has confirmed it. */
export interface Proposal {
  /** Numbered from 1 in the order of entering. */
  number: number;
  kind: GazetteKind;
  /** CSV, as the file was. */
  file: string;
  /** Name and number of the document that the file was written by. */
  document: string;
  url: string | null;
  /** SHA-256 of kind, file, document and url: what whoever confirms has read. */
  digest: string;
  /** `sub` of who entered it. */
  by: string;
  /** ISO instant. */
  at: string;
}

/** What became of a proposal, once and for all. */
export interface ProposalOutcome {
  outcome: 'confirmed' | 'refused';
  by: string;
  at: string;
  /** Why it was refused; empty when it was confirmed. */
  reason: string;
}

/** One version of what counts, of a kind: numbered from 1 without a gap, never changed and never deleted. */
export interface GazetteVersion {
  version: number;
  /** The proposal that it was made of. */
  proposal: number;
  content: GazetteContent;
  confirmedBy: string;
  /** ISO instant. */
  confirmedAt: string;
}

export type GazetteContent =
  | { kind: 'arrangement'; arrangement: Arrangement }
  /** Each from the day on which it counts here, whatever day its document gives. */
  | { kind: 'lines'; lines: SubsistenceLine[] };

/** What counts in a province on a day: what was built in, and what was confirmed since. */
export interface Gazette {
  arrangements: readonly Arrangement[];
  lines: readonly SubsistenceLine[];
}
