import { contactTyped } from '../../../shared/application/contact.ts';
import type { AnswerOf, JsonOperation, RequestOf } from '../../../shared/contract/types.ts';
import { askAsAnyone } from './session.ts';

/** Whoever applies has no account: a code that was sent to them opens what they applied for, on this phone, for some hours. In memory alone. */
let session: string | undefined;

/** Nobody has given a code, or its hours are over. What was filled in is kept by the API. */
class NotOpened extends Error {
  constructor() {
    super('打开的时间到了，请再要一个验证码。填过的都存着。');
    this.name = 'NotOpened';
  }
}

export type OwnApplication = AnswerOf<'getOwnApplication'>;
export type Terms = AnswerOf<'getApplicationTerms'>;

export function isOpened(): boolean {
  return session !== undefined;
}

/** Where a code goes: to a mailbox, a mobile, or to what was left with an earlier application. @returns for `openBy` */
export async function codeTo(where: string): Promise<string> {
  const body = contactTyped(where);
  return (await askAsAnyone('beginApplicant', { body })).session;
}

export async function openBy(begun: string, code: string): Promise<void> {
  const params = { session: begun };
  session = (await askAsAnyone('openApplicant', { params, body: { code } })).session;
}

/** Of a QR code that somebody of the union shows: its last part is the session to begin with. @throws Error of any other */
export function sessionShown(url: string): string {
  const [, place, last] = /\/(apply-here|s|w)\/([\w-]+)$/.exec(url.trim()) ?? [];
  if (place === 'apply-here' && last !== undefined) return last;
  // To sign and to read one's file before the clerk are pages of the browser.
  if (place !== undefined) throw new Error('这是签字、查询用的二维码，请退出小程序，用微信的“扫一扫”打开。');
  throw new Error('这不是工会出示的申请二维码，请重新扫。');
}

/** The same with the code that is read out. */
export async function openShown(begun: string, code: string): Promise<void> {
  const params = { session: begun };
  session = (await askAsAnyone('openShownApplicant', { params, body: { code } })).session;
}

export async function leave(): Promise<void> {
  const params = { session: opened() };
  session = undefined;
  await askAsAnyone('endApplicant', { params, body: {} });
}

/** Asks as whoever was opened. @throws NotOpened, Refused, NoAnswer */
export async function askOwn<O extends JsonOperation>(
  operation: O,
  { params = {}, ...request }: { params?: Record<string, string>; body?: unknown; version?: number; key?: string } = {},
): Promise<AnswerOf<O>> {
  const asked = { ...request, params: { ...params, session: opened() } };
  try {
    return await askAsAnyone(operation, asked as unknown as RequestOf<O>);
  } catch (error) {
    if ((error as { problem?: { code?: number } }).problem?.code !== 1361) throw error;
    session = undefined;
    throw new NotOpened();
  }
}

function opened(): string {
  if (session === undefined) throw new NotOpened();
  return session;
}
