import { sha256 } from '@noble/hashes/sha2';
import { Client } from '../../../shared/contract/client.ts';
import type { AnswerOf, JsonOperation, RequestOf } from '../../../shared/contract/types.ts';
import { base64url, utf8 } from './bytes.ts';
import { newKey, randomBytes } from './random.ts';
import { settings } from './settings.ts';
import { wxFetch } from './wx-fetch.ts';

/** The token of whoever has signed in: in memory, and gone when the mini-program ends. */
let token: string | undefined;
let me: AnswerOf<'getMe'> | undefined;

/** Nobody has signed in, or it has ended. What was to be sent waits. */
export class SignInEnded extends Error {
  constructor() {
    super('登录已到期，请重新登录。');
    this.name = 'SignInEnded';
  }
}

const client = new Client({
  api: settings.api,
  fetch: wxFetch,
  token: async (renew) => {
    if (renew) signOut();
    if (token === undefined) throw new SignInEnded();
    return token;
  },
});

/** How far this phone's clock is behind the API's, milliseconds: an old phone's may be hours off. It says nothing of anybody. */
const AHEAD = 'clock-ahead';

export function now(): Date {
  return new Date(Date.now() + Number(wx.getStorageSync(AHEAD) || 0));
}

const anyone = new Client({ api: settings.api, fetch: wxFetch });

export function signedIn(): AnswerOf<'getMe'> | undefined {
  return me;
}

function signOut(): void {
  token = undefined;
  me = undefined;
}

/** Asks as whoever has signed in. @throws Refused, SignInEnded, NoAnswer */
export async function ask<O extends JsonOperation>(operation: O, request: RequestOf<O>): Promise<AnswerOf<O>> {
  return (await client.call(operation, (await withKey(request)) as never)).body;
}

/** Asks as anybody may. @throws Refused, NoAnswer */
export async function askAsAnyone<O extends JsonOperation>(operation: O, request: RequestOf<O>): Promise<AnswerOf<O>> {
  return (await anyone.call(operation, (await withKey(request)) as never)).body;
}

const withKey = async (request: object): Promise<object> => ({ key: await newKey(), ...request });

/** Six digits that this phone shows: whoever only photographs the sign-in code on the screen of the workbench has not seen them. */
export async function newDigits(): Promise<string> {
  const [a = 0, b = 0, c = 0, d = 0] = await randomBytes(4);
  // 2^32 is no multiple of a million: the odds differ by less than one in four thousand.
  return String((((a << 24) | (b << 16) | (c << 8) | d) >>> 0) % 1_000_000).padStart(6, '0');
}

/**
 * Signs in by a sign-in code (登录码) of the workbench: an authorization code of the province's provider, got there for
 * a verifier (RFC 7636) that is made of a part in the code and of the digits which this phone has shown.
 *
 * @param scanned JDLK1.<seed>.<authorization code>
 * @throws Error in words
 */
export async function signInBy(scanned: string, digits: string): Promise<AnswerOf<'getMe'>> {
  const [, seed, code] = /^\s*JDLK1\.([\w-]{20,})\.(\S+)\s*$/.exec(scanned) ?? [];
  if (code === undefined || seed === undefined) throw new Error('这不是工作台“手机登录”给的登录码，请重新扫。');
  const { token_endpoint } = await discovered();
  const fields = {
    grant_type: 'authorization_code',
    client_id: settings.clientId,
    redirect_uri: `${settings.api}/`,
    code: decodeURIComponent(code),
    code_verifier: base64url(sha256(utf8(`${seed}.${digits}`))),
  };
  const answer = await wxFetch(token_endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: Object.entries(fields)
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('&'),
  });
  if (!answer.ok)
    throw new Error('没有登录成：登录码一分钟内有效，只能用一次，数字要与手机上的一致。请在工作台重新出一个。');
  token = (JSON.parse(await answer.text()) as { access_token: string }).access_token;
  me = await ask('getMe', {});
  wx.setStorageSync(AHEAD, Date.parse(me.now) - Date.now());
  return me;
}

async function discovered(): Promise<{ token_endpoint: string }> {
  const answer = await wxFetch(`${settings.issuer}/.well-known/openid-configuration`, { method: 'GET', headers: {} });
  if (!answer.ok) throw new Error('登录服务没有应答，请过一会儿再试。');
  return JSON.parse(await answer.text()) as { token_endpoint: string };
}
