import { permit } from '../../shared/access/permit.ts';
import { PlanBody } from '../../shared/contract/bodies.ts';
import { planAbout } from '../../shared/dossier/about.ts';
import { serve, staff } from '../../shared/http/serve.ts';
import { mailAbout, mailWrite } from '../../shared/registry/mails.ts';
import { dossiers, keyring, table } from '../../shared/runtime/services.ts';

export const handler = serve(table, {
  /** The plan as agreed; the link to confirm and sign it goes out by mail. A plan not yet signed may be made anew. */
  makePlan: staff(PlanBody, async ({ user, params, body, now, remember }) => {
    const before = await dossiers().get(params.id ?? '');
    permit(user, 'makePlan', before.state);
    const { signatureMail, signatureThrough, ...content } = body;
    const plan = (before.state.plan?.plan ?? 0) + 1;
    const answer = { status: 201, body: { id: before.id, version: before.version + 1, plan } };
    const to = await keyring().seal(mailAbout(before.id), signatureMail);
    await dossiers().record({
      id: before.id,
      before,
      action: { type: 'makePlan', plan, content: await keyring().seal(planAbout(before.id, plan), content) },
      actor: { kind: 'staff', id: user.id },
      now,
      effects: [
        mailWrite(table(), before.id, { kind: 'planToSign', plan, through: signatureThrough }, now, to),
        ...remember(answer),
      ],
    });
    return answer;
  }),
});
