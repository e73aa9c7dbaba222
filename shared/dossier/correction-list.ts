import type { CorrectionOutcome } from '../matters/outcomes.ts';
import type { DossierState } from './state.ts';

/** 更正请求 in the head: the journal entries that hold what was asked and answered. */
export interface Correction {
  correction: number;
  /** ISO date. */
  on: string;
  askedIn: number;
  /** Who of the staff wrote it down in the worker's place; null where the worker did. */
  writtenBy: string | null;
  answeredIn: number | null;
  outcome: CorrectionOutcome | null;
}

/** So many wait at once, and so many the head lists: of more, those that were answered first stand in the journal alone. */
export const mostCorrections = { open: 5, listed: 50 } as const;

type Asked = Pick<DossierState, 'corrections'>;

export const openCorrections = ({ corrections }: Asked): Correction[] =>
  corrections.filter(({ outcome }) => outcome === null);

export const correctionToAsk = ({ corrections }: Asked): number => (corrections.at(-1)?.correction ?? 0) + 1;

/** As many as the head lists, with one more: what is not answered stays. */
export function withCorrection({ corrections }: Asked, one: Correction): Correction[] {
  const drop =
    corrections.length < mostCorrections.listed ? undefined : corrections.find(({ outcome }) => outcome !== null);
  return [...corrections.filter((each) => each !== drop), one];
}

/** Why no other can be asked now, as a Chinese sentence; undefined when one can. */
export function tooMany(state: Asked): string | undefined {
  if (openCorrections(state).length < mostCorrections.open) return undefined;
  return `已有 ${mostCorrections.open} 件更正请求等着答复，答复以后再提`;
}
