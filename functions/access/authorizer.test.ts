import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';

// A provider of tokens whose answers are each test's affair; the function keeps keys, so each test loads it anew.
const { publicKey, privateKey } = await generateKeyPair('ES256');
const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256' };
let answer: RequestListener;
let asked = 0;
const provider = createServer((req, res) => {
  asked++;
  answer(req, res);
});
let issuer: string;

const healthy: RequestListener = (req, res) => {
  const body = req.url === '/jwks' ? { keys: [jwk] } : { jwks_uri: `${issuer}/jwks` };
  res.setHeader('content-type', 'application/json').end(JSON.stringify(body));
};

beforeAll(async () => {
  Object.assign(globalThis, { PROVINCE_PROFILE: { code: '530000' } });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  Object.assign(process.env, { OIDC_ISSUER: issuer, OIDC_AUDIENCE: 'jdlk' });
});
afterAll(() => {
  provider.closeAllConnections();
  provider.close();
});
beforeEach(() => {
  vi.resetModules();
  answer = healthy;
  asked = 0;
});

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;

async function token({ exp = inAnHour(), kid = 'k1', audience = 'jdlk' } = {}): Promise<string> {
  return new SignJWT({ sub: 'clerk-1', roles: ['registrar'], org_path: '530000/530100', exp })
    .setProtectedHeader({ alg: 'ES256', kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .sign(privateKey);
}

async function ask(bearer: string) {
  const { handler } = await import('./authorizer.ts');
  return handler({
    headers: { Authorization: `Bearer ${bearer}` },
    methodArn: 'arn:aws-cn:execute-api:cn-northwest-1:0:api/prod/GET/v1/dossiers',
  } as unknown as APIGatewayRequestAuthorizerEvent);
}

it('says when the token ends, so that nobody goes on with one that has', async () => {
  const exp = inAnHour();
  expect((await ask(await token({ exp }))).context).toMatchObject({ sub: 'clerk-1', exp });
});

it.each([
  ['has ended', { exp: 1 }],
  ['is for somebody else', { audience: 'other' }],
  ['names a key that the provider does not have', { kid: 'k2' }],
])('a token that %s is refused', async (_, parts) => {
  await expect(ask(await token(parts))).rejects.toThrow(/^Unauthorized$/);
});

it.each<[string, RequestListener]>([
  ['answers 500 to everything', (_, res) => res.writeHead(500).end('{}')],
  ['answers no JSON', (_, res) => res.end('<html>')],
  ['hangs up', (req) => req.socket.destroy()],
  ['has no keys to give', (req, res) => (req.url === '/jwks' ? res.writeHead(503).end() : healthy(req, res))],
])(
  'a provider that %s is no reason to tell anyone to sign in, and is asked again by the next token',
  async (_, broken) => {
    answer = broken;
    const bearer = await token();
    await expect(ask(bearer)).rejects.not.toThrow(/^Unauthorized$/);
    answer = healthy;
    expect((await ask(bearer)).principalId).toBe('clerk-1');
  },
);

it('does not wait for a provider that never answers', async () => {
  answer = () => undefined;
  const started = performance.now();
  await expect(ask(await token())).rejects.not.toThrow(/^Unauthorized$/);
  expect(performance.now() - started).toBeLessThan(8_000);
  expect(asked).toBe(1);
}, 15_000);
