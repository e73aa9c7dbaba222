import { permit } from '../../shared/access/permit.ts';
import { PlanBody } from '../../shared/contract/bodies/plan.ts';
import { planContext } from '../../shared/dossier/seal-contexts.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { priorityGroup, program, supportTrack } from '../../shared/form/code-lists/assistance.ts';
import { type CodeList, listedWord } from '../../shared/form/code-lists/code-list.ts';
import { generations } from '../../shared/form/code-lists/generations.ts';
import { serve, staff } from '../../shared/http/serve.ts';
import { mailContext, mailWrite } from '../../shared/registry/mails.ts';
import { countResending } from '../../shared/registry/resending.ts';
import { dossiers, keyring, table, tries } from '../../shared/services/services.ts';

/** The words of a plan that are not in today's option lists. */
function listFaults({ priorityGroup: group, supportTracks, programs }: PlanBody): FieldFault[] {
  const words: [pointer: string, list: CodeList, word: string][] = [
    ['/priorityGroup', priorityGroup, group],
    ...supportTracks.map((word, i): [string, CodeList, string] => [`/supportTracks/${i}`, supportTrack, word]),
    ...programs.map((word, i): [string, CodeList, string] => [`/programs/${i}`, program, word]),
  ];
  return words
    .filter(([, list, word]) => generations.every((generation) => listedWord(list, generation, word) === null))
    .map(([pointer, { title }]) => ({ pointer, code: 1004, message: `不在“${title}”的选项之内` }));
}

export const handler = serve(table, {
  /** The plan as agreed; the link to confirm and sign it goes out by mail. A plan not yet signed may be made anew. */
  makePlan: staff(PlanBody, async ({ user, params, body, now, remember }) => {
    const before = await dossiers().get(params.id ?? '');
    permit(user, 'makePlan', before.state);
    const faults = listFaults(body);
    if (faults.length > 0) throw new Problem(1004, { faults });
    // Made anew, a plan is another mail to whatever address: the first one is not counted.
    if (before.state.plan) await countResending(tries(), before.id, user.id, now);
    const { signatureMail, signatureThrough, ...content } = body;
    const plan = (before.state.plan?.plan ?? 0) + 1;
    const answer = { status: 201, body: { id: before.id, version: before.version + 1, plan } };
    const to = await keyring().seal(mailContext(before.id), signatureMail);
    await dossiers().record({
      id: before.id,
      before,
      action: { type: 'makePlan', plan, content: await keyring().seal(planContext(before.id, plan), content) },
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
