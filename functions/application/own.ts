import {
  type Application,
  type ApplicationRefusal,
  decideAnswer,
  decideApplicantsWithdrawal,
  decideHandingIn,
  decideSaving,
  isApplicationRefusal,
  newApplication,
  type Said,
} from '../../shared/application/application.ts';
import { contentFaults } from '../../shared/application/content.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { disclosureOn, disclosureRead } from '../../shared/consent/disclosure.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { decideCorrectionRequest } from '../../shared/dossier/correcting.ts';
import { correctionToAsk } from '../../shared/dossier/correction-list.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { correctionContext } from '../../shared/dossier/seal-contexts.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { fieldProblem, Problem, refuseFaults } from '../../shared/errors/problem.ts';
import { contains, isOwnOf, unionOfDivision } from '../../shared/organisation/org-path.ts';
import type { ApplicantItem } from '../../shared/registry/applicants.ts';
import type { StoredApplication } from '../../shared/registry/applications.ts';
import { isId, newId } from '../../shared/registry/ids.ts';
import { newReceipt } from '../../shared/registry/receipts.ts';
import type { Write } from '../../shared/registry/table.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { applicationDue, tellOfApplication } from '../../shared/services/application-due.ts';
import { isAsked } from '../../shared/services/corrections.ts';
import {
  applicants,
  applications,
  dossiers,
  keyring,
  newDossierKeys,
  tries,
  unions,
} from '../../shared/services/services.ts';
import { ended, progressOf } from './progress.ts';

/** Of one contact: somebody applies for a neighbour, too, but not for a whole street. */
const MOST_OPEN = 3;
const STARTED_PER_CONTACT_AND_DAY: Limit = { name: 'application-contact', per: 'day', max: 5 };

/** The applications that a session leads to, those under way first, then the latest. */
export async function ownOnes(app: App, session: ApplicantItem): Promise<StoredApplication[]> {
  const { contactIndex, application } = session;
  const ids = contactIndex === undefined ? [application ?? ''] : await applications(app).ofContact(contactIndex);
  const found = await Promise.all(ids.map((id) => applications(app).find(id)));
  return found
    .filter((each) => each !== undefined)
    .sort((a, b) => +isUnderWay(b) - +isUnderWay(a) || (a.state.startedOn < b.state.startedOn ? 1 : -1))
    .slice(0, 20);
}

/** One that a session leads to. E1363 for every other, whether there is such a one or not. */
export async function ownOne(app: App, session: ApplicantItem, id: string): Promise<StoredApplication> {
  const found = isId(id) ? await applications(app).find(id) : undefined;
  const isOwn =
    session.contactIndex === undefined ? session.application === id : found?.contactIndex === session.contactIndex;
  if (!found || !isOwn) throw new Problem(1363);
  return found;
}

const isUnderWay = ({ state: { standing } }: StoredApplication): boolean =>
  standing === 'draft' || standing === 'received' || standing === 'asked';

export const mayStart = (session: ApplicantItem, all: readonly StoredApplication[]): boolean =>
  session.contactIndex !== undefined && all.filter(isUnderWay).length < MOST_OPEN;

/** Begins one. E1010, E1362. */
export async function startApplication(app: App, session: ApplicantItem, now: Date, remember: Remember) {
  const { contactIndex } = session;
  const contact = await applicants(app).contactOf(session);
  if (contactIndex === undefined || contact === undefined) {
    throw new Problem(1362, { detail: '当面的申请一次一件，已经开始了。' });
  }
  const allowed = async () => {
    if (mayStart(session, await ownOnes(app, session))) return;
    throw new Problem(1362, { detail: `一个联系方式没有办完的申请至多 ${MOST_OPEN} 件。` });
  };
  await allowed();
  if (!(await tries(app).allows(STARTED_PER_CONTACT_AND_DAY, contactIndex, now))) {
    throw pastLimit(STARTED_PER_CONTACT_AND_DAY, now, '今天开始的申请太多了，请明天再来。');
  }
  const id = newId();
  await newDossierKeys(app).create(id);
  const answer = { id, version: 1 };
  const file = { content: {}, said: [], receipt: null, agreed: null, contact };
  const state = newApplication(id, dateInShanghai(now));
  const effects = remember({ status: 201, body: answer });
  await applications(app).begin({ state, file, contactIndex }, { now, allowed, effects });
  return answer;
}

type Remember = (answer: { status: 201; body: { id: string; version: number } }) => Write[];

/** The application as it is after what was decided. Throws a Problem (the refusal's own number) where it was refused. */
export function orRefused(decided: Application | ApplicationRefusal): Application {
  if (isApplicationRefusal(decided)) throw new Problem(decided.code, { detail: `${decided.refused}。` });
  return decided;
}

/** Stores what was filled in, all of it; what is stored already is stored. E1301, E1362. */
export async function saveContent(
  app: App,
  before: StoredApplication,
  content: StoredApplication['file']['content'],
): Promise<StoredApplication> {
  const state = orRefused(decideSaving(before.state));
  return applications(app).change(before, { state, file: { ...before.file, content } });
}

export const missingIn = ({ file }: StoredApplication) =>
  contentFaults(file.content).map(({ pointer, message }) => ({ pointer, message }));

