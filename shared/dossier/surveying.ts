import * as z from 'zod/mini';
import { isApplication } from '../matters/course.ts';
import { Sealed } from '../sealing/sealed.ts';
import { type Tier, tiers } from '../standards/tiers.ts';
import { agreed, decided, deed, isoDate, withOne } from './deed.ts';
import { isHeld } from './duplicate-state.ts';
import { concluded, type Matter, type SurveyOutcome } from './matter.ts';
import type { DossierState } from './state.ts';
import { unknownWord } from './unknown-word.ts';

/** 摸底调查、入户调查；findings 为调查人、调查意见和对标准所问的回答 */
export const recordSurvey = deed('recordSurvey', {
  title: '登记入户调查',
  says: {
    surveyedOn: isoDate,
    outcome: z.enum(['confirmed', 'return', 'returnForPaper', 'reject']),
    findings: Sealed,
    /** 按调查的回答重新认定的结果，代替原来的 */
    reassessed: z.optional(z.strictObject({ category: z.string(), tier: z.enum(tiers), record: Sealed })),
    /** 告知同意：入户时新给的连同以前的 */
    consent: z.optional(Sealed),
  },
  place: { stages: ['survey'] },
  refuse: (state, { outcome }) => {
    const { matter } = state;
    // What was ruled to be another household's goes on no more: a report of a review, which nobody can give up, is sent back.
    const isGivenBack = outcome === 'return' && isHeld(state);
    if (matter.survey?.outcome === 'confirmed' && !isGivenBack) return '入户调查已有结论';
    // Whoever is on file stays there until an approver has decided: a visit can send back what it does not bear out.
    return outcome === 'reject' && !isApplication(matter) ? '入户调查不予通过，只用于建档；不属实的，退回' : undefined;
  },
  evolve: (state, { outcome, surveyedOn, findings, reassessed, consent }, { actor, on }) => {
    const { matter } = state;
    const assessment =
      matter.assessment && reassessed
        ? { ...matter.assessment, category: reassessed.category, tier: reassessed.tier, version: state.version }
        : matter.assessment;
    const surveyed: Matter = {
      ...matter,
      surveyors: withOne(matter.surveyors, actor.id),
      survey: { version: state.version, outcome, surveyedOn, findings },
      assessment,
      overdue: null,
    };
    return {
      ...agreed(state, consent),
      ...(outcome === 'reject'
        ? { standing: 'ended', end: { as: 'rejected', on }, matter: concluded(surveyed, 'rejected') }
        : { matter: { ...surveyed, ...after(outcome) } }),
    };
  },
});

function after(outcome: Exclude<SurveyOutcome, 'reject'>): Partial<Matter> {
  switch (outcome) {
    case 'confirmed':
      return {};
    case 'return':
      return { stage: 'form', returned: { from: 'survey', paperOnly: false } };
    case 'returnForPaper':
      return { stage: 'form', returned: { from: 'survey', paperOnly: true } };
    default:
      return unknownWord(outcome);
  }
}

export function decideSurvey(
  state: DossierState,
  says: {
    surveyedOn: string;
    outcome: SurveyOutcome;
    findings: Sealed;
    reassessed?: { category: string; tier: Tier; record: Sealed };
    consent?: Sealed;
  },
) {
  return decided(state, recordSurvey, says);
}
