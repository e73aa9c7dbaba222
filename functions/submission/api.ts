import { permit } from '../../shared/access/permit.ts';
import { wordOf } from '../../shared/attachments/list.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import {
  ClearBody,
  CreateDraftBody,
  SaveFormBody,
  SubmitBody,
  WithdrawBody,
} from '../../shared/contract/bodies/submission.ts';
import { digest } from '../../shared/digest/digest.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { decideClearance, decideSaving, decideSubmission, formToSave } from '../../shared/dossier/filling.ts';
import { decideWithdrawal } from '../../shared/dossier/opening.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { attachmentKindContext, clearanceContext, withdrawalContext } from '../../shared/dossier/seal-contexts.ts';
import { apply } from '../../shared/dossier/state.ts';
import { type Status, statusOf } from '../../shared/dossier/status.ts';
import { guessOf } from '../../shared/duplicates/guesses.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import type { Trace } from '../../shared/duplicates/traces.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { checkDraft, checkForm } from '../../shared/form/check.ts';
import type { Fault } from '../../shared/form/faults.ts';
import type { DraftForm, Form } from '../../shared/form/form.ts';
import { missingPapers } from '../../shared/form/papers.ts';
import { act } from '../../shared/http/act.ts';
import { ifMatch } from '../../shared/http/request.ts';
import { serve } from '../../shared/http/serve.ts';
import { wholeCourse } from '../../shared/matters/course.ts';
import { reaches } from '../../shared/organisation/org-path.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import { hashedTraces } from '../../shared/registry/hashed-traces.ts';
import { newId } from '../../shared/registry/ids.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { lockWrites, refusedLocks } from '../../shared/registry/locks.ts';
import { sealAddressee } from '../../shared/registry/mails.ts';
import type { Question } from '../../shared/registry/questions.ts';
import { shownDuplicate } from '../../shared/registry/shown-duplicate.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import {
  blindIndex,
  dossiers,
  forms,
  gazette,
  keyring,
  newDossierKeys,
  table,
  traces,
  unions,
} from '../../shared/services/services.ts';
import { tellOfDuplicates } from '../../shared/services/tell.ts';
import type { Basis } from '../../shared/standards/basis.ts';
import { basisOf } from '../../shared/standards/basis-of.ts';
import { checkDuplicates, numberOnFile } from './check-duplicates.ts';

