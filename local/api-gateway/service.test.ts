import { mkdtempSync, rmSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { loadAssembly } from '../cloudformation/assembly.ts';
import { environmentOf, resolveStack } from '../cloudformation/stack.ts';
import { close, serve } from '../http-server.ts';
import { LambdaError } from '../lambda/errors.ts';
import { Store } from '../store.ts';
import { assembleApi } from './api.ts';
import { ApiGateway } from './service.ts';

type Event = Record<string, unknown> & {
  requestContext: Record<string, unknown>;
  headers: Record<string, string>;
};

/** The API of the fixture template; what its functions answer is each test's affair. */
describe('API Gateway', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'api-'));
  const store = new Store(dataDir);
  const activity = new Activity();
  const clock = new Clock(store, activity);
  const assembly = loadAssembly(fileURLToPath(new URL('../fixtures/assembly', import.meta.url)));
  const { resources } = resolveStack(assembly);
  const restApi = resources.find(({ type }) => type === 'AWS::ApiGateway::RestApi');
  if (!restApi) throw new Error('the fixture has no API');
  let answer: (event: Event) => unknown;
  let authorize: (event: Event) => unknown;
  let asked = 0;
  let server: Server;
  let url = '';

  beforeAll(async () => {
    const gateway = new ApiGateway(
      { ...assembleApi(restApi, resources), compressFrom: 1024 },
      {
        clock,
        activity,
        environment: environmentOf(assembly),
        invoke: async (arn, event) => {
          if (!arn.includes('Authorizer')) return answer(event as Event);
          asked++;
          return authorize(event as Event);
        },
        log: () => undefined,
      },
    );
    server = await serve(0, gateway.handler, () => undefined);
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  beforeEach(async () => {
    // Past every cached answer of the authorizer.
    await clock.advanceTo(clock.now() + 301_000);
    asked = 0;
    answer = (event) => ({ statusCode: 200, body: JSON.stringify(event) });
    authorize = (event) => policy(String(event.methodArn));
  });
  afterAll(async () => {
    await close(server);
    store.close();
    rmSync(dataDir, { recursive: true });
  });

  function policy(Resource: string, Effect = 'Allow', context: Record<string, unknown> = { level: 3 }) {
    const Statement = [{ Effect, Action: 'execute-api:Invoke', Resource }];
    return { principalId: 'clerk-1', policyDocument: { Version: '2012-10-17', Statement }, context };
  }

  const echo = (init: RequestInit = {}, path = '/echo/a/b') =>
    fetch(url + path, { ...init, headers: { Authorization: 'token', ...init.headers } });

  test('an answer is compressed from the size that the API says, for whoever takes it', async () => {
    const encodingOf = async (length: number, accepted: string) => {
      answer = () => ({ statusCode: 200, headers: { 'Content-Type': 'text/plain' }, body: 'a'.repeat(length) });
      const response = await echo({ headers: { 'Accept-Encoding': accepted } });
      expect(await response.text()).toBe('a'.repeat(length));
      return [response.headers.get('content-encoding'), Number(response.headers.get('content-length'))];
    };
    expect(await encodingOf(1023, 'gzip, br')).toEqual([null, 1023]);
    const [encoding, length] = await encodingOf(4096, 'br, gzip');
    expect(encoding).toBe('gzip');
    expect(length).toBeLessThan(100);
    expect(await encodingOf(4096, 'identity')).toEqual([null, 4096]);
    expect(await encodingOf(4096, 'gzip;q=0')).toEqual([null, 4096]);
  });

  test('the function sees the request as a proxy integration shows it', async () => {
    const response = await echo(
      { method: 'POST', body: '{"名":1}', headers: { 'X-Twice': 'a', 'Content-Type': 'application/json' } },
      '/echo/a/%E4%B8%80?q=1&q=2&r=%E4%B8%80&constructor=3',
    );
    const event = (await response.json()) as Event;
    expect(event).toMatchObject({
      resource: '/echo/{proxy+}',
      path: '/echo/a/%E4%B8%80',
      httpMethod: 'POST',
      pathParameters: { proxy: 'a/一' },
      queryStringParameters: { q: '2', r: '一', constructor: '3' },
      multiValueQueryStringParameters: { q: ['1', '2'], r: ['一'], constructor: ['3'] },
      body: '{"名":1}',
      isBase64Encoded: false,
      requestContext: {
        stage: 'prod',
        resourcePath: '/echo/{proxy+}',
        identity: { sourceIp: '127.0.0.1' },
        authorizer: { principalId: 'clerk-1', level: '3' },
      },
    });
    expect(event.headers['X-Forwarded-For']).toBe('127.0.0.1');
    expect(event.requestContext.requestTimeEpoch).toBeGreaterThan(Date.now());
  });

  test('what the function answers goes out, several values of a header as several headers', async () => {
    answer = () => ({
      statusCode: 201,
      headers: { 'X-One': 1, 'set-cookie': 'lost=1' },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: '建档',
    });
    const response = await echo();
    expect(response.status).toBe(201);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('x-one')).toBe('1');
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.text()).toBe('建档');
  });

  test('no media type is binary: base64 goes out as the text it is', async () => {
    answer = () => ({ statusCode: 200, isBase64Encoded: true, body: '/9gA' });
    expect(await (await echo()).text()).toBe('/9gA');
  });

  test('HEAD gets the headers and no body', async () => {
    const response = await echo({ method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0);
    expect(await response.text()).toBe('');
  });

  test.each([
    ['no status', { body: 'x' }],
    ['a body that is no text', { statusCode: 200, body: { a: 1 } }],
    ['an unknown field', { statusCode: 200, Body: '' }],
    ['nothing', null],
  ])('an answer with %s is malformed: 502', async (_, malformed) => {
    answer = () => malformed;
    const response = await echo();
    expect(response.status).toBe(502);
    expect(await response.json()).toEqual({ message: 'Internal server error' });
  });

  test('a function that throws is a 502 that says nothing of it', async () => {
    answer = () => {
      throw new LambdaError('TypeError', 'secret 530102199001010017');
    };
    const response = await echo();
    expect(response.status).toBe(502);
    expect(await response.text()).not.toContain('secret');
  });

  test('an unknown path or method is answered by the gateway response that the template gives it', async () => {
    for (const response of [await fetch(`${url}/nowhere`), await fetch(`${url}/items`, { method: 'DELETE' })]) {
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toEqual({ code: 1005, id: response.headers.get('x-amzn-requestid') });
    }
  });

  test('a body over ten megabytes is refused with 413', async () => {
    const response = await echo({ method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect(response.status).toBe(413);
  });

  describe('authorizer', () => {
    test('without the identity source the answer is 401 and the function is not asked', async () => {
      expect((await fetch(`${url}/echo/a`)).status).toBe(401);
      expect(asked).toBe(0);
    });

    test('it answers for five minutes, and for each token by itself', async () => {
      await echo();
      await echo();
      expect(asked).toBe(1);
      await echo({ headers: { Authorization: 'other' } });
      expect(asked).toBe(2);
      await clock.advanceTo(clock.now() + 301_000);
      await echo();
      expect(asked).toBe(3);
    });

    test('a cached policy is held against each method anew', async () => {
      expect((await echo({}, '/echo/first')).status).toBe(200);
      expect((await echo({}, '/echo/second')).status).toBe(403);
      expect(asked).toBe(1);
    });

    test.each([
      ['an explicit deny', () => policy('*', 'Deny'), 403],
      ['a policy about something else', () => policy('arn:other'), 403],
      [
        'Unauthorized',
        () => {
          throw new LambdaError('Error', 'Unauthorized');
        },
        401,
      ],
      [
        'any other error',
        () => {
          throw new LambdaError('Error', 'no key set');
        },
        500,
      ],
      ['something that is no policy', () => ({ principalId: 'x' }), 500],
      ['a context that is not flat', () => policy('*', 'Allow', { roles: ['a'] }), 500],
    ])('%s: %s', async (_, decide, status) => {
      authorize = decide;
      const response = await echo();
      expect(response.status).toBe(status);
      expect(await response.text()).not.toContain('no key set');
    });
  });

  test.each([
    ['https://a.example', 'https://a.example'],
    ['https://b.example', 'https://b.example'],
    ['https://evil.example', 'https://a.example'],
  ])('a preflight from %s is allowed for %s', async (Origin, allowed) => {
    const response = await fetch(`${url}/items`, { method: 'OPTIONS', headers: { Origin } });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed);
    expect(response.headers.get('access-control-allow-methods')).toBe('POST');
  });
});
