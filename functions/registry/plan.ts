import type { PlanContent } from '../../shared/contract/bodies/plan.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { planContext } from '../../shared/dossier/seal-contexts.ts';
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
    inForce: state.planInForce === plan,
    content: await keyring(app).open<PlanContent>(planContext(id, plan), made.action.content),
    documents: state.issuedFor.includes(plan) ? state.documents.map(({ kind }) => `${kind}-${plan}`) : [],
  };
}
