import { lastDayOf } from '../calendar/dates.ts';
import { isOnFile } from '../dossier/life.ts';
import { awaitsCards } from '../dossier/plan-state.ts';
import type { DossierState } from '../dossier/state.ts';
import { county } from '../organisation/org-path.ts';
import type { ProvinceProfile } from '../province/profile.ts';
import { lastDayFor } from '../workflow/waits.ts';
import type { Task, TaskKind } from './task.ts';

type Terms = Pick<ProvinceProfile, 'deadlines'>;

/** 帮扶计划: made, signed, its cards issued, and looked at again by the end of the month that it names. */
export function ofPlan(state: DossierState, { deadlines }: Terms): Task[] {
  const { standing, registration, plan, orgPath } = state;
  if (!isOnFile({ standing }) || registration === null) return [];
  const of = (kind: TaskKind, n: number, due: string): Task => ({ kind, n, role: 'registrar', orgPath, due });
  const within = (since: string) => lastDayFor('signature', since, deadlines);
  if (plan === null) {
    const since = planSince(state);
    return since === null ? [] : [of('plan', 1, within(since))];
  }
  // For the daily reconciliation, which sees to it that its workflow runs.
  const cards: Task[] = awaitsCards(state)
    ? [{ kind: 'issue', n: plan.plan, role: 'system', orgPath, due: plan.madeOn }]
    : [];
  if (plan.declined) return [of('plan', plan.plan + 1, within(plan.declined.on)), ...ofPlanInForce(state, of, within)];
  return [...cards, ...ofSignature(state, within(plan.madeOn)), ...ofPlanInForce(state, of, within)];
}

/** Since when a first plan is owed. What was taken over has one on paper: nobody makes it anew before the first review. */
function planSince({ registration, transcribed, inForce }: DossierState): string | null {
  if (transcribed === null) return registration?.registeredOn ?? null;
  return inForce !== null && inForce.matter > 1 ? inForce.basis.date : null;
}

/** Somebody else than recorded it looks at a signature on paper: of the county, where another may not be in the unit. */
function ofSignature({ plan, orgPath }: DossierState, due: string): Task[] {
  if (plan === null || plan.signedAt !== null) return [];
  if (plan.onPaper === null) return [{ kind: 'sign', n: plan.plan, role: 'registrar', orgPath, due }];
  const notFor = [plan.onPaper.by];
  return [{ kind: 'countersign', n: plan.plan, role: 'reviewer', orgPath: county(orgPath), due, notFor }];
}

/** 考核问效: what was promised by the end of a month; where it did not come to be, another plan is made. */
function ofPlanInForce(
  { plan, planInForce }: DossierState,
  of: (kind: TaskKind, n: number, due: string) => Task,
  within: (since: string) => string,
): Task[] {
  if (planInForce === null) return [];
  const { settled, dueMonth } = planInForce;
  if (settled === null) return [of('evaluate', planInForce.plan, lastDayOf(dueMonth))];
  const isRevised = plan !== null && plan.plan > planInForce.plan;
  return settled.outcome === 'notMet' && !isRevised ? [of('plan', planInForce.plan + 1, within(settled.on))] : [];
}
