import { randomBytes } from 'node:crypto';
import { permit } from '../../shared/access/permit.ts';
import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { publishedCalendar } from '../../shared/calendar/published.ts';
import { isWorkingDay } from '../../shared/calendar/working-days.ts';
import { ObjectionBody, ResolutionBody } from '../../shared/contract/bodies/public-notice.ts';
import { countiesOf } from '../../shared/divisions/divisions.ts';
import { resolutionAbout } from '../../shared/dossier/about.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { IdempotentRequest } from '../../shared/http/idempotency.ts';
import { formBody, parsed } from '../../shared/http/request.ts';
import { type Call, type OpenOperation, open, serve, staff } from '../../shared/http/serve.ts';
import {
  noticeEndedPage,
  noticeNotFoundPage,
  noticePage,
  objectionReceivedPage,
} from '../../shared/pages/notice-page.ts';
import { noticesPage } from '../../shared/pages/notices-page.ts';
import { problemPageReply } from '../../shared/pages/problem-reply.ts';
import { noticesPerPage, noticesPrinted, type ObjectionForm } from '../../shared/pages/views.ts';
import { profile } from '../../shared/province/current.ts';
import { publisher } from '../../shared/province/publisher.ts';
import { endingWrites } from '../../shared/registry/ending.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { type NoticeItem, Notices } from '../../shared/registry/notices.ts';
import { environment } from '../../shared/runtime/environment.ts';
import { dossiers, keyring, table } from '../../shared/runtime/services.ts';
import { countVisit, raiseObjection } from './objections.ts';

const notices = () => new Notices(table(), profile.code);

export const handler = serve(
  table,
  {
    listNotices: {
      access: 'public',
      handle: async ({ query, now }: Call) => {
        const page = await pageOf(query, now);
        return { status: 200, body: { notices: page.notices.map(({ summary }) => summary), cursor: page.next } };
      },
    },

    noticesPage: {
      access: 'public',
      handle: async ({ query, now }: Call) => {
        const whole = query.whole === 'yes' && divisionOf(query) !== null;
        const page = await pageOf(query, now, whole ? noticesPrinted : noticesPerPage);
        return noticesPage({
          whole,
          publisher,
          province: profile.name,
          divisionGroups: countiesOf(profile.code),
          division: divisionOf(query),
          notices: page.notices.map(({ summary }) => summary),
          nextCursor: page.next,
          later: query.cursor !== undefined,
        });
      },
    },

    noticePage: {
      access: 'public',
      handle: async ({ params, now }: Call) => {
        const notice = await notices().find(params.id ?? '', dateInShanghai(now));
        if (!notice) return gone(params.id ?? '', now);
        const empty = { reason: '', signed: null, name: '', contact: '', faults: {} } as const;
        return noticePage(view(notice, { ...empty, requestKey: randomBytes(16).toString('base64url') }, now));
      },
    },

    objectionPage: { access: 'public', handle: objectionPage },

    raiseObjection: open(ObjectionBody, async (call) => {
      const notice = await notices().find(call.params.id ?? '', dateInShanghai(call.now));
      if (!notice) throw new Problem(1801);
      if (!(await countVisit(call))) throw new Problem(1010);
      const { reason, name, contact } = call.body;
      const content = { reason, ...(name ? { name } : {}), ...(contact ? { contact } : {}) };
      const { number } = await raiseObjection(notice, content, call.now, (received) =>
        call.remember({ status: 201, body: { objection: received.number } }),
      );
      return { status: 201, body: { objection: number } };
    }),

    resolveObjection: staff(ResolutionBody, async ({ user, params, body, now, remember }) => {
      const before = await dossiers().get(params.id ?? '');
      permit(user, 'resolveObjection', before.state);
      const objection = /^[1-9]\d{0,3}$/.test(params.n ?? '') ? Number(params.n) : 0;
      if (!before.state.objections.some((each) => each.objection === objection && each.outcome === 'open')) {
        throw new Problem(1305);
      }
      const upheld = body.outcome === 'upheld';
      const answer = { status: 200, body: { id: before.id, version: before.version + 1, outcome: body.outcome } };
      await dossiers().record({
        id: before.id,
        before,
        action: {
          type: 'resolveObjection',
          objection,
          outcome: body.outcome,
          opinion: await keyring().seal(resolutionAbout(before.id, objection), body.opinion),
        },
        actor: { kind: 'staff', id: user.id },
        now,
        ...(upheld ? { facts: { locks: [] } } : {}),
        effects: [
          ...(upheld ? endingWrites(table(), before, profile.code) : []),
          ...(upheld ? [mailWrite(table(), before.id, { kind: 'rejected' }, now, before.registrarMail)] : []),
          ...remember(answer),
        ],
      });
      return answer;
    }),
  },
  problemPageReply,
);

