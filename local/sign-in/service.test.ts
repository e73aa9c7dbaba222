import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock, installVirtualDate } from '../clock.ts';
import { Store } from '../store.ts';
import { SignInService } from './service.ts';
import type { StaffMember } from './staff.ts';

const STAFF: StaffMember[] = [
  { id: 'luchen', name: '陆晨', roles: ['recorder'], orgPath: '530000/530100/530102', email: 'luchen@example.cn' },
  { id: 'mali', name: '马丽', roles: ['reviewer', 'registrar'], orgPath: '530000/530100', email: 'mali@example.cn' },
];
// A connection kept alive over a restart would fail its next request, which is not what is tested here.
const CLOSE = { connection: 'close' };
const REDIRECT = 'http://127.0.0.1:51234/callback';

let dataDir: string;
let store: Store;
let clock: Clock;
let signIn: SignInService;
let issuer: string;

const own = globalThis.Date;
installVirtualDate(() => clock?.shared[0] ?? 0);
afterAll(() => {
  globalThis.Date = own;
});

async function open(): Promise<void> {
  store = new Store(dataDir);
  clock = new Clock(store, new Activity());
  signIn = new SignInService({ store, clock, staff: STAFF });
  ({ issuer } = await signIn.start());
}

async function close(): Promise<void> {
  await signIn.stop();
  store.close();
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sign-in-'));
  await open();
});

afterEach(async () => {
  await close();
  rmSync(dataDir, { recursive: true });
});

/** A browser as far as the flow needs one: keeps cookies, follows redirects up to the client's own address. */
class Browser {
  private readonly cookies = new Map<string, string>();

  async visit(url: string, init: RequestInit = {}): Promise<{ url: string; status: number; body: string }> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, ...CLOSE, cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const at = pair.indexOf('=');
      this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = response.headers.get('location');
    if (!location) return this.submitted({ url, status: response.status, body: await response.text() });
    const next = new URL(location, url).href;
    return next.startsWith(issuer) ? this.visit(next) : { url: next, status: response.status, body: '' };
  }

  /** Submits a form that would submit itself: the provider ends one person's session so before the next one's. */
  private async submitted(page: { url: string; status: number; body: string }) {
    if (!page.body.includes('document.forms[0].submit()')) return page;
    const inputs = page.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
    return this.post(
      /action="([^"]+)"/.exec(page.body)?.[1] ?? page.url,
      [...inputs].map(([, name = '', value = '']) => [name, value]),
    );
  }

  choose(page: { url: string }, staff: string) {
    return this.post(page.url, [['staff', staff]]);
  }

  private post(url: string, fields: [string, string][]): Promise<{ url: string; status: number; body: string }> {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return this.visit(url, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
  }
}

const verifier = randomBytes(32).toString('base64url');

function authorization(more: Record<string, string> = {}): string {
  const parameters = {
    client_id: 'workbench',
    response_type: 'code',
    redirect_uri: REDIRECT,
    scope: 'openid profile',
    state: 'state-1',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...more,
  };
  return `${issuer}/auth?${new URLSearchParams(parameters)}`;
}

async function exchange(redirected: string, more: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const response = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { ...CLOSE, origin: 'http://127.0.0.1:51234' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'workbench',
      code: new URL(redirected).searchParams.get('code') ?? '',
      redirect_uri: REDIRECT,
      code_verifier: verifier,
      ...more,
    }),
  });
  return {
    status: response.status,
    cors: response.headers.get('access-control-allow-origin'),
    ...((await response.json()) as Record<string, unknown>),
  };
}

function verify(token: unknown, currentDate = new Date(clock.now())) {
  return jwtVerify(String(token), createRemoteJWKSet(new URL(`${issuer}/jwks`), { headers: CLOSE }), {
    issuer,
    audience: 'jiandang',
    algorithms: ['RS256'],
    currentDate,
  });
}

test('the workbench signs a clerk in and gets a token that says who and where', async () => {
  const id = 'workbench';
  const browser = new Browser();
  const page = await browser.visit(authorization({ client_id: id }));
  expect(page.body).toContain('陆晨');
  expect(page.body).toContain('马丽');
  const back = await browser.choose(page, 'mali');
  expect(back.url.startsWith(`${REDIRECT}?`)).toBe(true);
  expect(new URL(back.url).searchParams.get('state')).toBe('state-1');
  const tokens = await exchange(back.url, { client_id: id });
  expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 3600 });
  expect(tokens.cors).toBe('http://127.0.0.1:51234');
  const { payload, protectedHeader } = await verify(tokens.access_token);
  expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'at+jwt' });
  expect(payload).toMatchObject({
    sub: 'mali',
    name: '马丽',
    roles: ['reviewer', 'registrar'],
    org_path: '530000/530100',
    client_id: id,
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  expect(decodeJwt(String(tokens.id_token))).toMatchObject({ sub: 'mali', name: '马丽', aud: id });
});

