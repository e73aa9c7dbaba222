import type { ApplicantContact } from '../../shared/application/application.ts';
import { ApplicantCodeBody, BeginApplicantBody, EndApplicantBody } from '../../shared/contract/bodies/application.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import type { Call, Operations } from '../../shared/http/serve.ts';
import type { ApplicantItem } from '../../shared/registry/applicants.ts';
import { mailWrite } from '../../shared/registry/mails.ts';
import { typedReceipt } from '../../shared/registry/receipts.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { applicants, applications, blindIndex, provinceSealer, table, tries } from '../../shared/services/services.ts';
import { visitorOf } from '../../shared/services/visitor.ts';
import { mailboxOf } from '../../shared/text/mailbox.ts';

/** Nobody's mailbox is filled by whoever types its address, and no telephone rung. */
const CODES_PER_CONTACT_AND_DAY: Limit = { name: 'applicant-contact', per: 'day', max: 5 };
/** A unit or a street may share an address. */
const CODES_PER_ADDRESS_AND_HOUR: Limit = { name: 'applicant-address', per: 'hour', max: 15 };
const CODES_PER_ADDRESS_AND_DAY: Limit = { name: 'applicant-address-day', per: 'day', max: 40 };
/**
 * Of the whole province. Past the first limit, each address gets only one: whoever asks from a hundred takes nothing from
 * the others. Past the second, which counts on from the first, it is a flood from thousands, and whoever comes in person
 * still can.
 */
const CODES_PER_DAY: Limit = { name: 'applicant-codes', per: 'day', max: 5_000 };
const CODES_PER_ADDRESS_THEN: Limit = { name: 'applicant-codes-address', per: 'day', max: 1 };
const CODES_PER_DAY_BEYOND: Limit = { name: 'applicant-codes-all', per: 'day', max: 15_000 };
/** Codes tried at one session are limited by itself; so many of all from one address. */
const TRIES_PER_ADDRESS_AND_HOUR: Limit = { name: 'applicant-tries', per: 'hour', max: 100 };

type Event = Call['event'];

/** Where a code can be sent in this province. */
export const codesBy = (app: App): ApplicantContact['by'][] =>
  app.profile.mail.messages === 'none' ? ['mail'] : ['mail', 'message'];

/** Sends a code, or answers as if it had: who asks by a receipt is not told whether there is such a one. E1004, E1010. */
export async function beginApplicant(
  app: App,
  asked: { mail?: string | undefined; telephone?: string | undefined; receipt?: string | undefined },
  event: Event,
  now: Date,
): Promise<{ session: string; codeUntil: string }> {
  if (asked.telephone !== undefined && !codesBy(app).includes('message')) {
    const message = '本省没有接短信，验证码发不到手机；请写邮箱（mail），或者到工会当面申请';
    throw fieldProblem('/telephone', message);
  }
  const visitor = await visitorOf(app, event);
  const allows = (limit: Limit, who: string) => tries(app).allows(limit, who, now);
  for (const [limit, when] of [
    [CODES_PER_ADDRESS_AND_HOUR, '过一小时'],
    [CODES_PER_ADDRESS_AND_DAY, '明天'],
  ] as const) {
    if (await allows(limit, visitor)) continue;
    throw pastLimit(limit, now, `验证码要得太频繁，请${when}再要，或者到工会当面申请。`);
  }
  const contact = await contactAsked(app, asked);
  // Past its limit a contact is answered as ever, and not written to: nobody learns how often others have asked.
  const isSent =
    contact !== undefined &&
    (await allows(CODES_PER_CONTACT_AND_DAY, await countedAs(app, contact))) &&
    ((await allows(CODES_PER_DAY, app.profile.code)) ||
      ((await allows(CODES_PER_ADDRESS_THEN, visitor)) && (await allows(CODES_PER_DAY_BEYOND, app.profile.code))));
  const { secret, id, codeUntil, write } = await applicants(app).begin(
    isSent ? contact : undefined,
    provinceSealer(app),
    now,
  );
  const letter = { kind: 'applicantCode', applicant: id } as const;
  const by = contact?.by === 'message' ? ('message' as const) : undefined;
  await table(app).transact([
    write,
    ...(isSent ? [mailWrite(table(app), null, letter, now, undefined, `${id}-code`, by)] : []),
  ]);
  return { session: secret, codeUntil };
}

