import { requireLevel } from '../../shared/access/level.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { disclosureOn, disclosureRead } from '../../shared/consent/disclosure.ts';
import {
  ClearBody,
  CreateDraftBody,
  KeepScratchBody,
  SaveFormBody,
  SubmitBody,
  WithdrawBody,
} from '../../shared/contract/bodies/submission.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideClearance, decideSubmission } from '../../shared/dossier/filling.ts';
import { decideDraft, decideWithdrawal } from '../../shared/dossier/opening.ts';
import { clearanceContext, withdrawalContext } from '../../shared/dossier/seal-contexts.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { act } from '../../shared/http/act.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import { ifMatch } from '../../shared/http/request.ts';
import { serve } from '../../shared/http/serve.ts';
import { refusedAs } from '../../shared/registry/dossiers.ts';
import { newId } from '../../shared/registry/ids.ts';
import type { App } from '../../shared/services/app.ts';
import { sealedConsents } from '../../shared/services/consents.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { blindIndex, dossiers, keyring, newDossierKeys, readings, unions } from '../../shared/services/services.ts';
import { checkDuplicates } from './check-duplicates.ts';
import { completeForm } from './complete-form.ts';
import { consentWithdrawals } from './consent-withdrawal.ts';
import { handedInAnswer, handIn } from './hand-in.ts';
import { reportOf, requireReport } from './report.ts';
import { requireChange } from './require-change.ts';
import { draftOf, saveDraft, savedAnswer } from './save-draft.ts';
import { keepScratch, scratchOf } from './scratch.ts';
import { submissionOf } from './submission.ts';
import { againOf } from './temporary-again.ts';

export const lambda = (app: App) =>
  serve(app, {
    ...consentWithdrawals(app),
    createDraft: {
      body: CreateDraftBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'createDraft', { orgPath: body.orgPath });
        await requireUnion(app, user, body.orgPath, '/orgPath');
        const { orgPath, kind = 'registration' } = body;
        if (kind === 'temporary' && app.profile.temporary === null) throw noneTemporary();
        const action = decideDraft(app.profile, { orgPath, kind });
        if (isRefusal(action)) throw refusedAs(action);
        const union = await unions(app).find(body.orgPath);
        if (union?.active === false) throw new Problem(1302, { detail: `${union.name}已经撤销，不再建档。` });
        const id = newId();
        await newDossierKeys(app).create(id);
        const headers = { ETag: '"1"', Location: `/v1/dossiers/${id}` };
        const answer = { status: 201, headers, body: { id, version: 1, status: 'draft' as const } };
        const actor = { kind: 'staff' as const, id: user.id };
        await dossiers(app).record({ id, before: null, action, actor, now, effects: remember(answer) });
        return answer;
      },
    },

    saveForm: {
      body: SaveFormBody,
      handle: async ({ event, user, params, body, now }) => {
        const before = await dossiers(app).get(params.id);
        permit(user, 'saveForm', before.state);
        const read = ifMatch(event);
        // One behind may be a save whose answer was lost: what it would store says so.
        if (read !== before.version && read !== before.version - 1) throw new Problem(1301);
        const draft = draftOf(body, now);
        const after = await saveDraft(app, before, read, draft, { user, now });
        return savedAnswer(app, after, draft, now);
      },
    },

    getScratch: {
      handle: async ({ user, params, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'saveForm', dossier.state);
        await readings(app).record(dossier.id, { kind: 'detail', by: user.id }, now);
        return { status: 200, body: await scratchOf(app, dossier) };
      },
    },

    keepScratch: {
      body: KeepScratchBody,
      handle: async ({ event, user, params, body, now }) => {
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'saveForm', dossier.state);
        return { status: 200, body: await keepScratch(app, dossier, ifMatch(event), body, { user, now }) };
      },
    },

    submit: {
      body: SubmitBody,
      handle: async ({ user, params, body, now, remember }) => {
        // Neither waits for the dossier: an instance that has just begun goes there and back as often as any.
        keyring(app).prepare(params.id);
        blindIndex(app).prepare();
        const dossier = await dossiers(app).get(params.id);
        permit(user, 'submit', dossier.state);
        requireReport(dossier.state, body.opinion);
        const { consents: given = [] } = body;
        const { form, basis, consents } = await completeForm(app, dossier, body.form, {
          consents: given,
          by: user.id,
          now,
        });
        await requireChange(app, dossier, form);
        const submission = await submissionOf(app, { user, dossier, form: body.form, now }, form);
        const checked = await checkDuplicates(app, submission);
        const decided = decideSubmission(checked.dossier.state, app.profile.courses, {
          form: body.form,
          basis,
          opinion: await reportOf(app, checked.dossier, body.opinion),
          consent: given.length > 0 ? await sealedConsents(app, checked.dossier, consents) : undefined,
          again: await againOf(app, submission, checked, body.again),
          predecessor: checked.earlier.predecessor?.id,
        });
        const answer = await handedInAnswer(app, submission, checked, decided);
        await handIn(app, submission, checked, decided, remember(answer));
        return answer;
      },
    },

    /** 告知书 as it is today. It says nothing of anybody. */
    getDisclosure: {
      handle: async ({ user, now }) => {
        permit(user, 'readDisclosure', user);
        const body = disclosureRead(app.profile, disclosureOn(app.profile, dateInShanghai(now)));
        return { status: 200, body };
      },
    },

    /** 看过放行: whoever looked at the household's papers lets this very form be submitted, however much was asked today. */
    clear: {
      body: ClearBody,
      handle: (call) =>
        act(app, call, 'clear', async ({ id, version, state }) => {
          requireLevel(call.user, 'clear', app.profile);
          const { form } = call.body;
          const opinion = await keyring(app).seal(clearanceContext(id, form, version + 1), call.body.opinion);
          return { decided: decideClearance(state, { form, opinion }), says: { form } };
        }),
    },

    withdraw: {
      body: WithdrawBody,
      handle: (call) =>
        act(app, call, 'withdraw', async (before) => {
          const opinion = await keyring(app).seal(withdrawalContext(before.id), call.body.reason);
          return {
            decided: decideWithdrawal(before.state, { opinion }),
            says: { status: 'withdrawn' as const },
          };
        }),
    },
  });

export const handler = lambda(fromEnvironment());

/** E1004: the province takes nobody in for a time. */
function noneTemporary(): Problem {
  const message = 'temporary（临时救助）不能用：本省不建临时救助档案，只能是 registration（建档）';
  return fieldProblem('/kind', message);
}
