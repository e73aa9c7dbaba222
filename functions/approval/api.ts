import { permit } from '../../shared/access/permit.ts';
import { DecideApprovalBody, ResendApprovalBody } from '../../shared/contract/bodies/approval.ts';
import { returnReasonTitles } from '../../shared/contract/titles.ts';
import type { BodyOf } from '../../shared/contract/types.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { countResending } from '../../shared/registry/resending.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, links, people, readings, table, tries } from '../../shared/services/services.ts';
import { isDecided, recordDecision } from './decide.ts';
import { approvalMatterOf } from './matter.ts';
import { isAskedOf, ownMatter } from './own-matter.ts';
import { nextSentence } from './view.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** A fresh link and code for the approver whose mail was lost or whose link is locked; the old ones are superseded. */
    resendApproval: {
      body: ResendApprovalBody,
      handle: async ({ user, params, now, remember }) => {
        const { id, state } = await dossiers(app).get(params.id);
        permit(user, 'resendApproval', state);
        const approval = pendingApproval(state);
        if (!approval) throw new Problem(1302, { detail: '目前没有待决定的送审。' });
        if (!(await people(app).find(approval.approver))?.active) {
          throw new Problem(1302, { detail: '这位审批人已经离任，不再给其发信，正在转请别人审批；几分钟后再补发。' });
        }
        await countResending(tries(app), id, user.id, now);
        const answer = { status: 202, body: { id, request: approval.request } };
        const { request, approver } = approval;
        const mail = mailWrite(table(app), id, { kind: 'approvalReminder', request, approver }, now);
        const refused = await table(app).transact([mail, ...remember(answer)]);
        if (refused.length > 0) throw new EffectRefused(refused);
        return answer;
      },
    },

    getApproval: {
      handle: async ({ user, params, now }) => {
        const dossier = await ownMatter(app, user, params.id, now);
        await readings(app).record(dossier.id, { kind: 'approvalPage', by: user.id }, now);
        return { status: 200, body: await approvalMatterOf(app, dossier, user.id, now) };
      },
    },

    /** By whoever was asked alone: whoever stands in for them is asked anew (转请). The link that went out is used up. */
    decideApproval: {
      body: DecideApprovalBody,
      handle: async ({ user, params, body, now, remember }) => {
        const { request, decision } = body;
        const before = await dossiers(app).get(params.id);
        permit(user, 'decideApproval', before.state);
        const opinion = opinionOf(body);
        const isOwn = ({ matter: { approval } }: DossierState) => approval?.decision?.approver === user.id;
        const isRepeat = isDecided(before.state, request) && isOwn(before.state);
        if (!isRepeat && !(await isAskedOf(app, user, before))) throw new Problem(1304);
        const says = { request, decision, approver: user.id, opinion, how: 'signedIn' as const };
        const answerTo = (state: DossierState) => ({
          status: 200 as const,
          body: { id: before.id, request, decision, follows: nextSentence(state, decision) },
        });
        const effects = async ({ state }: Dossier) => [
          ...(await links(app).usedUpWrites(before.id, 'approval', request, now)),
          ...remember(answerTo(state)),
        ];
        const { state } = await decidedAtLast(app, before.id, recordDecision(app, before.id, says, effects, now));
        // Of two at the same moment the first one stands, as by the link.
        if (!isOwn(state) || state.matter.approval?.decision?.decision !== decision) {
          throw new Problem(1302, { detail: '这次送审已有决定。' });
        }
        return answerTo(state);
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** The dossier as the decision left it; where the link was faster, as that one did. */
async function decidedAtLast(app: App, id: string, recorded: ReturnType<typeof recordDecision>): Promise<Dossier> {
  try {
    return (await recorded).after;
  } catch (error) {
    if (!(error instanceof EffectRefused && error.effects.includes('link'))) throw error;
    return dossiers(app).get(id);
  }
}

/** What the approver says: each reason a sentence, then what they wrote. E1004 where something has to be said and is not. */
function opinionOf({ decision, reasons = [], opinion = '' }: BodyOf<'decideApproval'>): string {
  const said = [...new Set(reasons)].map((reason) => `${returnReasonTitles[reason]}。`).join('') + opinion;
  if (decision !== 'approve' && said === '') {
    const message = '退回补正或不予通过的，请选原因或者写明意见';
    throw fieldProblem('/opinion', message);
  }
  return said;
}