test('discovery names the same issuer and the keys that verify', async () => {
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const document = (await response.json()) as Record<string, unknown>;
  expect(document).toMatchObject({ issuer, jwks_uri: `${issuer}/jwks`, code_challenge_methods_supported: ['S256'] });
  const jwks = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: Record<string, unknown>[] };
  expect(jwks.keys).toHaveLength(1);
  // Only the public half is published.
  expect(jwks.keys[0]).not.toHaveProperty('d');
});

test('a token for the control API is one of the same provider for the same audience', async () => {
  const { payload, protectedHeader } = await verify(await signIn.tokenFor('luchen'));
  expect(protectedHeader.typ).toBe('at+jwt');
  expect(payload).toMatchObject({
    sub: 'luchen',
    name: '陆晨',
    roles: ['recorder'],
    org_path: '530000/530100/530102',
    email: 'luchen@example.cn',
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3600);
  await expect(signIn.tokenFor('nobody')).rejects.toThrow('nobody');
});

test('tokens are issued and expire by the virtual clock', async () => {
  await clock.advanceTo(Date.parse('2030-01-02T03:04:05Z'));
  const token = await signIn.tokenFor('luchen');
  expect(decodeJwt(token).iat).toBe(Date.parse('2030-01-02T03:04:05Z') / 1000);
  await clock.advanceTo(clock.now() + 3_590_000);
  await verify(token);
  await clock.advanceTo(clock.now() + 11_000);
  await expect(verify(token)).rejects.toMatchObject({ code: 'ERR_JWT_EXPIRED' });
});

test('a code without its verifier, used twice, or come too late is worth nothing', async () => {
  const browser = new Browser();
  const back = await browser.choose(await browser.visit(authorization()), 'luchen');
  const wrong = { code_verifier: randomBytes(32).toString('base64url') };
  expect(await exchange(back.url, wrong)).toMatchObject({ status: 400, error: 'invalid_grant' });

  const second = await browser.visit(authorization());
  expect(await exchange(second.url)).toMatchObject({ status: 200 });
  expect(await exchange(second.url)).toMatchObject({ status: 400, error: 'invalid_grant' });

  const late = await browser.visit(authorization());
  await clock.advanceTo(clock.now() + 61_000);
  expect(await exchange(late.url)).toMatchObject({ status: 400, error: 'invalid_grant' });
});

test('signing in needs PKCE, a registered client and its own redirect address', async () => {
  const browser = new Browser();
  const withoutPkce = await browser.visit(
    authorization()
      .replace(/&code_challenge=[^&]+/, '')
      .replace(/&code_challenge_method=[^&]+/, ''),
  );
  expect(new URL(withoutPkce.url).searchParams.get('error')).toBe('invalid_request');
  for (const more of [
    { redirect_uri: 'http://127.0.0.1:51234/elsewhere' },
    { redirect_uri: 'https://evil.example/callback' },
    { client_id: 'stranger' },
  ] as Record<string, string>[]) {
    const refused = await browser.visit(authorization(more));
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.body).toContain('登录未能完成');
  }
});

test('nobody can sign in as someone who is not on the staff, or from a page that is not theirs', async () => {
  const browser = new Browser();
  const page = await browser.visit(authorization());
  expect(await browser.choose(page, 'nobody')).toMatchObject({ status: 400 });
  expect(await new Browser().choose(page, 'luchen')).toMatchObject({ status: 400 });
  expect((await browser.choose(page, 'luchen')).url.startsWith(REDIRECT)).toBe(true);
});

test('after a restart issuer, keys and sessions are those of before; prompt=login asks again', async () => {
  const browser = new Browser();
  const back = await browser.choose(await browser.visit(authorization()), 'luchen');
  const { access_token: token } = await exchange(back.url);
  const before = issuer;
  await close();
  await open();
  expect(issuer).toBe(before);
  await verify(token);
  const again = await browser.visit(authorization());
  expect(again.url.startsWith(REDIRECT)).toBe(true);
  const page = await browser.visit(authorization({ prompt: 'login' }));
  expect(page.body).toContain('请选择');
  const other = await exchange((await browser.choose(page, 'mali')).url);
  expect((await verify(other.access_token)).payload.sub).toBe('mali');
});

test('a port that another program has taken meanwhile does not keep people from signing in', async () => {
  const taken = Number(new URL(issuer).port);
  await close();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(taken, '127.0.0.1', resolve));
  await open();
  await verify(await signIn.tokenFor('luchen'));
  await new Promise((resolve) => other.close(resolve));
});

test('cookies name no time, by which a browser that lives in another year would throw them away', async () => {
  const response = await fetch(authorization(), { redirect: 'manual', headers: CLOSE });
  const cookies = response.headers.getSetCookie();
  expect(cookies.length).toBeGreaterThan(1);
  expect(cookies.filter((cookie) => /expires|max-age/i.test(cookie))).toEqual([]);
});

test('the workbench comes back to the root of the API, at any port', async () => {
  const redirect_uri = 'http://127.0.0.1:40321/';
  const browser = new Browser();
  const { url } = await browser.choose(await browser.visit(authorization({ redirect_uri })), 'mali');
  expect(url.startsWith(redirect_uri)).toBe(true);
});