export const lambda = (app: App) =>
  serve(app, {
    createDraft: {
      body: CreateDraftBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'createDraft', { orgPath: body.orgPath });
        if (body.orgPath.split('/')[0] !== app.profile.code)
          throw new Problem(1502, { detail: '这里只受理本省的档案。' });
        const id = newId();
        const answer = {
          status: 201,
          headers: { ETag: '"1"', Location: `/v1/dossiers/${id}` },
          body: { id, version: 1, status: 'draft' as const },
        };
        await newDossierKeys(app).create(id);
        await dossiers(app).record({
          id,
          before: null,
          action: {
            type: 'createDraft',
            orgPath: body.orgPath,
            course: wholeCourse(app.profile.courses.registration),
          },
          actor: { kind: 'staff', id: user.id },
          now,
          effects: remember(answer),
        });
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
        const { faults, draft } = checkDraft(body);
        if (!draft) throw unsaved(faults, body, now);
        const { state } = before;
        const missing = await missingOf(app, before, draft);
        const answer = (dossier: Dossier, form: number) => {
          const { faults: left, warnings } = checkForm(draft, { today: dateInShanghai(now) });
          const { id, version, state } = dossier;
          const body = { id, version, status: statusOf(state), form, faults: [...left, ...missing], warnings };
          return { status: 200, headers: { ETag: `"${version}"` }, body };
        };
        if (read !== before.version) {
          if (!(await isSavedAlready(app, before, draft))) throw new Problem(1301);
          return answer(before, state.form);
        }
        const form = formToSave(state);
        const saved = await forms(app).save(before.id, form, draft);
        const after = await dossiers(app).record({
          id: before.id,
          before,
          action: decideSaving(state, { digest: saved.digest }),
          actor: { kind: 'staff', id: user.id },
          now,
          facts: { maskedName: draft.worker?.name ? maskName(draft.worker.name) : '' },
          effects: [saved.write],
        });
        return answer(after, form);
      },
    },

    submit: {
      body: SubmitBody,
      handle: async (call) => {
        const { user, params, body, now } = call;
        // The form only after the head: what is saved in between fails the transaction, and is never taken for what was read.
        const [read, profile] = await Promise.all([dossiers(app).get(params.id), gazette(app).profileWithLines(now)]);
        permit(user, 'submit', read.state);
        const why = placeRefusal(read.state, 'submit');
        if (why !== undefined) throw new Problem(1302, { detail: `${why}。` });
        const { form, basis } = await completeForm(app, read, body.form, { profile, today: dateInShanghai(now) });
        const { numbers: wanted, names } = await indexesOf(app, form);
        const mine = await hashedTraces(blindIndex(app), form);
        const question = questionOf(form, mine);
        const findable = placesOf(read, wanted, names);
        const asked = { user, dossier: read, form: body.form, traces: mine, numbers: wanted, findable, question, now };
        const { dossier: before, found } = await checkDuplicates(app, asked);
        const action = decideSubmission(before.state, { form: body.form, basis });
        const told = found.filter(({ duplicate }) => isTold(duplicate));
        const duplicates = await Promise.all(
          told.map((each) => shownDuplicate(unions(app), each, false, user.orgPath)),
        );
        const submitted = {
          id: before.id,
          version: before.version + 1,
          // Sent back for a paper alone, it goes on where it came from.
          status: 'run' in action ? statusAfter(before, action, user.id, now) : statusOf(before.state),
          run: before.state.matter.run + 1,
          duplicates,
        };
        const answer = { status: 202, headers: { ETag: `"${submitted.version}"` }, body: submitted };
        const sealedMail =
          user.email && (await sealAddressee(keyring(app), before.id, { address: user.email, person: user.id }));
        // Of the others the reviewers are told with the assessment, which is where they are recorded.
        const toRule = told.map(({ duplicate }) => duplicate);
        const rulersTold = await tellOfDuplicates(app, before, toRule, sealedMail || undefined, now);
        try {
          await dossiers(app).record({
            id: before.id,
            before,
            action,
            actor: { kind: 'staff', id: user.id },
            now,
            facts: {
              locks: [...new Set([...wanted, ...before.absorbedLocks])],
              names,
              ...(sealedMail ? { registrarMail: sealedMail } : {}),
            },
            effects: [
              traces(app).commitWrite(before.id, mine),
              ...rulersTold,
              ...lockWrites(table(app), before, wanted),
              ...call.remember(answer),
            ],
          });
          return answer;
        } catch (error) {
          const locked = error instanceof EffectRefused ? refusedLocks(error.effects) : [];
          if (locked.length === 0) throw error;
          await traces(app).retract(before.id, mine);
          throw await numberOnFile(app, asked, locked);
        }
      },
    },

    /** 看过放行: whoever looked at the household's papers lets this very form be submitted, however much was asked today. */
    clear: {
      body: ClearBody,
      handle: (call) =>
        act(app, call, 'clear', async ({ id, version, state }) => {
          if (!reaches('county', call.user.orgPath)) {
            throw new Problem(1502, { detail: '由县级及以上工会的审核人看过放行。' });
          }
          const { form } = call.body;
          const opinion = await keyring(app).seal(clearanceContext(id, form, version + 1), call.body.opinion);
          return { decided: decideClearance(state, { form, opinion }), says: { form } };
        }),
    },

    withdraw: {
      body: WithdrawBody,
      handle: (call) =>
        act(app, call, 'withdraw', async ({ id, state }) => {
          const opinion = await keyring(app).seal(withdrawalContext(id), call.body.reason);
          return { decided: decideWithdrawal(state, { opinion }), says: { status: 'withdrawn' as const } };
        }),
    },
  });

export const handler = lambda(fromEnvironment());

/** What lists will show of it once it is submitted. */
function statusAfter({ id, state }: Dossier, action: ActionOf<'submit'>, by: string, now: Date): Status {
  const told = { actor: { kind: 'staff' as const, id: by }, at: now.toISOString(), on: dateInShanghai(now) };
  return statusOf(apply(id, state, { action, ...told }));
}

