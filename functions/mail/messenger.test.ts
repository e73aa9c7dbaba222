import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { MessageGateway } from '../../local/mail/messages.ts';
import { Store } from '../../local/store.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { memorySecrets } from '../../test/support/memory/aws.ts';
import { isGatewayDown, isMessageRefused, messengerOf } from './messenger.ts';

let server: Server | undefined;
afterEach(() => void server?.close());

/** A gateway on this machine, and the way to it. */
async function reached(
  handle: (req: IncomingMessage, res: ServerResponse) => unknown,
  secretOf: (url: string) => string,
) {
  server = createServer((req, res) => void handle(req, res));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const app = memoryApp();
  const secret = secretOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const setting = (name: string) => (name === 'MESSAGES_SECRET_ARN' ? 'messages' : app.setting(name));
  const { messenger: _, ...edge } = app.edge;
  const over = { ...app, setting, edge: { ...edge, secrets: memorySecrets({ messages: secret }) } };
  return messengerOf(over);
}
const answering = (status: number) =>
  reached(
    (_, res) => res.writeHead(status).end(),
    (url) => JSON.stringify({ url, key: 'k' }),
  );
const delivered = (messenger: Awaited<ReturnType<typeof reached>>) =>
  messenger.deliver('m1-message', '13800000001', '【某省总工会】有事。').then(
    () => 'taken',
    (error: unknown) => error,
  );

it('本机的网关收下签了名的，同一条只收一次；签得不对的不收', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'messages-'));
  const store = new Store(dataDir);
  const gateway = new MessageGateway({ store, clock: { now: () => Date.now() } as never });
  const handle = (req: IncomingMessage, res: ServerResponse) => gateway.pages(req, res);
  const messenger = await reached(handle, (url) => gateway.secret(url));
  expect([await delivered(messenger), await delivered(messenger)]).toEqual(['taken', 'taken']);
  expect(gateway.list()).toMatchObject([{ id: 'm1-message', telephone: '13800000001', text: '【某省总工会】有事。' }]);
  const forged = await reached(handle, (url) => JSON.stringify({ url: `${url}/_local/messages`, key: 'other' }));
  expect(isGatewayDown(await delivered(forged))).toBe(true);
  expect(gateway.list()).toHaveLength(1);
  store.db.close();
  rmSync(dataDir, { recursive: true });
});

it.each([500, 503, 429, 408, 401, 403, 302])('%i：以后再试', async (status) => {
  expect(isGatewayDown(await delivered(await answering(status)))).toBe(true);
});

it.each([400, 404, 413, 422])('%i：这一条不再试', async (status) => {
  expect(isMessageRefused(await delivered(await answering(status)))).toBe(true);
});

it.each(['https://gateway.example.cn/?token=t', 'null', '{"url":"https://gateway.example.cn","key":5}'])(
  '秘密 %j 不是该有的样子：不发，以后再试；错误里没有它',
  async (secret) => {
    const error = await delivered(
      await reached(
        () => undefined,
        () => secret,
      ),
    );
    expect(isGatewayDown(error)).toBe(true);
    expect(String(error)).not.toContain('gateway.example');
  },
);

it.each(['http://messages.example.cn', 'https://messages.example.invalid', 'ftp://x', ''])(
  '地址 %j 没有填好：不发，以后再试；错误里没有号码',
  async (url) => {
    const error = await delivered(
      await reached(
        () => undefined,
        () => JSON.stringify({ url, key: 'k' }),
      ),
    );
    expect(isGatewayDown(error)).toBe(true);
    expect(String(error)).not.toContain('138');
  },
);
