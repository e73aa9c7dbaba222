import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerAuthentication, type SMTPServerSession } from 'smtp-server';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { listenOnStablePort } from '../stable-port.ts';
import type { Store } from '../store.ts';
import { type Mail, Mailbox, type MailFilter } from './mailbox.ts';
import { mailboxPage, mailPage } from './pages.ts';

const HOST = '127.0.0.1';
const MAX_MAIL_BYTES = 25 * 1024 * 1024;

export interface SmtpAddress {
  host: string;
  port: number;
  user: string;
  password: string;
}

/** A real SMTP server on loopback: what it answered 250 to is in the mailbox, whatever happens next. */
export class MailService {
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly activity: Activity;
  private readonly mailbox: Mailbox;
  private readonly server: SMTPServer;

  constructor(deps: { store: Store; clock: Clock; activity: Activity }) {
    this.store = deps.store;
    this.clock = deps.clock;
    this.activity = deps.activity;
    this.mailbox = new Mailbox(deps.store);
    this.store.db.exec(`
      CREATE TABLE IF NOT EXISTS mail_server (
        id INTEGER PRIMARY KEY CHECK (id = 1), user TEXT NOT NULL, password TEXT NOT NULL, down INTEGER NOT NULL);
    `);
    this.store.db
      .prepare('INSERT OR IGNORE INTO mail_server (id, user, password, down) VALUES (1, ?, ?, 0)')
      .run('mailer', randomBytes(18).toString('base64url'));
    this.server = this.createServer();
  }

  /** Listens; user, password and, unless another program took it, port are the same as before. */
  async start(): Promise<SmtpAddress> {
    const port = await listenOnStablePort(this.store, 'smtp', (wanted) => this.listen(wanted));
    this.server.on('error', (error) => console.error(`邮件服务器出错：${error.message}`));
    const { user, password } = this.settings();
    return { host: HOST, port, user, password };
  }

  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }

  /** Turns the outage on or off; it outlives a restart. While down every connection is greeted with 421. */
  setDown(down: boolean): void {
    this.store.db.prepare('UPDATE mail_server SET down = ? WHERE id = 1').run(down ? 1 : 0);
  }

  /** Newest first. */
  list(filter: MailFilter = {}): Mail[] {
    return this.mailbox.list(filter);
  }

  /** Serves /_local/mail, /_local/mail/{id} and /_local/mail.json?to=&since=. */
  pages(req: IncomingMessage, res: ServerResponse): void {
    const url = new URL(req.url ?? '/', 'http://localhost');
    const id = /^\/_local\/mail\/(\d{1,15})$/.exec(url.pathname)?.[1];
    const mail = id === undefined ? undefined : this.mailbox.find(Number(id));
    if (req.method !== 'GET' && req.method !== 'HEAD') sendText(res, 405, '只能查看邮箱');
    else if (url.pathname === '/_local/mail.json') this.sendJson(url.searchParams, res);
    else if (url.pathname === '/_local/mail') sendHtml(res, mailboxPage(this.list(), this.settings().down));
    else if (mail) sendHtml(res, mailPage(mail));
    else sendText(res, 404, '没有这封邮件');
  }

  private sendJson(query: URLSearchParams, res: ServerResponse): void {
    const since = query.get('since');
    const time = since === null ? undefined : Date.parse(since);
    if (Number.isNaN(time)) {
      sendText(res, 400, 'since 必须是 ISO 时间');
      return;
    }
    res.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    res.end(JSON.stringify(this.list({ to: query.get('to') ?? undefined, since: time })));
  }

  private createServer(): SMTPServer {
    return new SMTPServer({
      name: 'mail.local',
      // Loopback only: a certificate that nobody can check would be worth nothing.
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      authMethods: ['PLAIN', 'LOGIN'],
      disableReverseLookup: true,
      logger: false,
      size: MAX_MAIL_BYTES,
      closeTimeout: 1000,
      onConnect: (_session, callback) => callback(this.settings().down ? outage() : null),
      onAuth: (auth, _session, callback) => {
        if (this.knows(auth)) callback(null, { user: auth.username });
        else callback(refusal(535, 'Authentication failed'));
      },
      // A session that was open when the outage began meets it too.
      onMailFrom: (_address, _session, callback) => callback(this.settings().down ? outage() : null),
      onData: (stream, session, callback) => {
        this.activity
          .during(() => this.receive(stream, session))
          .then(
            () => callback(null),
            (error: Error) => callback(error),
          );
      },
    });
  }

  private async receive(
    stream: AsyncIterable<Buffer> & { sizeExceeded?: boolean },
    session: SMTPServerSession,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk);
    if (stream.sizeExceeded) throw refusal(552, 'Message exceeds the maximum size');
    const raw = Buffer.concat(chunks);
    const parsed = await simpleParser(raw);
    if (this.settings().down) throw outage();
    const { mailFrom, rcptTo } = session.envelope;
    this.mailbox.add({
      receivedAt: this.clock.now(),
      from: parsed.from?.text ?? (mailFrom ? mailFrom.address : ''),
      to: rcptTo.map(({ address }) => address),
      subject: parsed.subject ?? '',
      text: parsed.text ?? '',
      html: typeof parsed.html === 'string' ? parsed.html : null,
      messageId: parsed.messageId ?? null,
      raw,
    });
  }

  private listen(port: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.server.once('error', reject);
      this.server.listen(port, HOST, () => {
        this.server.off('error', reject);
        resolve();
      });
    });
  }

  private settings(): { user: string; password: string; down: boolean } {
    const row = this.store.db.prepare('SELECT user, password, down FROM mail_server WHERE id = 1').get();
    return { user: row?.user as string, password: row?.password as string, down: row?.down === 1 };
  }

  private knows({ username = '', password = '' }: SMTPServerAuthentication): boolean {
    const expected = this.settings();
    const given = Buffer.from(`${username}\n${password}`);
    const wanted = Buffer.from(`${expected.user}\n${expected.password}`);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  }
}

function outage(): Error {
  return refusal(421, 'Service not available, closing transmission channel');
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}

function sendHtml(res: ServerResponse, body: string): void {
  res.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'",
  });
  res.end(body);
}

function sendText(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(body);
}
