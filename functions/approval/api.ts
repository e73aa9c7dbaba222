import { permit } from '../../shared/access/permit.ts';
import { ApproverBody, ResendApprovalBody } from '../../shared/contract/bodies/approval.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { contains, levelOf } from '../../shared/organisation/org-path.ts';
import { type Approver, type ApproverContact, approverContext } from '../../shared/registry/approvers.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { countResending } from '../../shared/registry/resending.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { approvers, dossiers, keyring, table, tries } from '../../shared/services/services.ts';

export const lambda = (app: App) =>
  serve(app, {
    putApprover: {
      body: ApproverBody,
      handle: async ({ user, params, body }) => {
        permit(user, 'manageApprovers', { orgPath: body.orgPath });
        const id = params.id;
        if (!/^[\w-]{3,40}$/.test(id)) {
          throw new Problem(1004, {
            faults: [{ pointer: '/id', code: 1004, message: '编号为 3 至 40 个字母、数字或横线' }],
          });
        }
        if (!contains(app.profile.code, body.orgPath) || levelOf(body.orgPath) !== body.unionLevel) {
          throw new Problem(1004, { faults: [{ pointer: '/orgPath', code: 1004, message: '组织路径与审批层级不符' }] });
        }
        const existing = await approvers(app).find(id);
        if (existing) permit(user, 'manageApprovers', existing);
        const { name, post, email, unionLevel, orgPath, staffId, active } = body;
        const contact: ApproverContact = { name, post, email };
        const sealed = await keyring(app).seal(approverContext(id), contact);
        await table(app).put({
          ...keys.approver(id),
          id,
          unionLevel,
          orgPath,
          staffId,
          active,
          sealed,
        } satisfies Approver);
        return { status: existing ? 200 : 201, body: { id, unionLevel, orgPath, active } };
      },
    },

    listApprovers: {
      handle: async ({ user }) => {
        permit(user, 'readApprovers', { orgPath: user.orgPath });
        const all = await approvers(app).all();
        const mine = all.filter(({ orgPath }) => contains(user.orgPath, orgPath));
        const shown = await Promise.all(
          mine.map(async ({ id, unionLevel, orgPath, staffId, active, sealed }) => ({
            id,
            unionLevel,
            orgPath,
            staffId,
            active,
            ...(await keyring(app).open<ApproverContact>(approverContext(id), sealed)),
          })),
        );
        return { status: 200, body: { approvers: shown } };
      },
    },

    /** A fresh link and code for the approver whose mail was lost or whose link is locked; the old ones are superseded. */
    resendApproval: {
      body: ResendApprovalBody,
      handle: async ({ user, params, now, remember }) => {
        const { id, state } = await dossiers(app).get(params.id);
        permit(user, 'resendApproval', state);
        const { approval } = state;
        if (!approval || approval.decision !== null) throw new Problem(1302, { detail: '目前没有待决定的送审。' });
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
