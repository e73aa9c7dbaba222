import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { EvaluationBody, PlanBody } from '../../shared/contract/bodies/plan.ts';
import { decideEvaluation } from '../../shared/dossier/evaluation.ts';
import { decidePlan, planToMake } from '../../shared/dossier/plan.ts';
import { evaluationContext, planContext } from '../../shared/dossier/seal-contexts.ts';
import { refuseFaults } from '../../shared/errors/problem.ts';
import { act } from '../../shared/http/act.ts';
import { type Call, serve } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { mailWrite, sealAddressee } from '../../shared/registry/mails.ts';
import { countResending } from '../../shared/registry/resending.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { keyring, table, tries } from '../../shared/services/services.ts';
import { evaluationFaults, planFaults } from './faults.ts';
import { own } from './own.ts';
import { signing } from './signing.ts';

export const lambda = (app: App) =>
  serve(app, {
    /**
     * The plan as agreed; the link to confirm and sign it goes out by mail, where the worker or the officer has one. One that is not signed may be made anew, one
     * that is may be revised, with the reason: another helper, another month, other measures.
     */
    makePlan: {
      body: PlanBody,
      handle: (call) => act(app, call, 'makePlan', (before) => planned(app, call, before), 201),
    },

    ...signing(app),
    ...own(app),

    /** 考核问效: whether the household was lifted out as its plan said, or has more time, or why not. */
    evaluatePlan: {
      body: EvaluationBody,
      handle: (call) =>
        act(
          app,
          call,
          'makePlan',
          async (before) => {
            const { plan, outcome, dueMonth = null, reason } = call.body;
            const { id, state, version } = before;
            refuseFaults(evaluationFaults(call.body, state.planInForce, dateInShanghai(call.now)));
            const context = evaluationContext(id, version + 1);
            const sealed = reason === undefined ? null : await keyring(app).seal(context, reason);
            return { decided: decideEvaluation(state, { plan, outcome, dueMonth, reason: sealed }), says: { outcome } };
          },
          201,
        ),
    },
  });

export const handler = lambda(fromEnvironment());

async function planned(app: App, { user, body, now }: Call<'makePlan'>, { id, state }: Dossier) {
  refuseFaults(planFaults(body, { inForce: state.planInForce?.plan ?? null, today: dateInShanghai(now) }));
  // Made anew, a plan is another mail to whatever address: the first one is not counted.
  if (state.plan) await countResending(tries(app), id, user.id, now);
  const { signatureMail, signatureThrough, ...agreed } = body;
  const plan = planToMake(state);
  const content = await keyring(app).seal(planContext(id, plan), agreed);
  const decided = decidePlan(state, { dueMonth: agreed.dueMonth, content });
  if (signatureMail === undefined || signatureThrough === undefined) return { decided, says: { plan } };
  const to = await sealAddressee(keyring(app), id, { plan }, { address: signatureMail, person: null });
  const letter = { kind: 'planToSign', plan, through: signatureThrough } as const;
  return { decided, says: { plan }, effects: [mailWrite(table(app), id, letter, now, to)] };
}