/** However a mailbox is spelled, it is one mailbox that would be filled. */
const countedAs = (app: App, { by, address }: ApplicantContact): Promise<string> =>
  blindIndex(app).of('mailbox', by === 'mail' ? mailboxOf(address) : address);

async function contactAsked(
  app: App,
  {
    mail,
    telephone,
    receipt,
  }: { mail?: string | undefined; telephone?: string | undefined; receipt?: string | undefined },
): Promise<ApplicantContact | undefined> {
  if (mail !== undefined) return { by: 'mail', address: mail.trim() };
  if (telephone !== undefined) return { by: 'message', address: telephone };
  const typed = typedReceipt(receipt ?? '');
  const id = typed === undefined ? undefined : await applications(app).ofReceipt(typed);
  return (id === undefined ? undefined : await applications(app).find(id))?.file.contact ?? undefined;
}

/** Opens what was begun with the right code. E1010, E1361, E1602, E1604, E1605. */
export async function openApplicant(app: App, session: string, code: string, event: Event, now: Date) {
  const item = await toOpen(app, session, event, now);
  if (item.shownBy !== undefined) throw new Problem(1361);
  const tried = await applicants(app).tryCode(item, code, now);
  if (tried === 'ended') throw ended();
  if (!tried.right) throw wrong(tried.left);
  return { session, until: tried.session.openUntil ?? '' };
}

/** The same of one that the staff showed: what is opened has a secret of its own. */
export async function openShown(app: App, session: string, code: string, event: Event, now: Date) {
  const item = await toOpen(app, session, event, now);
  if (item.shownBy === undefined || item.openUntil !== undefined) throw new Problem(1361);
  const tried = await applicants(app).tryShown(item, code, now);
  if (tried === 'ended') throw ended();
  if (!tried.right) throw wrong(tried.left);
  return { session: tried.secret, until: tried.session.openUntil ?? '' };
}

async function toOpen(app: App, session: string, event: Event, now: Date): Promise<ApplicantItem> {
  if (!(await tries(app).allows(TRIES_PER_ADDRESS_AND_HOUR, await visitorOf(app, event), now))) {
    throw pastLimit(TRIES_PER_ADDRESS_AND_HOUR, now, '验证码填得太频繁，请过一小时再填。');
  }
  const item = await applicants(app).find(session);
  if (!item) throw new Problem(1361);
  return item;
}

const ended = () => new Problem(1602, { detail: '验证码已经过了时间，请重新要一个。' });
const wrong = (left: number) =>
  left === 0
    ? new Problem(1604, { detail: '验证码已输错 5 次，不再算数，请重新要一个。' })
    : new Problem(1605, { detail: `验证码不对，还可以再试 ${left} 次。` });

/** What an open session leads to: a contact, or the one application that was begun in presence. E1361. */
export async function sessionOf(app: App, secret: string | undefined, now: Date): Promise<ApplicantItem> {
  const item = await applicants(app).find(secret);
  if (!item || !(await applicants(app).isOpen(item, now))) throw new Problem(1361);
  return item;
}

/** How a session of an applicant begins, opens and ends. */
export const sessions = (
  app: App,
): Operations<'beginApplicant' | 'openApplicant' | 'openShownApplicant' | 'endApplicant'> => ({
  beginApplicant: {
    body: BeginApplicantBody,
    handle: async ({ event, body, now }) => ({ status: 201, body: await beginApplicant(app, body, event, now) }),
  },

  openApplicant: {
    body: ApplicantCodeBody,
    handle: async ({ event, params, body, now }) => ({
      status: 200,
      body: await openApplicant(app, params.session, body.code, event, now),
    }),
  },

  openShownApplicant: {
    body: ApplicantCodeBody,
    handle: async ({ event, params, body, now }) => ({
      status: 200,
      body: await openShown(app, params.session, body.code, event, now),
    }),
  },

  endApplicant: {
    body: EndApplicantBody,
    handle: async ({ params, now }) => {
      await applicants(app).end(await sessionOf(app, params.session, now));
      return { status: 200, body: { ended: true } };
    },
  },
});
