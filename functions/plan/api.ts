import { permit } from '../../shared/access/permit.ts';
import { PlanBody } from '../../shared/contract/bodies/plan.ts';
import { planContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { mailWrite, sealAddressee } from '../../shared/registry/mails.ts';
import { countResending } from '../../shared/registry/resending.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, keyring, table, tries } from '../../shared/services/services.ts';
import { planFaults } from './faults.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** The plan as agreed; the link to confirm and sign it goes out by mail. A plan not yet signed may be made anew. */
    makePlan: {
      body: PlanBody,
      handle: async ({ user, params, body, now, remember }) => {
        const before = await dossiers(app).get(params.id);
        permit(user, 'makePlan', before.state);
        const faults = planFaults(body);
        if (faults.length > 0) throw new Problem(1004, { faults });
        // Made anew, a plan is another mail to whatever address: the first one is not counted.
        if (before.state.plan) await countResending(tries(app), before.id, user.id, now);
        const { signatureMail, signatureThrough, ...content } = body;
        const plan = (before.state.plan?.plan ?? 0) + 1;
        const answer = { status: 201, body: { id: before.id, version: before.version + 1, plan } };
        const to = await sealAddressee(keyring(app), before.id, { address: signatureMail, person: null });
        await dossiers(app).record({
          id: before.id,
          before,
          action: { type: 'makePlan', plan, content: await keyring(app).seal(planContext(before.id, plan), content) },
          actor: { kind: 'staff', id: user.id },
          now,
          effects: [
            mailWrite(table(app), before.id, { kind: 'planToSign', plan, through: signatureThrough }, now, to),
            ...remember(answer),
          ],
        });
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());