/** Whether this very content is the draft as it stands, so that saving it again would change nothing. */
async function isSavedAlready(app: App, { id, state }: Dossier, draft: DraftForm): Promise<boolean> {
  if (state.form === 0 || state.form === state.matter.form) return false;
  const stored = await forms(app).find(id, state.form);
  return stored !== undefined && digest(stored) === digest(draft);
}

/** What keeps a draft from being saved, and after it what the rules find in the rest: nobody learns of it a round later. */
function unsaved(faults: Fault[], body: unknown, now: Date): Problem {
  const keyOf = ({ pointer, code }: Fault) => `${pointer} ${code}`;
  const keeping = new Set(faults.map(keyOf));
  const later = checkForm(body, { today: dateInShanghai(now) }).faults.filter((each) => !keeping.has(keyOf(each)));
  const detail = `前 ${faults.length} 处改正以后才能保存，其余 ${later.length} 处在提交以前改正。`;
  return new Problem(1004, { faults: [...faults, ...later], ...(later.length > 0 ? { detail } : {}) });
}

/** The form to be submitted, complete and free of faults (E1100), and what it is judged by (E1200 where that fails). */
async function completeForm(
  app: App,
  dossier: Dossier,
  number: number,
  { profile, today }: { profile: ProvinceProfile; today: string },
): Promise<{ form: Form; basis: Basis }> {
  if (number !== dossier.state.form) {
    throw new Problem(1302, { detail: '档案表已有更新的一份，请读取后再提交。' });
  }
  const draft = await forms(app).find(dossier.id, number);
  const { faults, form } = checkForm(draft ?? {}, { today });
  const missing = await missingOf(app, dossier, draft ?? {});
  if (!form || missing.length > 0) throw new Problem(1100, { faults: [...faults, ...missing] });
  return { form, basis: basisOf(profile, form, today) };
}

/** What the province requires of such a household and is not among its accepted attachments. */
async function missingOf(app: App, { id, state }: Dossier, form: DraftForm): Promise<Fault[]> {
  const { required } = app.profile.papers;
  // Most provinces require none, and then no kind need be opened.
  if (required.length === 0) return [];
  const kinds = await Promise.all(
    state.attachments.map(({ id: attachment, kind }) =>
      keyring(app).open<string>(attachmentKindContext(id, attachment), kind),
    ),
  );
  return missingPapers(required, form, new Set(kinds.map((kind) => wordOf(kind))));
}

/** Blind indexes of everyone in the household: of the ID numbers, and of the names. */
async function indexesOf(app: App, form: Form): Promise<{ numbers: string[]; names: string[] }> {
  const names = new Set([form.worker, ...form.members].map(({ name }) => name));
  return {
    numbers: await Promise.all(idNumbersOf(form).map((idNumber) => blindIndex(app).of('idNumber', idNumber))),
    names: await Promise.all([...names].map((name) => blindIndex(app).of('name', name))),
  };
}

function idNumbersOf({ worker, members }: Form): string[] {
  const all: (string | undefined)[] = [worker.idNumber, ...members.map(({ idNumber }) => idNumber)];
  return [...new Set(all.filter((idNumber) => idNumber !== undefined))];
}

/** What a submission asks of the registry: each person by all their traces, and the household's own. */
function questionOf(form: Form, mine: readonly Trace[]): Question {
  const people = new Set(mine.map(({ person }) => person));
  const textsOf = (whose: Trace['person']) => mine.filter(({ person }) => person === whose).map(({ text }) => text);
  return {
    parts: [...people].map((whose) => textsOf(whose).join('\n')),
    guesses: [form.worker, ...form.members].map(guessOf),
  };
}

/** What a search by ID number or name finds the dossier by, also after its life has ended: those that are new. */
function placesOf(dossier: Dossier, numbers: readonly string[], names: readonly string[]): Key[] {
  const sk = keys.place(dossier.state.orgPath, dossier.id);
  return [
    ...numbers.filter((index) => !dossier.locks.includes(index)).map((index) => ({ pk: keys.identities(index), sk })),
    ...names.filter((index) => !dossier.names.includes(index)).map((index) => ({ pk: keys.names(index), sk })),
  ];
}