/** Hands it to the union that was picked, or that of the place. E1004, E1362. */
export async function handIn(
  app: App,
  before: StoredApplication,
  given: { disclosure: string; digest: string },
  now: Date,
): Promise<AnswerOf<'handInApplication'>> {
  const { file, state } = before;
  const today = dateInShanghai(now);
  // The answer was lost, and whoever handed it in asks again.
  if (state.standing === 'received' && file.receipt !== null) return handedIn(app, before);
  orRefused(decideSaving(state));
  const faults = contentFaults(file.content);
  refuseFaults(faults);
  const { version, digest } = disclosureRead(app.profile, disclosureOn(app.profile, today));
  if (given.disclosure !== version || given.digest !== digest) {
    throw new Problem(1004, {
      faults: [fieldFault('/disclosure', '告知书有了新的一版，请再看一遍')],
    });
  }
  const orgPath = await unionFor(app, file.content, today);
  const due = await applicationDue(app, now);
  const after = {
    state: orRefused(decideHandingIn(state, { orgPath, today, due })),
    file: { ...file, receipt: newReceipt(), agreed: { version, digest, on: today } },
  };
  const told = await tellOfApplication(app, after.state, { kind: 'applicationReceived' }, now);
  return handedIn(app, await applications(app).change(before, after, told));
}

async function handedIn(app: App, { file, state }: StoredApplication): Promise<AnswerOf<'handInApplication'>> {
  return {
    id: state.id,
    receipt: file.receipt ?? '',
    union: await unions(app).name(state.orgPath ?? app.profile.code),
    until: state.due ?? '',
    inWords: await progressOf(app, state),
  };
}

/** E1004 where the place is none of the province, or it is no union of the place any more. */
async function unionFor(app: App, { division = '', union }: StoredApplication['file']['content'], today: string) {
  const own = unionOfDivision(division);
  const refused = (pointer: string, why: string) => fieldProblem(pointer, `${why}，请重新选择`);
  if (!contains(app.profile.code, own)) throw refused('/division', '不是本省的县（市、区）');
  if (union !== undefined && !isOwnOf(own, union)) throw refused('/union', '不是所选地方的工会');
  // An applicant registers no unions, and is not told to: only that there is none.
  if (union !== undefined && (await unions(app).never(union)) !== undefined) throw refused('/union', '没有这个工会');
  const absent = await unions(app).absence(union ?? own, today);
  if (absent !== undefined) throw refused(union === undefined ? '/division' : '/union', absent);
  return union ?? own;
}

/** `shownBy`: of the session in which it is said. */
export async function answerQuestion(
  app: App,
  before: StoredApplication,
  { text, shownBy }: { text: string; shownBy: string | undefined },
  now: Date,
) {
  // Tapped twice, it is one answer, and is not said to have been refused.
  const last = before.file.said.at(-1);
  if (before.state.standing === 'received' && last?.kind === 'answer' && last.text === text) return before;
  const state = orRefused(decideAnswer(before.state, await applicationDue(app, now)));
  const said = [...before.file.said, saidBy(shownBy, { kind: 'answer', text }, now)];
  const told = await tellOfApplication(app, state, { kind: 'applicationReceived' }, now);
  return applications(app).change(before, { state, file: { ...before.file, said } }, told);
}

const saidBy = (shownBy: string | undefined, said: Pick<Said, 'kind' | 'text'>, now: Date): Said => ({
  ...{ ...said, on: dateInShanghai(now), by: null },
  ...(shownBy === undefined ? {} : { shownBy }),
});

/** `shownBy`: of the session in which it is withdrawn. What somebody of the staff had opened is never withdrawn without a word of that. */
export async function withdrawOwn(
  app: App,
  before: StoredApplication,
  { reason, shownBy }: { reason: string | undefined; shownBy: string | undefined },
  now: Date,
) {
  const today = dateInShanghai(now);
  if (before.state.standing === 'withdrawn') return before;
  const state = orRefused(decideApplicantsWithdrawal(before.state, today));
  const text = reason ?? (shownBy === undefined ? undefined : '没有写为什么');
  const said =
    text === undefined ? before.file.said : [...before.file.said, saidBy(shownBy, { kind: 'withdrawal', text }, now)];
  return applications(app).change(before, { state, file: { ...before.file, said } });
}

/** Once it is a dossier, what is wrong is asked to be put right there; 撤回, too. `shownBy`: of the session. E1302, E1362. */
export async function correctOwn(
  app: App,
  { state: { id, standing } }: StoredApplication,
  { statement, shownBy }: { statement: string; shownBy: string | undefined },
  now: Date,
) {
  if (standing !== 'takenOver')
    throw new Problem(1362, { detail: '工会接收以后才可以这样请求；现在可以自己改，或者撤回。' });
  let correction = 0;
  await dossiers(app).recordLatest(id, async ({ state }) => {
    if (await isAsked(app, id, state, statement)) {
      correction = state.corrections.at(-1)?.correction ?? 0;
      return undefined;
    }
    // As where it stands is told: whoever has a mailbox need not be whom the dossier is of.
    if (isOver(state)) throw new Problem(1362, { detail: ended });
    correction = correctionToAsk(state);
    const sealed = await keyring(app).seal(correctionContext(id, correction), statement);
    return {
      action: decideCorrectionRequest(state, sealed, shownBy),
      actor: { kind: 'worker', id: 'application' },
      now,
    };
  });
  return { id, correction };
}
