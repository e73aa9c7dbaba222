import * as z from 'zod';
import { Sealed } from '../sealing/sealed.ts';
import { correctionToAsk, openCorrections, tooMany } from './correction-list.ts';
import { decided, deed } from './deed.ts';
import type { DossierState } from './state.ts';

/** What comes of a wish for correction: 已经改正, or 核实过，不改. */
export const correctionOutcomes = ['corrected', 'refused'] as const;

const number = z.int().min(1);

/** 请求更正: the worker says what of their file is wrong, on the page that shows it, or to somebody of the staff. */
export const requestCorrection = deed('requestCorrection', {
  title: '请求更正',
  says: { correction: number, statement: Sealed },
  place: 'alive',
  refuse: (state, { correction }) =>
    tooMany(state) ?? (correction === correctionToAsk(state) ? undefined : '更正请求的编号不相接'),
  evolve: (state, { correction }, { on }) => ({
    corrections: [...state.corrections, { correction, on, askedIn: state.version, answeredIn: null, outcome: null }],
  }),
});

export const decideCorrectionRequest = (state: DossierState, statement: Sealed) =>
  decided(state, requestCorrection, { correction: correctionToAsk(state), statement });

/** 答复更正请求: what was wrong was put right, by whatever deed that takes, or why it is not. */
export const answerCorrection = deed('answerCorrection', {
  title: '答复更正请求',
  says: { correction: number, outcome: z.enum(correctionOutcomes), answer: Sealed },
  place: 'alive',
  refuse: (state, { correction }) =>
    openCorrections(state).some((each) => each.correction === correction)
      ? undefined
      : '没有这一件更正请求，或已经答复过',
  evolve: (state, { correction, outcome }) => ({
    corrections: state.corrections.map((each) =>
      each.correction === correction ? { ...each, outcome, answeredIn: state.version } : each,
    ),
  }),
});

export const decideCorrectionAnswer = (
  state: DossierState,
  says: { correction: number; outcome: (typeof correctionOutcomes)[number]; answer: Sealed },
) => decided(state, answerCorrection, says);
