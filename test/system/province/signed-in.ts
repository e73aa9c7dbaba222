import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Route, routes } from '../../../shared/contract/routes.ts';
import { ask, expectProblem } from '../../support/http.ts';
import { type Household, registrar } from '../../support/province.ts';
import { signInAs } from '../../support/sign-in.ts';
import { province } from './province.ts';

describe('没有登录', () => {
  let one: Household;
  const ofStaff = (routes as readonly Route[]).filter(({ access }) => access === 'staff');

  beforeAll(async () => {
    one = await province.dossierIn('surveying');
  });

  it('工会干部的每一条路由都要令牌', async () => {
    for (const { method, path } of ofStaff) {
      const line = `${method} ${path.replace(/\{\w+\}/g, one.id)}`;
      const answer = await ask(province, line, method === 'GET' ? {} : { body: {} });
      expectProblem(answer, 1501);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
    }
  });

  it('乱写的、自己签的、不签的、发给别人用的、过期的令牌，都不算登录', async () => {
    const real = await province.system.token(registrar);
    const claims = decodeJwt(real);
    const { privateKey } = await generateKeyPair('RS256');
    const header = JSON.parse(Buffer.from(real.split('.')[0] ?? '', 'base64url').toString()) as { kid: string };
    const [head, , signature] = real.split('.');
    const promoted = Buffer.from(JSON.stringify({ ...claims, org_path: '530000' })).toString('base64url');
    const tokens: Record<string, string> = {
      garbage: 'abc',
      shaped: 'a.b.c',
      self: await new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: header.kid }).sign(privateKey),
      unsigned: new UnsecuredJWT(claims).encode(),
      hmac: await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: header.kid }).sign(Buffer.from('secret')),
      altered: [head, promoted, signature].join('.'),
      idToken: await idTokenOf(registrar),
    };
    expect(decodeJwt(tokens.idToken ?? '')).toMatchObject({ sub: registrar, aud: 'workbench', iss: claims.iss });
    for (const [kind, token] of Object.entries(tokens)) {
      const answer = await ask(province, `GET /v1/dossiers/${one.id}`, { token });
      expect(answer.status, kind).toBe(401);
      expectProblem(answer, 1501);
    }
    expect((await ask(province, `GET /v1/dossiers/${one.id}`, { token: real })).status).toBe(200);
    await province.system.leapTo(new Date(Date.parse(await province.system.now()) + 3_700_000).toISOString());
    expectProblem(await ask(province, `GET /v1/dossiers/${one.id}`, { token: real }), 1501);
  });

  /** What the workbench gets beside its access token: from the same issuer, for itself and not for the API. */
  async function idTokenOf(staff: string): Promise<string> {
    const { issuer } = province.addresses;
    const verifier = randomBytes(32).toString('base64url');
    const redirect = 'http://127.0.0.1:51234/callback';
    const parameters = {
      client_id: 'workbench',
      response_type: 'code',
      redirect_uri: redirect,
      scope: 'openid profile',
      code_challenge: createHash('sha256').update(verifier).digest('base64url'),
      code_challenge_method: 'S256',
    };
    const back = await signInAs(staff, `${issuer}/auth?${new URLSearchParams(parameters)}`, redirect);
    const response = await fetch(`${issuer}/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        client_id: 'workbench',
        code: new URL(back).searchParams.get('code') ?? '',
        redirect_uri: redirect,
        code_verifier: verifier,
      }),
    });
    return ((await response.json()) as { id_token: string }).id_token;
  }
});
