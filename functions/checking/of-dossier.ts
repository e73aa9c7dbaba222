import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { authorizationFaults, authorizationPaper, missingAuthorizations } from '../../shared/checking/authorization.ts';
import { type ConsentGiven, withConsents } from '../../shared/consent/consent.ts';
import { disclosureOn, disclosureRead } from '../../shared/consent/disclosure.ts';
import type { AuthorizeCheckBody, DeliberationBody } from '../../shared/contract/bodies/checking.ts';
import { decideAuthorization } from '../../shared/dossier/checking.ts';
import type { Refusal } from '../../shared/dossier/deed.ts';
import { decideDeliberation } from '../../shared/dossier/deliberating.ts';
import { submittedForm } from '../../shared/dossier/proposed.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { authorizationContext, deliberationContext, surveyContext } from '../../shared/dossier/seal-contexts.ts';
import type { DeliberationContent, SurveyFindings } from '../../shared/dossier/sealed-contents.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { refuseFaults } from '../../shared/errors/problem.ts';
import type { DraftForm } from '../../shared/form/form.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { attachmentKinds, authorizationsOf } from '../../shared/services/consents.ts';
import { forms, keyring } from '../../shared/services/services.ts';
import { deliberationFaults, outcomeOf } from './deliberation.ts';

interface By {
  by: string;
  now: Date;
}

const notNow = (refused: string): { decided: Refusal } => ({ decided: { refused, code: 1302 } });

/** The form that was submitted, of which is spoken. */
async function formOf(app: App, { id, state }: Dossier): Promise<{ form: DraftForm; number: number } | undefined> {
  const number = submittedForm(state);
  return number === null ? undefined : { form: await forms(app).getSubmitted(id, number), number };
}

/** Everybody's authorization once these are given, and of whom it is still missing. E1004 for what is wrong with any. */
export async function authorizing(app: App, dossier: Dossier, body: AuthorizeCheckBody, { by, now }: By) {
  const { id, version, state } = dossier;
  const at = await formOf(app, dossier);
  if (at === undefined || !state.matter.course.includes('checking')) {
    return { ...notNow('现在办理的不用核对家庭经济状况'), missing: [] };
  }
  const today = dateInShanghai(now);
  const day = { today, disclosures: app.profile.checking.authorizations };
  const given = body.authorizations.map((each): ConsentGiven => ({ ...each, way: 'signed' }));
  const kinds = await attachmentKinds(app, dossier);
  const papers = new Set([...kinds].flatMap(([attachment, kind]) => (kind === authorizationPaper ? [attachment] : [])));
  const faults = authorizationFaults(given, at.form, { ...day, papers });
  refuseFaults(faults);
  const { version: edition, digest } = disclosureRead(app.profile, disclosureOn(day, today));
  const all = withConsents(await authorizationsOf(app, dossier), given, at.form, {
    ...{ form: at.number, disclosure: { version: edition, digest }, by },
  });
  const missing = missingAuthorizations(at.form, all, day);
  const content = await keyring(app).seal(authorizationContext(id, version + 1), all);
  return { decided: decideAuthorization(state, { missing: missing.length, content }), missing };
}

/** 评议 as it is recorded. E1004 for what is wrong with it. */
export async function deliberating(app: App, dossier: Dossier, body: DeliberationBody, now: Date) {
  const { id, version, state } = dossier;
  const outcome = outcomeOf(body);
  const refused = placeRefusal(state, 'deliberate');
  const at = await formOf(app, dossier);
  if (refused !== undefined || at === undefined) return { ...notNow(refused ?? '还没有提交'), outcome };
  const { survey } = state.matter;
  const findings =
    survey && (await keyring(app).open<SurveyFindings>(surveyContext(id, survey.version), survey.findings));
  const faults = deliberationFaults(body, {
    form: at.form,
    surveyors: findings?.surveyors ?? [],
    atLeast: app.profile.deliberation.atLeast,
    today: dateInShanghai(now),
  });
  if ((await attachmentKinds(app, dossier)).get(body.minutes) !== MINUTES) {
    faults.push(fieldFault('/minutes', `须为本档案中通过检查的“${MINUTES}”`));
  }
  refuseFaults(faults);
  const { heldOn, minutes, place, present, votes, opinion, keptBy } = body;
  const said: DeliberationContent = { place, present, votes, opinion, keptBy };
  const content = await keyring(app).seal(deliberationContext(id, version + 1), said);
  return { decided: decideDeliberation(state, { heldOn, outcome, minutes, content }), outcome };
}

/** The kind of attachment on which those present have signed. */
const MINUTES = '评议记录';
