import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { PaperRulingBody, PaperSignatureBody, ShowPlanBody } from '../../shared/contract/bodies/plan.ts';
import {
  decidePaperConfirmed,
  decidePaperRefused,
  decidePaperSignature,
} from '../../shared/dossier/paper-signature.ts';
import { notToShow } from '../../shared/dossier/plan-state.ts';
import { attachmentKindContext, paperRefusalContext, signatureContext } from '../../shared/dossier/seal-contexts.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { act } from '../../shared/http/act.ts';
import type { Call, Operations } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, forms, keyring, people } from '../../shared/services/services.ts';
import { countShowing, shownLink } from '../links/shown.ts';

const signedPage = '帮扶计划签字页';

/** 没有邮箱的困难职工怎样签字: by a link shown in presence, or on paper, for which two of the staff stand. */
export const signing = (app: App): Operations<'showPlan' | 'recordPaperSignature' | 'rulePaperSignature'> => ({
  /** Shown to the worker who is there. The answer is kept nowhere, so that a repeated request shows another link. */
  showPlan: {
    body: ShowPlanBody,
    handle: async ({ user, params, body: { plan }, now }) => {
      const dossier = await dossiers(app).get(params.id);
      permit(user, 'makePlan', dossier.state);
      const refused = notToShow(dossier.state, plan);
      if (refused !== undefined) throw new Problem(1302, { detail: `${refused}。` });
      await countShowing(app, 'plan', dossier.id, user.id, now);
      const shown = await shownLink(app, dossier, 's', {
        purpose: 'presence',
        occurrence: plan,
        shownBy: user.id,
        now,
      });
      return { status: 201, body: { id: dossier.id, plan, ...shown } };
    },
  },

  recordPaperSignature: {
    body: PaperSignatureBody,
    handle: (call) =>
      act(
        app,
        call,
        'makePlan',
        async (before) => {
          await requireInOffice(app, call.user.id);
          await requirePaper(app, before, call.body, dateInShanghai(call.now));
          return { decided: decidePaperSignature(before.state, call.body), says: { plan: call.body.plan } };
        },
        201,
      ),
  },

  rulePaperSignature: {
    body: PaperRulingBody,
    handle: (call) =>
      act(app, call, 'confirmSignature', async (before) => {
        await requireInOffice(app, call.user.id);
        return { decided: await ruled(app, call, before), says: { outcome: call.body.outcome } };
      }),
  },
});

async function ruled(app: App, { user, body }: Call<'rulePaperSignature'>, { id, state, version }: Dossier) {
  const { plan, attachment, outcome, reason } = body;
  if (outcome === 'refused') {
    if (reason === undefined) throw fieldProblem('/reason', '不采用的，须写明为什么（reason）');
    const sealed = await keyring(app).seal(paperRefusalContext(id, version + 1), reason);
    return decidePaperRefused(state, { plan, attachment, reason: sealed });
  }
  if (reason !== undefined) throw fieldProblem('/reason', `采用的不写为什么不采用，现为${quoted(reason)}`);
  // On paper the worker has written their own name: nobody types it once more.
  const { worker } = await forms(app).getSubmitted(id, state.inForce?.form ?? 0);
  const signature = await keyring(app).seal(signatureContext(id, plan), { name: worker.name });
  return decidePaperConfirmed(state, { plan, attachment }, user.id, signature);
}

/** Whoever stands for a signature on paper is in the directory, and in office: their name is found for good (E1502). */
async function requireInOffice(app: App, id: string): Promise<void> {
  if ((await people(app).find(id))?.active) return;
  throw new Problem(1502, {
    detail: '登记、核对纸质签字的须是登记在任的工会人员，工会人员登记里没有您，或者您已经离任。',
  });
}

/** E1004 for a day to come, and for an attachment that is no signed page. */
async function requirePaper(
  app: App,
  { id, state }: Dossier,
  { attachment, signedOn }: PaperSignatureBody,
  today: string,
): Promise<void> {
  if (signedOn > today) throw fieldProblem('/signedOn', `签字的日期${quoted(signedOn)}还没有到，最晚是今天 ${today}`);
  const found = state.attachments.find((each) => each.id === attachment);
  if (!found) throw fieldProblem('/attachment', '这份档案没有收下这一份附件');
  // What was signed before is another plan's.
  if (!state.attachments.slice(state.plan?.papersBefore ?? 0).includes(found))
    throw fieldProblem('/attachment', '签字的纸须在制定这一版计划以后上传，这一份是以前上传的');
  const kind = await keyring(app).open<string>(attachmentKindContext(id, attachment), found.kind);
  if (kind !== signedPage)
    throw fieldProblem('/attachment', `附件的类型是${quoted(kind)}，签了字的纸须是“${signedPage}”`);
}
