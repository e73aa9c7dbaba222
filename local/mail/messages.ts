import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { messagesPage } from './pages.ts';

const PATH = '/_local/messages';
const MAX_BODY_BYTES = 16 * 1024;
/** A signature older than this is nobody's who sends it now. */
const MAX_AGE_SECONDS = 300;

export interface ShortMessage {
  id: string;
  /** Virtual time of receipt, ISO in UTC. */
  at: string;
  telephone: string;
  text: string;
}

/** Stands in for the union's gateway of short messages: takes what is signed with its key, each id once, and shows it. */
export class MessageGateway {
  private readonly store: Store;
  private readonly clock: Clock;
  readonly key: string;

  constructor(deps: { store: Store; clock: Clock }) {
    this.store = deps.store;
    this.clock = deps.clock;
    this.store.db.exec(`
      CREATE TABLE IF NOT EXISTS message_gateway (id INTEGER PRIMARY KEY CHECK (id = 1), key TEXT NOT NULL);
      CREATE TABLE IF NOT EXISTS message (
        n INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at TEXT NOT NULL, telephone TEXT NOT NULL,
        text TEXT NOT NULL);
    `);
    this.store.db
      .prepare('INSERT OR IGNORE INTO message_gateway (id, key) VALUES (1, ?)')
      .run(randomBytes(24).toString('base64url'));
    this.key = (this.store.db.prepare('SELECT key FROM message_gateway WHERE id = 1').get() as { key: string }).key;
  }

  /** What the operator would put into the secret, given where the local cloud is reached. */
  secret(local: string): string {
    return JSON.stringify({ url: `${local}${PATH}`, key: this.key });
  }

  /** Newest first. */
  list(): ShortMessage[] {
    return this.store.db
      .prepare('SELECT id, at, telephone, text FROM message ORDER BY n DESC')
      .all() as unknown as ShortMessage[];
  }

  /** Serves /_local/messages, to look at and to post to, and /_local/messages.json. */
  async pages(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname } = new URL(req.url ?? '/', 'http://localhost');
    if (req.method === 'POST' && pathname === PATH) {
      const status = this.take(req, await bodyOf(req));
      res.writeHead(status).end();
      return;
    }
    const isJson = pathname === `${PATH}.json`;
    res.writeHead(200, { 'content-type': `${isJson ? 'application/json' : 'text/html'}; charset=utf-8` });
    res.end(isJson ? JSON.stringify(this.list()) : messagesPage(this.list()));
  }

  /** 401 for what is not signed, 400 for what is no message, 200 for what is taken, or was before. */
  private take(req: IncomingMessage, body: string): number {
    const timestamp = String(req.headers['x-timestamp'] ?? '');
    const wanted = createHmac('sha256', this.key).update(`${timestamp}.${body}`).digest();
    const given = Buffer.from(String(req.headers['x-signature'] ?? ''), 'hex');
    const age = Math.abs(this.clock.now() / 1000 - Number(timestamp));
    if (given.length !== wanted.length || !timingSafeEqual(given, wanted) || !(age <= MAX_AGE_SECONDS)) return 401;
    const { id, telephone, text } = messageIn(body);
    if (!id || id !== req.headers['idempotency-key'] || !telephone || !text) return 400;
    this.store.db
      .prepare('INSERT OR IGNORE INTO message (id, at, telephone, text) VALUES (?, ?, ?, ?)')
      .run(id, new Date(this.clock.now()).toISOString(), telephone, text);
    return 200;
  }
}

function messageIn(body: string): Partial<ShortMessage> {
  try {
    return JSON.parse(body) as Partial<ShortMessage>;
  } catch {
    return {};
  }
}

async function bodyOf(req: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req) {
    size += (part as Buffer).length;
    if (size <= MAX_BODY_BYTES) parts.push(part as Buffer);
  }
  return Buffer.concat(parts).toString('utf8');
}