/** The form of a page that works without JavaScript: the same objection, answered with a page. */
async function objectionPage(call: Call): ReturnType<OpenOperation['handle']> {
  const { event, params, now } = call;
  const notice = await notices().find(params.id ?? '', dateInShanghai(now));
  if (!notice) return gone(params.id ?? '', now);
  const posted = formBody(event);
  const named = posted.signed === 'named';
  const content = {
    reason: posted.reason ?? '',
    ...(named && posted.name ? { name: posted.name } : {}),
    ...(named && posted.contact ? { contact: posted.contact } : {}),
  };
  const faults = faultsOf(content, posted.signed, named);
  if (Object.keys(faults).length > 0) {
    const signed = named ? 'named' : posted.signed === 'anonymous' ? 'anonymous' : null;
    const { name = '', contact = '', requestKey = '' } = posted;
    return noticePage(view(notice, { reason: content.reason, signed, name, contact, requestKey, faults }, now));
  }
  // The page's key makes a form sent twice one objection.
  const key = { key: posted.requestKey ?? '', caller: 'page', route: event.path, body: content, now };
  const idempotent = new IdempotentRequest(table(), key);
  const { body } = await idempotent.once(async () => {
    if (!(await countVisit(call))) throw new Problem(1010);
    const received = await raiseObjection(notice, parsed(ObjectionBody, content), now, (each) => [
      idempotent.remember({ status: 201, body: each }),
    ]);
    return { status: 201, body: received };
  });
  return objectionReceivedPage({ publisher, named, ...(body as Received) });
}

type Received = Awaited<ReturnType<typeof raiseObjection>>;

function faultsOf(content: object, signed: string | undefined, named: boolean): ObjectionForm['faults'] {
  const faults: ObjectionForm['faults'] = {};
  if (signed !== 'named' && signed !== 'anonymous') faults.signed = '请选择是否署名';
  const result = ObjectionBody.safeParse(content);
  for (const { path } of result.error?.issues ?? []) {
    if (path[0] === 'reason') faults.reason = '请写明事由，最多 1000 字，不要含特殊符号';
    if (path[0] === 'name') faults.name = '姓名太长或含有不能使用的符号';
    if (path[0] === 'contact') faults.contact = '联系方式太长或含有不能使用的符号';
  }
  if (named && !('name' in content)) faults.name = '署名的请填写姓名';
  if (named && !('contact' in content)) faults.contact = '署名的请填写联系方式，便于告知处理结果';
  return faults;
}

async function pageOf(query: Record<string, string>, now: Date, limit = noticesPerPage) {
  const after = query.cursor ?? null;
  return notices().page(dateInShanghai(now), { division: divisionOf(query), limit, after });
}

function divisionOf(query: Record<string, string>): string | null {
  return /^\d{6}$/.test(query.division ?? '') ? (query.division as string) : null;
}

/** A notice whose last day is past has ended; anything else never was. */
function gone(id: string, now: Date) {
  const until = /^(\d{8})-/.exec(id)?.[1];
  const ended = until !== undefined && until < dateInShanghai(now).replaceAll('-', '');
  return ended ? noticeEndedPage(publisher) : noticeNotFoundPage(publisher);
}

function view(notice: NoticeItem, objection: ObjectionForm, now: Date) {
  const today = dateInShanghai(now);
  let day = 0;
  for (let date = addDays(notice.summary.from, 1); date <= today; date = addDays(date, 1))
    if (isWorkingDay(publishedCalendar, date)) day++;
  const { scope } = profile.notice;
  const address = `${environment('PUBLIC_BASE_URL').replace(/\/$/, '')}/notices/${notice.summary.id}`;
  return { publisher, notice: notice.summary, workingDays: notice.workingDays, day, scope, address, objection };
}
