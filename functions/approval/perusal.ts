import { Problem } from '../../shared/errors/problem.ts';
import { problemPageReply } from '../../shared/http/problem-reply.ts';
import { header, postedFields } from '../../shared/http/request.ts';
import { type Call, serve } from '../../shared/http/serve.ts';
import { alreadyDecidedPage } from '../../shared/pages/approval-page.ts';
import { typedCode } from '../../shared/pages/code.ts';
import { linkEndPage } from '../../shared/pages/link-page.ts';
import type { PageAnswer } from '../../shared/pages/page.ts';
import { perusalAskedPage, perusalPage } from '../../shared/pages/perusal-page.ts';
import type { Faults, PerusalAskedView } from '../../shared/pages/views.ts';
import { PERUSAL_MINUTES } from '../../shared/pages/views.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import type { Limit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { attachmentOf } from '../../shared/services/kept-attachment.ts';
import { presign } from '../../shared/services/presign.ts';
import { people, perusals, publisher, readings, table, tries } from '../../shared/services/services.ts';
import { findingsOf } from './findings.ts';
import { findings } from './findings-api.ts';
import { decided, openApproval } from './open.ts';
import { readDecided } from './read-decided.ts';

/** Whoever has the link and no telephone can have it ring so often, and no oftener. */
const CODES_OF_LINK: Limit = { name: 'perusal-link', per: 'day', max: 5 };
const CODES_OF_PERSON: Limit = { name: 'perusal-person', per: 'day', max: 20 };

/** As much of a call as each of these has. */
type PerusalCall = Pick<Call, 'event' | 'now'> & { params: { nonce: string } };

/** A link that leads to what waits for its approver, and the perusal that this browser holds of it. */
interface Opened {
  link: LinkItem;
  dossier: Dossier;
}

export const lambda = (app: App) =>
  serve(
    app,
    {
      /** What the browser may read now, or how to have it opened. */
      perusalPage: {
        handle: async (call) => {
          const found = await open(app, call);
          if ('status' in found) return found;
          const perusal = await held(app, call, found.link);
          const until = await perusals(app).openUntil(perusal, call.now);
          if (until !== undefined) return shown(app, call, found, until, call.query.cursor);
          const isAsked = perusal?.openUntil === undefined && (perusal?.codeUntil ?? '') > call.now.toISOString();
          const waits = isAsked && call.query.again === undefined;
          return asked(app, call, found, waits ? 'sent' : 'offered');
        },
      },

      /** Without a code: one is sent to the approver's telephone. With it: opened for this browser, for a while. */
      openPerusal: {
        handle: async (call) => {
          const posted = postedFields(call.event);
          const found = await open(app, call);
          if ('status' in found) return found;
          const perusal = await held(app, call, found.link);
          if (posted.code === undefined) {
            const until = await perusals(app).openUntil(perusal, call.now);
            return until === undefined ? sendCode(app, call, found) : shown(app, call, found, until);
          }
          const code = typedCode(posted.code);
          const again = (fault: string, status: 403 | 422, state: 'sent' | 'offered') =>
            asked(app, call, found, state, { code: fault }, status);
          if (!code) return again('请填写短信里的 6 位数字验证码', 422, 'sent');
          if (!perusal) return again('验证码只能填在要它的那个浏览器里，请再要一个', 403, 'offered');
          const tried = await perusals(app).tryCode(perusal, code, call.now);
          if (tried === 'ended') return again('验证码已经过了时间，请再要一个', 403, 'offered');
          if (tried.right) return shown(app, call, found, tried.until);
          return tried.left > 0
            ? again(`验证码不对，还可以再试 ${tried.left} 次`, 403, 'sent')
            : again('验证码已输错 5 次，不再算数，请再要一个', 403, 'offered');
        },
      },

      /** One paper, from S3, for five minutes: that it is opened is written down first. */
      perusalAttachment: {
        handle: async (call) => {
          const found = await open(app, call, async () => toApproval(call.params.nonce));
          if ('status' in found) return found;
          const perusal = await held(app, call, found.link);
          if ((await perusals(app).openUntil(perusal, call.now)) === undefined) {
            return asked(app, call, found, 'offered', { code: '已经关上了，要再看的再要一个验证码' }, 403);
          }
          return {
            status: 303,
            headers: { Location: await addressOf(app, call, found, call.params.attachment) },
            body: '',
          };
        },
      },

      ...findings(app),
    },
    problemPageReply,
  );

export const handler = lambda(fromEnvironment());

/**
 * What waits for the approver of the link; or the page that says why nothing does.
 *
 * @param whenDecided by default what the approval's page says of the decision, since both open by the link alone
 */
