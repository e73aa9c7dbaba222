import type { PlanContent } from '../../shared/contract/bodies/plan.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { evaluationContext, planContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, keyring } from '../../shared/services/services.ts';
import { withNames } from './with-names.ts';

/** A plan by its number, as its journal has it, whatever was made after it. E1320 for one that was never made. */
export async function planOf(app: App, { id, state }: Dossier, number: string): Promise<AnswerOf<'getPlan'>> {
  const plan = /^[1-9]\d?$/.test(number) ? Number(number) : 0;
  const journal = await dossiers(app).journal(id);
  const made = journal.find(({ action }) => action.type === 'makePlan' && action.plan === plan);
  if (made?.action.type !== 'makePlan') throw new Problem(1320);
  const signed = journal.find(({ action }) => action.type === 'signPlan' && action.plan === plan);
  const [by] = await withNames(app, [{ by: made.actor.id }]);
  return {
    plan,
    madeOn: made.on,
    by: made.actor.id,
    byName: by?.byName ?? '',
    signedAt: signed?.at ?? null,
    signature: signed?.action.type === 'signPlan' ? await signatureOf(app, journal, signed.action) : null,
    inForce: state.planInForce?.plan === plan,
    content: await keyring(app).open<PlanContent>(planContext(id, plan), made.action.content),
    evaluations: await evaluationsOf(app, journal, plan),
    documents: state.issuedFor.includes(plan) ? state.documents.map(({ kind }) => `${kind}-${plan}`) : [],
  };
}

async function evaluationsOf(app: App, journal: readonly JournalEntry[], plan: number) {
  const found = journal.flatMap(({ dossierId, version, action, actor, on }) =>
    action.type === 'evaluatePlan' && action.plan === plan
      ? [{ ...{ by: actor.id, on, outcome: action.outcome, dueMonth: action.dueMonth }, dossierId, version, action }]
      : [],
  );
  const named = await withNames(app, found);
  return Promise.all(
    named.map(async ({ dossierId, version, action: { reason }, by, ...told }) => ({
      ...told,
      by,
      reason: reason && (await keyring(app).open<string>(evaluationContext(dossierId, version), reason)),
    })),
  );
}

/** How a plan was signed, and who of the staff stands for that. */
async function signatureOf(app: App, journal: readonly JournalEntry[], { plan, shownBy, paper }: ActionOf<'signPlan'>) {
  const recorded = journal.findLast(({ action }) => action.type === 'recordPaper' && action.plan === plan);
  const by = paper === null ? shownBy : (recorded?.actor.id ?? null);
  const confirmedBy = paper?.by ?? null;
  const [first, second] = await withNames(app, [{ by }, { by: confirmedBy }]);
  const signedOn = paper !== null && recorded?.action.type === 'recordPaper' ? recorded.action.signedOn : null;
  const how = paper !== null ? ('paper' as const) : shownBy === null ? ('mail' as const) : ('presence' as const);
  return {
    how,
    by,
    byName: first?.by === null ? null : (first?.byName ?? null),
    confirmedBy,
    confirmedByName: second?.byName ?? null,
    signedOn,
  };
}
