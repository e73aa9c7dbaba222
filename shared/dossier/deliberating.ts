import * as z from 'zod/mini';
import type { DeliberationOutcome } from '../matters/outcomes.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, isoDate, within } from './deed.ts';
import type { DossierState } from './state.ts';

/** 评议：基层工会集体评议；content 为评议记录（地点、到会的人、票数、意见、记录人） */
export const deliberate = deed('deliberate', {
  title: '登记评议',
  says: {
    heldOn: isoDate,
    outcome: z.enum(['supported', 'notSupported']),
    /** 签了字的评议记录：附件的标识 */
    minutes: z.string(),
    content: Sealed,
  },
  place: { stages: ['deliberation'] },
  refuse: ({ attachments, matter }, { heldOn, minutes }) => {
    if (!attachments.some(({ id }) => id === minutes)) return '没有这份评议记录的附件，或还没有检查完';
    const surveyedOn = matter.survey?.surveyedOn;
    return surveyedOn !== undefined && heldOn < surveyedOn
      ? `评议的日期 ${heldOn} 早于入户调查的 ${surveyedOn}`
      : undefined;
  },
  evolve: (state, { heldOn, outcome, minutes, content }) => {
    const deliberation = { version: state.version, heldOn, outcome, minutes, content };
    const back = { stage: 'form', returned: { from: 'deliberation', paperOnly: false } } as const;
    return within(state, { deliberation, overdue: null, ...(outcome === 'supported' ? {} : back) });
  },
});

export const decideDeliberation = (
  state: DossierState,
  says: { heldOn: string; outcome: DeliberationOutcome; minutes: string; content: Sealed },
) => decided(state, deliberate, says);