async function open(
  app: App,
  call: PerusalCall,
  whenDecided = async ({ dossier, link }: Opened): Promise<PageAnswer> =>
    alreadyDecidedPage(await readDecided(app, dossier, link, call.now), false),
): Promise<Opened | PageAnswer> {
  const found = await openApproval(app, call);
  if (typeof found === 'string') return linkEndPage(publisher(app), 'approval', found);
  // There is nothing left to look into.
  return decided(found.dossier.state, found.link) ? whenDecided(found) : found;
}

/** From a paper: what was asked for is a file, and no page stands in its place. */
const toApproval = (nonce: string): PageAnswer => ({
  status: 303,
  headers: { Location: `../../../${nonce}` },
  body: '',
});

/** One for each link, and for no other page: sent back to us alone, out of reach of any script. */
const cookieOf = ({ pk }: LinkItem): string => `__Host-perusal-${pk.slice('LINK#'.length, 'LINK#'.length + 12)}`;

/** The perusal of this link that this browser asked for. */
async function held(app: App, { event }: PerusalCall, link: LinkItem) {
  const cookies = (header(event, 'cookie') ?? '').split(';').map((each) => each.trim());
  const own = `${cookieOf(link)}=`;
  const perusal = await perusals(app).find(cookies.find((each) => each.startsWith(own))?.slice(own.length));
  return perusal?.link === link.pk ? perusal : undefined;
}

async function sendCode(app: App, call: PerusalCall, found: Opened): Promise<PageAnswer> {
  const { link, dossier } = found;
  const { now } = call;
  if ((await noCode(app, link)) !== undefined) return asked(app, call, found, 'offered', {}, 422);
  const allowed =
    (await tries(app).allows(CODES_OF_LINK, link.pk, now)) &&
    (await tries(app).allows(CODES_OF_PERSON, link.approver, now));
  if (!allowed) {
    return asked(app, call, found, 'offered', { code: '今天要的验证码太多了，请明天再要，或者登录后看' }, 422);
  }
  const { secret, id, write } = await perusals(app).begin(link, now);
  const matter = { kind: 'perusalCode', perusal: id, request: link.occurrence, approver: link.approver } as const;
  await table(app).transact([
    write,
    mailWrite(table(app), dossier.id, matter, now, undefined, `${id}-message`, 'message'),
  ]);
  const answer = await asked(app, call, found, 'sent');
  const cookie = `${cookieOf(link)}=${secret}; Path=/; Max-Age=${(PERUSAL_MINUTES.code + PERUSAL_MINUTES.open) * 60}; Secure; HttpOnly; SameSite=Strict`;
  return { ...answer, headers: { ...answer.headers, 'Set-Cookie': cookie } };
}

/** Why no code can reach the approver, as a sentence. */
async function noCode(app: App, { approver }: LinkItem): Promise<string | undefined> {
  if (app.profile.mail.messages === 'none') return '本省没有接短信，验证码发不到您的手机。';
  const person = await people(app).find(approver);
  return person?.hasMobile ? undefined : '登记里没有您的手机号，验证码发不出去。';
}

async function asked(
  app: App,
  { params: { nonce } }: PerusalCall,
  { link, dossier }: Opened,
  state: 'sent' | 'offered',
  faults: Faults<'code'> = {},
  status: 200 | 403 | 422 = 200,
): Promise<PageAnswer> {
  const none = await noCode(app, link);
  const code: PerusalAskedView['code'] = none === undefined ? state : { none, dossier: dossier.id };
  return perusalAskedPage({ publisher: publisher(app), nonce, code, faults }, status);
}

/** The findings, once it is written down that they were read. */
async function shown(
  app: App,
  { now, params }: PerusalCall,
  { dossier, link }: Opened,
  until: string,
  cursor?: string,
): Promise<PageAnswer> {
  await readings(app).record(dossier.id, { kind: 'perusal', by: link.approver, page: cursor ?? '' }, now);
  const seconds = Math.ceil((Date.parse(until) - now.getTime()) / 1000);
  const view = {
    ...(await findingsOf(app, dossier, cursor, now)),
    publisher: publisher(app),
    maskedName: dossier.maskedName,
    nonce: params.nonce,
    until,
  };
  return perusalPage(view, seconds);
}

/** E1401 for what is not there. */
async function addressOf(
  app: App,
  { now }: PerusalCall,
  { dossier, link }: Opened,
  attachment: string,
): Promise<string> {
  const kept = await attachmentOf(app, dossier, attachment);
  if (!kept) throw new Problem(1401);
  await readings(app).record(dossier.id, { kind: 'perusalAttachment', what: attachment, by: link.approver }, now);
  return presign(app, kept.key, kept.fileName, kept.contentType);
}
