import * as z from 'zod/mini';
import { type Evaluation, evaluations } from '../matters/outcomes.ts';
import { Sealed } from '../sealing/sealed.ts';
import { decided, deed, isoMonth, type Refusal } from './deed.ts';
import { planNumber } from './plan-number.ts';
import type { DossierState } from './state.ts';

/** So often one plan may be given more time. */
export const mostExtensions = 20;

/** 现行的计划: the one that was signed last, and what came of it. */
export interface PlanInForce {
  plan: number;
  /** By whose end the household is to be lifted out, as it was signed or extended since. */
  dueMonth: string;
  extensions: number;
  /** Null while it is not settled; `on` an ISO date. */
  settled: { outcome: Exclude<Evaluation, 'extended'>; on: string } | null;
}

export const newlyInForce = ({ plan, dueMonth }: Pick<PlanInForce, 'plan' | 'dueMonth'>): PlanInForce => ({
  plan,
  dueMonth,
  extensions: 0,
  settled: null,
});

/** 考核问效: whether what the plan in force promised has come to be; why is sealed. */
export const evaluatePlan = deed('evaluatePlan', {
  title: '考核问效',
  says: {
    plan: planNumber,
    outcome: z.enum(Object.keys(evaluations) as [Evaluation, ...Evaluation[]]),
    dueMonth: z.nullable(isoMonth),
    reason: z.nullable(Sealed),
  },
  place: 'onFile',
  refuse: ({ planInForce }, { plan, outcome, dueMonth }) => {
    if (planInForce?.plan !== plan) return '这一版帮扶计划不是现行的';
    if (planInForce.settled) return `这一版帮扶计划已经考核过：${evaluations[planInForce.settled.outcome]}`;
    return extensionRefusal(planInForce, { outcome, dueMonth });
  },
  evolve: ({ planInForce }, { outcome, dueMonth }, { on }) => ({
    planInForce: planInForce && {
      ...planInForce,
      ...(outcome === 'extended'
        ? { dueMonth: dueMonth ?? planInForce.dueMonth, extensions: planInForce.extensions + 1 }
        : { settled: { outcome, on } }),
    },
  }),
});

/** What is said is of the plan that whoever says it has seen (E1302 when another is in force since). */
export function decideEvaluation(
  state: DossierState,
  says: { plan: number; outcome: Evaluation; dueMonth: string | null; reason: Sealed | null },
) {
  return otherInForce(state, says.plan) ?? decided(state, evaluatePlan, says);
}

function otherInForce({ planInForce }: DossierState, seen: number): Refusal | undefined {
  if (planInForce === null) return { refused: '还没有签了字的帮扶计划', code: 1302 };
  if (planInForce.plan === seen) return undefined;
  return { refused: `现行的是第 ${planInForce.plan} 版帮扶计划，不是您看到的第 ${seen} 版，请看过再办`, code: 1302 };
}

/** Why it cannot be given more time, or is given a month that it does not ask for; undefined when it can. */
function extensionRefusal(
  { dueMonth, extensions }: PlanInForce,
  says: { outcome: Evaluation; dueMonth: string | null },
): string | undefined {
  if (says.outcome !== 'extended') return says.dueMonth === null ? undefined : '没有延期的，没有新的期限';
  if (extensions >= mostExtensions) return `一版帮扶计划最多延期 ${mostExtensions} 次，已经满了，请修订计划`;
  if (says.dueMonth !== null && says.dueMonth > dueMonth) return undefined;
  return `延期到的月份须晚于现在的期限 ${dueMonth}`;
}
