import { randomBytes } from 'node:crypto';
import { applicationStandings } from '../../shared/application/application.ts';
import { contactTyped } from '../../shared/application/contact.ts';
import { BeginApplicantBody } from '../../shared/contract/bodies/application.ts';
import { catalogue } from '../../shared/errors/catalogue.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { IdempotentRequest } from '../../shared/http/idempotency.ts';
import { header, postedFields } from '../../shared/http/request.ts';
import type { Call, Operations } from '../../shared/http/serve.ts';
import {
  APPLICANT_COOKIE,
  applyCodePage,
  applyLeavePage,
  applyLeftPage,
  applyListPage,
  applyShownPage,
  applyStartPage,
  goTo,
  type Root,
  withCookie,
} from '../../shared/pages/apply-start-pages.ts';
import { typedCode } from '../../shared/pages/code.ts';
import type { PageAnswer } from '../../shared/pages/page.ts';
import { problemPage } from '../../shared/pages/problem-page.ts';
import { APPLICANT_MINUTES, type ApplicantItem } from '../../shared/registry/applicants.ts';
import { typedReceipt } from '../../shared/registry/receipts.ts';
import type { App } from '../../shared/services/app.ts';
import { applicants, publisher, table } from '../../shared/services/services.ts';
import { mayStart, ownOnes, startApplication } from './own.ts';
import { ownFilesOf } from './own-file.ts';
import { progressOf } from './progress.ts';
import { beginApplicant, codesBy, openApplicant, openShown, sessionOf } from './session.ts';

type Event = Call['event'];

/** What this browser holds, and sends back to us alone. */
function secretIn(event: Event): string | undefined {
  const cookies = (header(event, 'cookie') ?? '').split(';').map((each) => each.trim());
  const own = `${APPLICANT_COOKIE}=`;
  return cookies.find((each) => each.startsWith(own))?.slice(own.length);
}

/** The open session of this browser; undefined where there is none, or not any more. */
export async function sessionIn(app: App, event: Event, now: Date): Promise<ApplicantItem | undefined> {
  try {
    return await sessionOf(app, secretIn(event), now);
  } catch (error) {
    if (error instanceof Problem && error.code === 1361) return undefined;
    throw error;
  }
}

const startPage = (
  app: App,
  root: Root,
  more: { note?: string; contact?: string; fault?: string } = {},
): PageAnswer => {
  const { note, contact = '', fault } = more;
  const view = {
    ...{ publisher: publisher(app), root, byMessage: codesBy(app).includes('message'), entry: { contact } },
    ...(note === undefined ? {} : { note }),
    faults: fault === undefined ? {} : { contact: fault },
  };
  return applyStartPage(view, fault !== undefined ? 422 : note !== undefined ? 401 : 200);
};

/** @param posted whether something was sent, which nobody could store for whoever is not known any more */
export const closedPage = (app: App, root: Root, posted = false): PageAnswer =>
  startPage(app, root, {
    note: `过了四小时，或者换了手机，要重新填验证码。${posted ? '刚才那一页没有存下，打开以后要再填、再交一次；以前存下的都在。' : '填过、存下的都在，不会丢。'}`,
  });

const notHere =
  '验证码只能填在要它的那个浏览器里。这个浏览器没有要过，或者不让网页记东西：请在这里重新要一个；还是这样的，换一个浏览器。';
const pastCode = '验证码已经过了时间，请重新要一个。';

const OPEN_SECONDS = APPLICANT_MINUTES.open * 60;
/** Longer than its code counts: whoever comes too late is told that, and not that this browser has asked for none. */
const BEGUN_SECONDS = APPLICANT_MINUTES.code * 60 + OPEN_SECONDS;

/** What a code that was not the right one is answered with, at its field. */
type CodeStatus = 401 | 403 | 410 | 422 | 423;
async function tried<T>(work: () => Promise<T>, refused: (fault: string, status: CodeStatus) => PageAnswer) {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Problem) || ![1361, 1602, 1604, 1605].includes(error.code)) throw error;
    return refused(error.detail ?? catalogue[error.code].message, error.status as CodeStatus);
  }
}

export const startPages = (
  app: App,
): Operations<
  | 'applyPage'
  | 'beginByPage'
  | 'codePage'
  | 'codeByPage'
  | 'leavePage'
  | 'leaveByPage'
  | 'shownApplyPage'
  | 'openShownByPage'
