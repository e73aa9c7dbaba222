import type { DossierState } from './state.ts';

/** 更正请求 in the head: the journal entries that hold what was asked and answered. */
export interface Correction {
  correction: number;
  /** ISO date. */
  on: string;
  askedIn: number;
  answeredIn: number | null;
  outcome: 'corrected' | 'refused' | null;
}

/** So many wait at once, and so many are asked in one dossier's life: whoever has a code must not fill it. */
export const mostCorrections = { open: 5, all: 50 } as const;

type Asked = Pick<DossierState, 'corrections'>;

export const openCorrections = ({ corrections }: Asked): Correction[] =>
  corrections.filter(({ outcome }) => outcome === null);

export const correctionToAsk = ({ corrections }: Asked): number => corrections.length + 1;

/** Why no other can be asked now, as a Chinese sentence; undefined when one can. */
export function tooMany(state: Asked): string | undefined {
  if (openCorrections(state).length >= mostCorrections.open) {
    return `已有 ${mostCorrections.open} 件更正请求等着答复，答复以后再提`;
  }
  return state.corrections.length >= mostCorrections.all ? '更正请求已经太多，请直接向工会提出' : undefined;
}
