import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { MailService, type SmtpAddress } from './service.ts';

const LINK = 'https://jiandang.example/a/abc_DEF-123?x=1&y=2';

let dataDir: string;
let store: Store;
let clock: Clock;
let mail: MailService;
let address: SmtpAddress;

async function open(): Promise<void> {
  store = new Store(dataDir);
  const activity = new Activity();
  clock = new Clock(store, activity);
  mail = new MailService({ store, clock, activity });
  address = await mail.start();
}

async function close(): Promise<void> {
  await mail.stop();
  store.close();
}

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'mail-'));
  await open();
});

afterEach(async () => {
  await close();
  rmSync(dataDir, { recursive: true });
});

function send(message: { to?: string; subject?: string; html?: string } = {}, pass = address.password) {
  const { host, port, user } = address;
  return createTransport({ host, port, secure: false, auth: { user, pass } }).sendMail({
    from: '"工会" <union@example.cn>',
    to: '王审批 <approver@example.cn>',
    subject: '请审批：困难职工建档',
    text: `请打开链接：${LINK}。\n验证码 246810`,
    ...message,
  });
}

async function browse(path: string): Promise<{ status: number; body: string; csp: string | null }> {
  const server = createServer((req, res) => mail.pages(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
  const body = await response.text();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  return { status: response.status, body, csp: response.headers.get('content-security-policy') };
}

test('a mail in Chinese arrives as it was written, at the virtual hour', async () => {
  await clock.advanceTo(Date.parse('2031-05-06T01:02:03Z'));
  await send({ html: `<p>请<a href="${LINK}">审批</a></p>` });
  const [received, ...more] = mail.list();
  expect(more).toEqual([]);
  expect(received).toMatchObject({
    to: ['approver@example.cn'],
    subject: '请审批：困难职工建档',
    html: `<p>请<a href="${LINK}">审批</a></p>`,
  });
  expect(received?.from).toContain('工会');
  expect(received?.text).toContain(LINK);
  expect(received?.at).toMatch(/^2031-05-06T01:02:/);
});

test('nobody sends without the password', async () => {
  await expect(send({}, 'guessed')).rejects.toMatchObject({ code: 'EAUTH' });
  const { host, port } = address;
  const stranger = createTransport({ host, port, secure: false });
  await expect(stranger.sendMail({ from: 'a@b.cn', to: 'c@d.cn', text: 'x' })).rejects.toThrow();
  expect(mail.list()).toEqual([]);
});

test('during an outage senders are turned away with 421, afterwards they are served', async () => {
  mail.setDown(true);
  await expect(send()).rejects.toMatchObject({ responseCode: 421 });
  await close();
  await open();
  await expect(send()).rejects.toMatchObject({ responseCode: 421 });
  mail.setDown(false);
  await send();
  expect(mail.list()).toHaveLength(1);
});

test('a session that was open when the outage began cannot slip a mail through', async () => {
  const { host, port, user, password } = address;
  const pool = createTransport({ pool: true, maxConnections: 1, host, port, auth: { user, pass: password } });
  const message = { from: 'a@b.cn', to: 'c@d.cn', text: 'x' };
  await pool.sendMail(message);
  mail.setDown(true);
  await expect(pool.sendMail(message)).rejects.toMatchObject({ responseCode: 421 });
  pool.close();
  expect(mail.list()).toHaveLength(1);
});

test('mails, port and password are the same after a restart', async () => {
  await send();
  const before = address;
  await close();
  await open();
  expect(address).toEqual(before);
  expect(mail.list()).toHaveLength(1);
});

test('a port that another program has taken meanwhile does not keep the mail server down', async () => {
  const taken = address.port;
  await close();
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(taken, '127.0.0.1', resolve));
  await open();
  expect(address.port).not.toBe(taken);
  await send();
  expect(mail.list()).toHaveLength(1);
  await new Promise((resolve) => other.close(resolve));
});

test('the list can be asked for one recipient and for what came since', async () => {
  await send({ to: 'first@example.cn' });
  await clock.advanceTo(clock.now() + 3_600_000);
  const since = clock.iso();
  await send({ to: 'Second@example.cn' });
  const { body } = await browse('/_local/mail.json');
  expect((JSON.parse(body) as { to: string[] }[]).map(({ to }) => to)).toEqual([
    ['Second@example.cn'],
    ['first@example.cn'],
  ]);
  for (const query of ['to=second@EXAMPLE.cn', `since=${since}`]) {
    const filtered = JSON.parse((await browse(`/_local/mail.json?${query}`)).body) as { to: string[] }[];
    expect(filtered.map(({ to }) => to)).toEqual([['Second@example.cn']]);
  }
  expect((await browse('/_local/mail.json?since=yesterday')).status).toBe(400);
});

test('the mailbox page lists mails and a mail page has its link to click', async () => {
  await send();
  const list = await browse('/_local/mail');
  expect(list.body).toContain('请审批：困难职工建档');
  const [received] = mail.list();
  expect(list.body).toContain(`href="/_local/mail/${received?.id}"`);
  const page = await browse(`/_local/mail/${received?.id}`);
  expect(page.body).toContain('href="https://jiandang.example/a/abc_DEF-123?x=1&amp;y=2"');
  expect((await browse('/_local/mail/999')).status).toBe(404);
});

test('a hostile mail runs no script in the mailbox', async () => {
  await send({ subject: '<script>alert(1)</script>', html: '"><script>alert(2)</script>' });
  const [received] = mail.list();
  for (const path of ['/_local/mail', `/_local/mail/${received?.id}`]) {
    const { body, csp } = await browse(path);
    expect(body).not.toContain('<script>');
    expect(csp).toContain("default-src 'none'");
  }
  expect((await browse(`/_local/mail/${received?.id}`)).body).toContain('sandbox="allow-popups');
});