> => ({
  applyPage: {
    handle: async ({ event, now }) => {
      const session = await sessionIn(app, event, now);
      return session ? listPage(app, session) : startPage(app, '');
    },
  },

  beginByPage: {
    handle: async ({ event, now }) => {
      const posted = postedFields(event);
      if (posted.start === 'yes') return begun(app, event, posted.requestKey, now);
      const contact = (posted.contact ?? '').trim();
      const asked = contactAsked(contact);
      const { data } = BeginApplicantBody.safeParse(asked);
      if (!data || (data.telephone !== undefined && !codesBy(app).includes('message'))) {
        return startPage(app, '', { contact, fault: contactFault(app) });
      }
      const { session } = await beginApplicant(app, data, event, now);
      return withCookie(goTo('apply/code'), session, BEGUN_SECONDS);
    },
  },

  /** Where the mail with the code leads, and where a telephone comes back to that has shown the mail meanwhile. */
  codePage: {
    handle: async ({ event, now }) => {
      const item = await applicants(app).find(secretIn(event));
      if (await applicants(app).isOpen(item, now)) return goTo('../apply');
      if (item === undefined || item.shownBy !== undefined) return startPage(app, '../', { note: notHere });
      if (item.codeUntil <= now.toISOString()) return startPage(app, '../', { note: pastCode });
      return applyCodePage({ publisher: publisher(app), root: '../' }, {}, 200);
    },
  },

  codeByPage: {
    handle: async ({ event, now }) => {
      const view = { publisher: publisher(app), root: '../' as const };
      const code = typedCode(postedFields(event).code ?? '');
      const secret = secretIn(event);
      const again = (fault: string, status: CodeStatus) => applyCodePage(view, { code: fault }, status);
      if (secret === undefined) return again('验证码只能填在要它的那个浏览器里，请重新要一个', 401);
      if (!code) return again('请填写六位数字的验证码', 422);
      const opened = await tried(() => openApplicant(app, secret, code, event, now), again);
      return 'session' in opened ? withCookie(goTo('../apply'), opened.session, OPEN_SECONDS) : opened;
    },
  },

  leavePage: { handle: async () => applyLeavePage({ publisher: publisher(app), root: '../' }) },

  leaveByPage: {
    handle: async ({ event, now }) => {
      const session = await sessionIn(app, event, now);
      if (session) await applicants(app).end(session);
      return applyLeftPage({ publisher: publisher(app), root: '../' });
    },
  },

  shownApplyPage: { handle: async () => applyShownPage(publisher(app), {}, 200) },

  openShownByPage: {
    handle: async ({ event, params, now }) => {
      const code = typedCode(postedFields(event).code ?? '');
      if (!code) return applyShownPage(publisher(app), { code: '请填写工作人员念的六位数字' }, 422);
      const opened = await tried(
        () => openShown(app, params.session, code, event, now),
        (fault, status) => applyShownPage(publisher(app), { code: fault }, status),
      );
      return 'session' in opened ? withCookie(goTo('../apply'), opened.session, OPEN_SECONDS) : opened;
    },
  },
});

/** A receipt that cannot be one is told so, in place of a code that never comes. */
function contactAsked(typed: string) {
  const contact = contactTyped(typed);
  return 'receipt' in contact ? { receipt: typedReceipt(contact.receipt) } : contact;
}

const contactFault = (app: App): string =>
  codesBy(app).includes('message')
    ? '请填写邮箱、11 位手机号，或者申请的回执编号'
    : '请填写邮箱，或者申请的回执编号；本省还不能用手机号，没有邮箱的请到工会当面申请';

async function listPage(app: App, session: ApplicantItem, fault?: string): Promise<PageAnswer> {
  const all = await ownOnes(app, session);
  return applyListPage({
    ...{ publisher: publisher(app), root: '' },
    applications: await Promise.all(
      all.map(async ({ state, file }) => ({
        ...{ id: state.id, isDraft: state.standing === 'draft', standing: applicationStandings[state.standing] },
        ...{ inWords: await progressOf(app, state), receipt: file.receipt, startedOn: state.startedOn },
      })),
    ),
    ...(await ownFilesOf(app, session)),
    mayStart: mayStart(session, all),
    requestKey: newKey(),
    ...(fault === undefined ? {} : { fault }),
  });
}

const newKey = (): string => randomBytes(16).toString('base64url');

/** @param requestKey the list's own: a button that is tapped twice begins one */
async function begun(app: App, event: Event, requestKey = newKey(), now: Date): Promise<PageAnswer> {
  const session = await sessionIn(app, event, now);
  if (!session) return closedPage(app, '');
  const key = { key: requestKey, caller: session.pk, route: event.path, body: null, now };
  const once = new IdempotentRequest(table(app), key);
  try {
    const { body } = await once.once(async () => {
      const begun = await startApplication(app, session, now, (answer) => [once.remember(answer)]);
      return { status: 201, body: begun };
    });
    return goTo(`apply/${(body as { id: string }).id}/who`);
  } catch (error) {
    if (!(error instanceof Problem && [1010, 1362].includes(error.code))) throw error;
    return listPage(app, session, error.said);
  }
}

/** Nothing there, or not theirs: it says so, and where theirs are. */
export const notFoundPage = (app: App, what: 'application' | 'file' = 'application'): PageAnswer =>
  problemPage({
    ...{ publisher: publisher(app), status: 404, code: 'E1363' },
    ...(what === 'application'
      ? { title: '没有这件申请', detail: '这件申请不在您的申请里，或者已经删去了。请从“我的申请”打开。' }
      : {
          title: '看不到这份档案',
          detail: '没有这份档案，或者工会没有当面核验过这个联系方式。要看自己档案的，请带身份证到工会。',
        }),
  });
