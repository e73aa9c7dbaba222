import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import {
  type Application,
  decideForwarding,
  decideQuestion,
  decideRefusal,
  newApplication,
  type Said,
} from '../../shared/application/application.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import {
  ForwardingBody,
  QuestionBody,
  RefusalBody,
  ShowApplicationAgainBody,
  ShowApplicationBody,
  TakeOverBody,
} from '../../shared/contract/bodies/application.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import { contains, divisionOf, unionOfDivision } from '../../shared/organisation/org-path.ts';
import { qrCode } from '../../shared/pages/qr-code.ts';
import { isApplicationPlace, type StoredApplication } from '../../shared/registry/applications.ts';
import { isId, newId } from '../../shared/registry/ids.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { placeIn } from '../../shared/registry/page-mark.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { App } from '../../shared/services/app.ts';
import { applicationDue, tellOfApplication } from '../../shared/services/application-due.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { paperOf } from '../../shared/services/kept-attachment.ts';
import { presign } from '../../shared/services/presign.ts';
import { applicants, applications, newDossierKeys, readings, table, unions } from '../../shared/services/services.ts';
import { countShowing } from '../links/shown.ts';
import { orRefused } from './own.ts';
import { progressOf } from './progress.ts';
import { listOf, readBy } from './staff-view.ts';
import { takeOver } from './take-over.ts';

/** Somebody's application, which they may read or handle. E1363 for what is not theirs to know of, E1502. */
async function permitted(
  app: App,
  user: User,
  id: string,
  ability: 'readApplications' | 'handleApplication' | 'takeOverApplication',
): Promise<StoredApplication> {
  const found = isId(id) ? await applications(app).find(id) : undefined;
  const orgPath = found && (found.state.orgPath ?? shownAt(found));
  if (!found || orgPath === undefined || !contains(user.orgPath, orgPath)) throw new Problem(1363);
  permit(user, ability, { orgPath });
  return found;
}

/** A draft is its applicant's alone; one that was begun in a union's presence can be shown there again. */
function shownAt({ file: { contact, content } }: StoredApplication): string | undefined {
  const { division, union } = content;
  if (contact !== null || division === undefined) return undefined;
  return union ?? unionOfDivision(division);
}

const changed = async (app: App, { version, state }: StoredApplication) => ({
  status: 200 as const,
  body: { id: state.id, version, standing: state.standing, inWords: await progressOf(app, state) },
});

