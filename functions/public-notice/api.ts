import { randomBytes } from 'node:crypto';
import { mailTyped } from '../../shared/application/contact.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { ObjectionBody, reasonFault, VerificationBody } from '../../shared/contract/bodies/public-notice.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { digest } from '../../shared/digest/digest.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { OpenTable } from '../../shared/history/open.ts';
import { IdempotentRequest } from '../../shared/http/idempotency.ts';
import { problemPageReply } from '../../shared/http/problem-reply.ts';
import { parsed, postedFields } from '../../shared/http/request.ts';
import { type Call, type ReplyOf, serve } from '../../shared/http/serve.ts';
import { typedCode } from '../../shared/pages/code.ts';
import { noticeEndedPage, noticeNotFoundPage, noticePage } from '../../shared/pages/notice-page.ts';
import { noticesPage } from '../../shared/pages/notices-page.ts';
import { openFiguresPage, openMonthCsv, openMonthPage } from '../../shared/pages/open-figures-page.ts';
import { findReceiptPage, objectionReceivedPage, receiptPage } from '../../shared/pages/receipt-page.ts';
import type { ObjectionEntry } from '../../shared/pages/views.ts';
import { type Limit, pastLimit, secondsUntilNext } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { notices, openFigures, publisher, table } from '../../shared/services/services.ts';
import { lookUpLimitPast, type Receipt, raiseObjection } from './objections.ts';
import { receiptView, sendCodeAgain, verifyObjection } from './receipt.ts';
import { review } from './review.ts';
import { noticesView, noticeView, pageOf } from './views.ts';

export const lambda = (app: App) =>
  serve(
    app,
    {
      listNotices: {
        handle: async ({ query, now }) => {
          const page = await pageOf(app, query, now, pageSizes.notices);
          return { status: 200, body: { notices: page.notices.map(({ summary }) => summary), cursor: page.next } };
        },
      },

      noticesPage: {
        handle: async ({ query, now }) => {
          return noticesPage(await noticesView(app, query, now));
        },
      },

      openFiguresPage: {
        handle: async () => openFiguresPage(publisher(app), await openFigures(app).months()),
      },

      openMonthPage: {
        handle: async ({ params }) => openMonthPage(publisher(app), await monthOf(app, params.month)),
      },

      openMonthCsv: {
        handle: async ({ params }) => openMonthCsv(await monthOf(app, params.month)),
      },

      noticePage: {
        handle: async ({ params, now }) => {
          const notice = await notices(app).find(params.id, dateInShanghai(now));
          if (!notice) return gone(app, params.id, now);
          const empty = { reason: '', signed: null, name: '', mail: '', contact: '', faults: {} } as const;
          return noticePage(
            await noticeView(app, notice, { ...empty, requestKey: randomBytes(16).toString('base64url') }, now),
          );
        },
      },

      objectionPage: { handle: (call) => objectionPage(app, call) },

      raiseObjection: {
        body: ObjectionBody,
        handle: async (call) => {
          const notice = await notices(app).find(call.params.id, dateInShanghai(call.now));
          if (!notice) throw new Problem(1801);
          const answer = (receipt: Receipt) => ({ status: 201, body: receipt });
          return answer(
            await raiseObjection(app, notice, call.body, call, (receipt) => call.remember(answer(receipt))),
          );
        },
      },

      verifyObjection: {
        body: VerificationBody,
        handle: async ({ event, params, body, now }) => {
          const past = await lookUpLimitPast(app, event, now);
          if (past) throw pastLimit(past, now, '查得太频繁，请过一小时再试。');
          await verifyObjection(app, params.receipt, body.code, now);
          const { receipt, until } = await receiptView(app, params.receipt);
          return { status: 200, body: { receipt, until } };
        },
      },

      receiptPage: {
        handle: async ({ event, params, query, now }) => {
          const past = await lookUpLimitPast(app, event, now);
          if (past) return tooOftenPage(app, past, '', now);
          const page = await receiptPageOf(app, params.receipt, query.again === '1');
          return page ?? findReceiptPage({ publisher: publisher(app), status: 404, typed: '', fault: notFound });
        },
      },

      findReceiptPage: {
        handle: async () => findReceiptPage({ publisher: publisher(app), status: 200, typed: '' }),
      },

      findByReceipt: { handle: (call) => findByReceipt(app, call) },

      verifyByReceipt: { handle: (call) => verifyByReceipt(app, call) },

      ...review(app),
    },
    problemPageReply,
  );

export const handler = lambda(fromEnvironment());

/** As it was published. E1806. */
async function monthOf(app: App, month: string): Promise<OpenTable> {
  const found = /^\d{4}-\d{2}$/.test(month) ? await openFigures(app).of(month) : undefined;
  if (found === undefined) throw new Problem(1806);
  return found;
}

