import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { decideTakingOver } from '../../shared/application/application.ts';
import { draftFrom } from '../../shared/application/content.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { Consent } from '../../shared/consent/consent.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideSaving, formToSave } from '../../shared/dossier/filling.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { decideDraft } from '../../shared/dossier/opening.ts';
import { consentContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { maskName } from '../../shared/privacy/masks.ts';
import { againWhenMet } from '../../shared/registry/again.ts';
import type { StoredApplication } from '../../shared/registry/applications.ts';
import { type Dossier, EffectRefused, refusedAs } from '../../shared/registry/dossiers.ts';
import { newId } from '../../shared/registry/ids.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { withAppliedPapers } from '../../shared/services/applied-papers.ts';
import { applications, dossiers, forms, keyring, table, unions } from '../../shared/services/services.ts';
import { orRefused } from './own.ts';

/**
 * 接收: the application becomes a draft of the same id, of whose key all that it holds is sealed already; then its papers go
 * into the journal, and its form is filled in. Each step finds what an earlier try has left, so that whoever asks again
 * goes on where it died. Of two at once one begins the draft. E1302, E1362.
 */
export async function takeOver(
  app: App,
  user: User,
  before: StoredApplication,
  given: string | undefined,
  now: Date,
): Promise<{ id: string; version: number; form: number }> {
  const { id } = before.state;
  const dossier = await dossiers(app).find(id);
  if (!dossier) await begin(app, user, before, given, now);
  else {
    permit(user, 'saveForm', dossier.state);
    if (isWhole(dossier) && before.state.endedBy !== user.id) {
      throw new Problem(1362, { detail: '已经有人接收了这件申请，请在档案列表里看。' });
    }
  }
  await againWhenMet(async () => withAppliedPapers(app, await dossiers(app).get(id), now));
  const after = await fillIn(app, user, before, now);
  return { id, version: after.version, form: after.state.matter.draft ?? 1 };
}

/** Whether nothing is left to be taken over: the form comes last, and the papers before it though somebody saved another. */
export const isWhole = ({ state }: Pick<Dossier, 'state'>): boolean => state.form > 0 || isOver(state);

async function begin(app: App, user: User, before: StoredApplication, given: string | undefined, now: Date) {
  const { id } = before.state;
  const today = dateInShanghai(now);
  const orgPath = given ?? before.state.orgPath ?? '';
  permit(user, 'createDraft', { orgPath });
  const union = await unions(app).find(orgPath);
  if (union?.active === false) throw new Problem(1302, { detail: `${union.name}已经撤销，不再建档。` });
  const state = orRefused(decideTakingOver(before.state, { by: user.id, today, orgPath }));
  const consent = await consentOf(app, before);
  const action = decideDraft(app.profile, {
    orgPath,
    kind: 'registration',
    applied: { on: before.state.submittedOn ?? today, ...(consent ? { consent } : {}) },
  });
  if (isRefusal(action)) throw refusedAs(action);
  const contact = before.file.contact;
  const by = contact?.by === 'message' ? ('message' as const) : undefined;
  const letter = { kind: 'applicationTold', what: 'takenOver' } as const;
  const effects = [
    ...(await applications(app).writes(before, { state, file: before.file })),
    ...(contact === null ? [] : [mailWrite(table(app), id, letter, now, undefined, newId(), by)]),
  ];
  try {
    await dossiers(app).record({ id, before: null, action, actor: { kind: 'staff', id: user.id }, now, effects });
  } catch (error) {
    // Somebody else has taken it over, or it was withdrawn, at this very moment: read again, it says so.
    if (error instanceof EffectRefused) throw new Problem(1301);
    throw error;
  }
}

/** What the worker agreed to who applied for themselves; whoever applied for another could not agree for them. */
async function consentOf(app: App, { state: { id }, file: { content, agreed } }: StoredApplication) {
  if (content.by !== 'self' || agreed === null) return undefined;
  const { name = '', idNumber = null, birthDate = null } = draftFrom(content).worker ?? {};
  const { on, version, digest } = agreed;
  const said: Consent = {
    ...{ way: 'online', on, name, idNumber, birthDate, form: 1 },
    disclosure: { version, digest },
    by: 'applicant',
  };
  return keyring(app).seal(consentContext(id, 1), [said]);
}

/** 档案表 as far as the application says it; where somebody has saved one already, that stays. */
async function fillIn(app: App, user: User, { state: { id }, file }: StoredApplication, now: Date): Promise<Dossier> {
  const draft = draftFrom(file.content);
  return dossiers(app).recordLatest(id, async ({ state }) => {
    if (state.form > 0) return undefined;
    const saved = await forms(app).save(id, formToSave(state), draft);
    return {
      action: decideSaving(state, { digest: saved.digest }),
      actor: { kind: 'staff', id: user.id },
      now,
      facts: { maskedName: maskName(draft.worker?.name ?? '') },
      effects: [saved.write],
    };
  });
}
