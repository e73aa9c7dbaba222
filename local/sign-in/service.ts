import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type Provider from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { Clock } from '../clock.ts';
import { listenOnStablePort } from '../stable-port.ts';
import type { Store } from '../store.ts';
import { StoreAdapter } from './adapter.ts';
import { signInKeys } from './keys.ts';
import { aboutPage, errorPage, signInPage } from './pages.ts';
import { createProvider, resourceIndicator, resourceServer, TOKEN_SECONDS } from './provider.ts';
import type { StaffMember } from './staff.ts';

const HOST = '127.0.0.1';
const MAX_FORM_BYTES = 4096;

export interface SignInDeps {
  store: Store;
  clock: Clock;
  staff: readonly StaffMember[];
  /** The audience of access tokens; 'jiandang' unless given. */
  audience?: string;
}

/**
 * The province's OpenID provider on a port of its own, with demo staff instead of passwords. The process must have
 * installed the virtual Date (installVirtualDate): tokens are issued and expire by it.
 */
export class SignInService {
  /** Life of an access token, in seconds, unless another is asked for. */
  static readonly tokenSeconds = TOKEN_SECONDS;
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly staff: ReadonlyMap<string, StaffMember>;
  private readonly audience: string;
  private readonly server: Server;
  private provider: Provider | undefined;

  constructor(deps: SignInDeps) {
    this.store = deps.store;
    this.clock = deps.clock;
    this.staff = new Map(deps.staff.map((member) => [member.id, member]));
    this.audience = deps.audience ?? 'jiandang';
    this.server = createServer((req, res) => {
      this.serve(req, res).catch((error: unknown) => fail(res, error));
    });
  }

  /** The issuer stays the same across restarts unless another program took its port. */
  async start(): Promise<{ issuer: string }> {
    StoreAdapter.prepare(this.store, this.clock);
    const keys = await signInKeys(this.store);
    const port = await listenOnStablePort(this.store, 'sign-in', (wanted) => this.listen(wanted));
    const issuer = `http://${HOST}:${port}`;
    const { audience, clock, staff, store } = this;
    this.provider = createProvider({ issuer, audience, keys, staff, store, clock });
    return { issuer };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /**
   * An access token as the code flow would issue it to this person: same issuer, keys, audience and claims.
   * @param seconds its life in virtual time: who moves the clock by hand may want one that outlives the move
   * @throws Error for someone who is not on the staff.
   */
  async tokenFor(staffId: string, seconds = TOKEN_SECONDS): Promise<string> {
    if (!this.staff.has(staffId)) throw new Error(`演示人员中没有 ${staffId}`);
    const provider = this.started();
    const client = await provider.Client.find('workbench');
    if (!client) throw new Error('登录服务没有登记 workbench');
    const grant = new provider.Grant({ clientId: client.clientId, accountId: staffId });
    const server = resourceServer(this.audience);
    const token = new provider.AccessToken({
      client,
      accountId: staffId,
      grantId: await grant.save(),
      gty: 'demo',
      expiresIn: seconds,
      scope: server.scope,
      resourceServer: new provider.ResourceServer(resourceIndicator(this.audience), server),
    });
    return token.save();
  }

  private async serve(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const provider = this.started();
    untilClosed(res);
    const uid = /^\/interaction\/([\w-]+)$/.exec(req.url ?? '')?.[1];
    if (req.method === 'GET' && req.url === '/') sendHtml(res, 200, aboutPage(this.staff.values()));
    else if (uid === undefined) await provider.callback()(req, res);
    else if (req.method === 'POST') await this.signIn(req, res);
    else {
      await provider.interactionDetails(req, res);
      sendHtml(res, 200, signInPage(uid, this.staff.values()));
    }
  }

  private async signIn(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const accountId = new URLSearchParams(await readForm(req)).get('staff') ?? '';
    if (!this.staff.has(accountId)) sendHtml(res, 400, errorPage('没有选择演示人员中的一位'));
    else await this.started().interactionFinished(req, res, { login: { accountId } });
  }

  private started(): Provider {
    if (!this.provider) throw new Error('登录服务尚未启动');
    return this.provider;
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
}

async function readForm(req: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_FORM_BYTES) chunks.push(chunk);
  }
  return size <= MAX_FORM_BYTES ? Buffer.concat(chunks).toString() : '';
}

/**
 * Cookies hold until the browser is closed: a browser goes by its own clock, and would throw away at once what ends by a
 * virtual one that stands months behind. What has ended, the store says. Those that are taken back (1970) stay as they are.
 */
function untilClosed(res: ServerResponse): void {
  const set = res.setHeader.bind(res);
  res.setHeader = (name, value) =>
    name.toLowerCase() === 'set-cookie'
      ? set(
          name,
          [value].flat().map((cookie) => String(cookie).replace(/; expires=(?!Thu, 01 Jan 1970)[^;]*/i, '')),
        )
      : set(name, value);
}

/** A sign-in that has expired, or whose cookie is missing, is the person's to begin again; anything else is ours. */
function fail(res: ServerResponse, error: unknown): void {
  const theirs = error instanceof errors.SessionNotFound;
  if (!theirs) console.error(error);
  if (res.headersSent) res.destroy();
  else sendHtml(res, theirs ? 400 : 500, errorPage(theirs ? '登录已过期' : '登录服务出错'));
}

function sendHtml(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  });
  res.end(body);
}
