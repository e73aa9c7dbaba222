import { permit } from '../../shared/access/permit.ts';
import { ResendApprovalBody } from '../../shared/contract/bodies/approval.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { countResending } from '../../shared/registry/resending.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, people, table, tries } from '../../shared/services/services.ts';

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
  });

export const handler = lambda(fromEnvironment());