/** The form of a page that works without JavaScript: the same objection, answered with a page. */
async function objectionPage(app: App, call: Call<'objectionPage'>): Promise<ReplyOf<'objectionPage'>> {
  const { event, params, now } = call;
  const notice = await notices(app).find(params.id, dateInShanghai(now));
  if (!notice) return gone(app, params.id, now);
  const posted = postedFields(event);
  const named = posted.signed === 'named';
  const { reason = '', name = '', mail = '', contact = '', requestKey = '' } = posted;
  const content = {
    reason,
    ...(named && name ? { name } : {}),
    ...(named && mail ? { mail: mailTyped(mail) } : {}),
    ...(named && contact ? { contact } : {}),
  };
  const faults = faultsOf(content, posted.signed, named);
  const signed = named ? 'named' : posted.signed === 'anonymous' ? 'anonymous' : null;
  const view = await noticeView(app, notice, { reason, signed, name, mail, contact, requestKey, faults }, now);
  if (Object.keys(faults).length > 0) return noticePage(view);
  // The page's key makes a form sent twice one objection. Who goes back to it and adds a sentence says another one.
  const key = { key: requestKey, caller: 'page', route: `${event.path}\n${digest(content)}`, body: content, now };
  const idempotent = new IdempotentRequest(table(app), key);
  try {
    const { body } = await idempotent.once(async () => ({
      status: 201,
      body: await raiseObjection(app, notice, parsed(ObjectionBody, content), call, (each) => [
        idempotent.remember({ status: 201, body: each }),
      ]),
    }));
    return objectionReceivedPage({ publisher: publisher(app), named, ...(body as Receipt) });
  } catch (error) {
    if (!(error instanceof Problem && [1010, 1802].includes(error.code))) throw error;
    const refused = error.code === 1010 ? tooMany : `没有验证的异议已经收满。${error.said}`;
    return noticePage({ ...view, refused, retryAfter: error.retryAfter });
  }
}

const tooMany =
  '从您所在的网络提交得太频繁，请过一小时再提交；还不收的，明天再来。署名并用邮箱验证的，另有名额；也可以直接打电话反映。';

const notFound = '没有这个回执编号，请对照抄下来的再看一遍。编号里没有数字 0、1，也没有字母 I、L、O、U。';

const tooOftenPage = (app: App, past: Limit, typed: string, now: Date) =>
  findReceiptPage({
    ...{ publisher: publisher(app), status: 429, typed, retryAfter: secondsUntilNext(past, now) },
    fault: '查得太频繁，请过一小时再试，或者打下面的电话询问。',
  });

/** Undefined where there is no such receipt. */
async function receiptPageOf(app: App, given: string, again = false) {
  try {
    return receiptPage({ ...(await receiptView(app, given)), again });
  } catch (error) {
    if (error instanceof Problem && error.code === 1803) return undefined;
    throw error;
  }
}

/** The receipt typed on a notice's page: answered where it was posted, so that no address has it. */
async function findByReceipt(app: App, call: Call<'findByReceipt'>): Promise<ReplyOf<'findByReceipt'>> {
  const typed = (postedFields(call.event).receipt ?? '').trim();
  const answer = (fault: string) => findReceiptPage({ publisher: publisher(app), status: 422, typed, fault });
  const letters = typed.normalize('NFKC').match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters !== 12) {
    return answer(`回执编号是 12 位，您填的有 ${letters} 位，请对照抄下来的再看一遍。`);
  }
  const past = await lookUpLimitPast(app, call.event, call.now);
  if (past) return tooOftenPage(app, past, typed, call.now);
  return (await receiptPageOf(app, typed)) ?? answer(notFound);
}

/** The code, typed on the page of the receipt; or the wish for another one. */
async function verifyByReceipt(app: App, call: Call<'verifyByReceipt'>): Promise<ReplyOf<'verifyByReceipt'>> {
  const receipt = call.params.receipt;
  const posted = postedFields(call.event);
  const past = await lookUpLimitPast(app, call.event, call.now);
  if (past) return tooOftenPage(app, past, '', call.now);
  const found = await receiptView(app, receipt);
  if (found.standing === 'dropped') return receiptPage(found);
  if (posted.again === 'yes') {
    try {
      await sendCodeAgain(app, receipt, call);
    } catch (error) {
      // The objection stands as before: whoever reads that it was not sent would send it once more.
      if (!(error instanceof Problem && error.code === 1010)) throw error;
      const { said: notSent, retryAfter } = error;
      return receiptPage({ ...(await receiptView(app, receipt)), notSent, retryAfter });
    }
    return receiptPage({ ...(await receiptView(app, receipt)), sentAgain: true });
  }
  const code = typedCode(posted.code ?? '');
  if (!code) return receiptPage(await receiptView(app, receipt, '请填写邮件正文里的 6 位数字验证码'));
  try {
    await verifyObjection(app, receipt, code, call.now);
  } catch (error) {
    // What another code or another try can mend is said at the field.
    if (!(error instanceof Problem && [1602, 1604, 1605].includes(error.code))) throw error;
    return receiptPage(await receiptView(app, receipt, `验证码没有通过。${error.detail ?? ''}`));
  }
  return receiptPage(await receiptView(app, receipt));
}

function faultsOf(content: object, signed: string | undefined, named: boolean): ObjectionEntry['faults'] {
  const faults: ObjectionEntry['faults'] = {};
  if (signed !== 'named' && signed !== 'anonymous') faults.signed = '请选择是否署名';
  const result = ObjectionBody.safeParse(content);
  for (const { path } of result.error?.issues ?? []) {
    if (path[0] === 'reason') faults.reason = reasonFault;
    if (path[0] === 'name') faults.name = '姓名太长或含有不能使用的符号';
    if (path[0] === 'mail') faults.mail = '邮箱的写法不对，应如 zhang@example.cn';
    if (path[0] === 'contact') faults.contact = '联系方式太长或含有不能使用的符号';
  }
  if (named && !('name' in content)) faults.name = '署名的请填写姓名';
  if (named && !('contact' in content) && !('mail' in content)) {
    faults.mail = '署名的请填写邮箱，或者下面的其他联系方式，便于核实和告知结果';
  }
  return faults;
}

/** A notice whose last day is past has ended; anything else never was. */
function gone(app: App, id: string, now: Date) {
  const until = /^(\d{8})-/.exec(id)?.[1];
  const ended = until !== undefined && until < dateInShanghai(now).replaceAll('-', '');
  return ended ? noticeEndedPage(publisher(app)) : noticeNotFoundPage(publisher(app));
}
