import * as z from 'zod/mini';
import type { Tier } from '../standards/tiers.ts';
import { decided, deed } from './deed.ts';
import { isOnFile } from './life.ts';
import type { DossierState } from './state.ts';

/**
 * 录入工会帮扶工作管理系统: which form and which plan somebody typed in there last, the category and tier of then, and who; `at`
 * an ISO instant.
 */
export interface Entered {
  form: number;
  plan: number;
  category: string;
  tier: Tier;
  by: string;
  at: string;
}

type Known = Pick<DossierState, 'standing' | 'inForce' | 'issuedFor' | 'entered' | 'registration'>;

/** What is to be typed in now: the form in force and the plan of the cards. Undefined before there are cards, and once it is. */
export function entryOwed(state: Known): { form: number; plan: number } | undefined {
  const { inForce, issuedFor, entered, registration } = state;
  const plan = issuedFor.at(-1);
  if (!isOnFile(state) || inForce === null || plan === undefined) return undefined;
  const isSame =
    entered?.form === inForce.form &&
    entered.plan === plan &&
    entered.category === registration?.category &&
    entered.tier === registration.tier;
  return isSame ? undefined : { form: inForce.form, plan };
}

/** 已录入（通知的第六步）。换了一份表、换发了联系卡，复核以后换了类别或者级别，又要录一次 */
export const recordEntered = deed('recordEntered', {
  title: '录入全国系统',
  says: { form: z.int().check(z.minimum(1)), plan: z.int().check(z.minimum(1)) },
  place: 'onFile',
  refuse: (state, { form, plan }) => {
    if (state.issuedFor.length === 0) return '还没有发卡，帮扶计划签字、发卡以后录入';
    const owed = entryOwed(state);
    if (owed === undefined) return '现在的一份已经录入，不用再录';
    if (form !== owed.form) return `据以在册的是第 ${owed.form} 份档案表，请照那一份录入`;
    return plan === owed.plan ? undefined : `发卡的是第 ${owed.plan} 版帮扶计划，请照那一版录入`;
  },
  evolve: ({ registration }, { form, plan }, { actor, at }) => {
    const { category, tier } = registration as NonNullable<typeof registration>;
    return { entered: { form, plan, category, tier, by: actor.id, at } };
  },
});

export const decideEntered = (state: DossierState, says: { form: number; plan: number }) =>
  decided(state, recordEntered, says);
