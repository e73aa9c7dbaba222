import * as z from 'zod/mini';
import type { CorrectionOutcome } from '../matters/outcomes.ts';
import { Sealed } from '../sealing/sealed.ts';
import { correctionToAsk, openCorrections, tooMany, withCorrection } from './correction-list.ts';
import { decided, deed, type Refusal } from './deed.ts';
import type { DossierState } from './state.ts';

const number = z.int().check(z.minimum(1));

/**
 * 请求更正: the worker says what of their file is wrong, on the page that shows it, or to somebody of the staff. `shownBy`: on
 * a page that this one of the staff had opened for them, who knows its code and could have asked it in their name.
 */
export const requestCorrection = deed('requestCorrection', {
  title: '登记更正请求',
  says: { correction: number, statement: Sealed, shownBy: z.optional(z.string()) },
  place: 'alive',
  refuse: (state, { correction }) =>
    tooMany(state) ?? (correction === correctionToAsk(state) ? undefined : '更正请求的编号不相接'),
  evolve: (state, { correction }, { on, actor }) => ({
    corrections: withCorrection(state, {
      ...{ correction, on, askedIn: state.version, answeredIn: null, outcome: null },
      writtenBy: actor.kind === 'staff' ? actor.id : null,
    }),
  }),
});

export const decideCorrectionRequest = (state: DossierState, statement: Sealed, shownBy?: string) =>
  decided(state, requestCorrection, {
    ...{ correction: correctionToAsk(state), statement },
    ...(shownBy === undefined ? {} : { shownBy }),
  });

/** 答复更正请求: what was wrong was put right, by whatever deed that takes, or why it is not. */
export const answerCorrection = deed('answerCorrection', {
  title: '答复更正请求',
  says: { correction: number, outcome: z.enum(['corrected', 'refused']), answer: Sealed },
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

/** @param by whoever answers: nobody refuses alone what they wrote down in the worker's place (E1504) */
export const decideCorrectionAnswer = (
  state: DossierState,
  says: { correction: number; outcome: CorrectionOutcome; answer: Sealed },
  by: string,
) => ownRefusal(state, says, by) ?? decided(state, answerCorrection, says);

function ownRefusal(
  state: DossierState,
  { correction, outcome }: { correction: number; outcome: string },
  by: string,
): Refusal | undefined {
  const asked = openCorrections(state).find((each) => each.correction === correction);
  if (outcome !== 'refused' || asked?.writtenBy !== by) return undefined;
  return { refused: '这一件是您代本人登记的，不改须由工会别的人或者上级工会的人答复', code: 1504 };
}