export const lambda = (app: App) =>
  serve(app, {
    listApplications: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readApplications', { orgPath: org });
        const list = query.list === 'ended' ? 'ended' : 'open';
        if (query.list !== undefined && query.list !== list) {
          const message = '只能是 open（等着办的）或 ended（办完了的）';
          throw fieldProblem('/list', message);
        }
        const after = placeIn(
          query.cursor,
          (each): each is string => typeof each === 'string' && isApplicationPlace(each, org),
        );
        await readings(app).record(
          org,
          { kind: 'list', what: `applications ${list}`, by: user.id, page: query.cursor ?? '' },
          now,
        );
        return { status: 200, body: await listOf(app, { org, list, after, today: dateInShanghai(now) }) };
      },
    },

    /** In somebody's presence: their application begins on the screen of the staff, and is filled in on their own telephone. */
    showApplication: {
      body: ShowApplicationBody,
      handle: async ({ user, body, now }) => {
        permit(user, 'handleApplication', { orgPath: body.orgPath });
        const absent = await unions(app).absence(body.orgPath, dateInShanghai(now));
        if (absent !== undefined) {
          throw fieldProblem('/orgPath', absent);
        }
        await countShowing(app, 'application', 'new', user.id, now);
        const id = newId();
        await newDossierKeys(app).create(id);
        const content = { division: divisionOf(body.orgPath), union: body.orgPath };
        const file = { content, said: [], receipt: null, agreed: null, contact: null };
        const shown = await shownFor(app, id, user, now);
        const state = newApplication(id, dateInShanghai(now));
        await applications(app).change(null, { state, file }, [shown.write]);
        return { status: 201, body: shown.answer };
      },
    },

    showApplicationAgain: {
      body: ShowApplicationAgainBody,
      handle: async ({ user, params, now }) => {
        const found = await permitted(app, user, params.id, 'handleApplication');
        const { state } = found;
        await countShowing(app, 'application', state.id, user.id, now);
        await tellShown(app, found, now);
        const { write, answer } = await shownFor(app, state.id, user, now);
        await table(app).transact([write]);
        return { status: 201, body: answer };
      },
    },

    getApplication: {
      handle: async ({ user, params, now }) => {
        const found = await permitted(app, user, params.id, 'readApplications');
        await readings(app).record(found.state.id, { kind: 'application', by: user.id }, now);
        return { status: 200, body: await readBy(app, user, found, now) };
      },
    },

    getPaper: {
      handle: async ({ user, params, now }) => {
        const { state } = await permitted(app, user, params.id, 'readApplications');
        const kept = await paperOf(app, state.id, params.paper);
        if (!kept) throw new Problem(1401);
        await readings(app).record(state.id, { kind: 'applicationPaper', what: params.paper, by: user.id }, now);
        const { key, fileName, contentType } = kept;
        return { status: 200, body: { url: await presign(app, key, fileName, contentType), fileName } };
      },
    },

    askApplicant: {
      body: QuestionBody,
      handle: async ({ user, params, body, now, remember }) => {
        const before = await permitted(app, user, params.id, 'handleApplication');
        const state = orRefused(decideQuestion(before.state, before.file.said, await applicationDue(app, now)));
        return say(app, before, state, { kind: 'question', by: user.id, text: body.text }, now, 'question', remember);
      },
    },

    forwardApplication: {
      body: ForwardingBody,
      handle: async ({ user, params, body, now, remember }) => {
        const before = await permitted(app, user, params.id, 'handleApplication');
        const absent = await unions(app).absence(body.orgPath, dateInShanghai(now));
        if (absent !== undefined || !contains(app.profile.code, body.orgPath)) {
          const message = absent ?? '不是本省的工会';
          throw fieldProblem('/orgPath', message);
        }
        const due = await applicationDue(app, now);
        const state = orRefused(decideForwarding(before.state, { orgPath: body.orgPath, due }));
        const told = await tellOfApplication(app, state, { kind: 'applicationReceived' }, now);
        const after = { ...before, version: before.version + 1, state };
        const answer = await changed(app, after);
        await applications(app).change(before, after, [...told, ...remember(answer)]);
        return answer;
      },
    },

    refuseApplication: {
      body: RefusalBody,
      handle: async ({ user, params, body, now, remember }) => {
        const before = await permitted(app, user, params.id, 'handleApplication');
        const says = { by: user.id, today: dateInShanghai(now), reason: body.reason };
        const state = orRefused(decideRefusal(before.state, says));
        return say(app, before, state, { kind: 'refusal', by: user.id, text: body.words }, now, 'refused', remember);
      },
    },

    takeOverApplication: {
      body: TakeOverBody,
      handle: async ({ user, params, body, now }) => {
        const before = await permitted(app, user, params.id, 'takeOverApplication');
        return { status: 201, body: await takeOver(app, user, before, body.orgPath, now) };
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** Writes what the staff says with what it changes, and tells whoever applied. */
async function say(
  app: App,
  before: StoredApplication,
  state: Application,
  said: Omit<Said, 'on'>,
  now: Date,
  what: 'question' | 'refused',
  remember: (answer: Awaited<ReturnType<typeof changed>>) => Write[],
) {
  const file = { ...before.file, said: [...before.file.said, { ...said, on: dateInShanghai(now) }] };
  const after = { ...before, version: before.version + 1, state, file };
  const answer = await changed(app, after);
  await applications(app).change(before, after, [...toldApplicant(app, before, what, now), ...remember(answer)]);
  return answer;
}

/** What tells whoever applied that there is something to read, where they left a mailbox or a telephone. */
function toldApplicant(app: App, { state, file }: StoredApplication, what: 'question' | 'refused', now: Date): Write[] {
  if (file.contact === null) return [];
  const by = file.contact.by === 'message' ? ('message' as const) : undefined;
  return [mailWrite(table(app), state.id, { kind: 'applicationTold', what }, now, undefined, newId(), by)];
}

/**
 * Whoever left a mailbox or a telephone is written to when the staff opens their application on a screen, once a day: they
 * may be somewhere else, and whoever shows it knows the code.
 */
async function tellShown(app: App, { state: { id }, file: { contact } }: StoredApplication, now: Date): Promise<void> {
  if (contact === null) return;
  const letter = { kind: 'applicationTold', what: 'shown' } as const;
  const by = contact.by === 'message' ? ('message' as const) : undefined;
  // Refused where it is written already.
  await table(app).transact([
    mailWrite(table(app), id, letter, now, undefined, `${id}-shown-${dateInShanghai(now)}`, by),
  ]);
}

async function shownFor(app: App, id: string, user: User, now: Date) {
  const { secret, code, codeUntil, write } = await applicants(app).show({ shownBy: user.id, application: id }, now);
  const url = `${app.setting('PUBLIC_BASE_URL').replace(/\/$/, '')}/apply-here/${secret}`;
  const picture = qrCode(url, '申请的二维码').toString().replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"');
  return { write, answer: { id, url, qrCode: picture, code, expiresAt: codeUntil } };
}
