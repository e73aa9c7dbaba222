import type { AttachmentContentType } from '../shared/attachments/inspect.ts';
import { Client } from '../shared/contract/client.ts';
import type { DossierDetail } from '../shared/contract/dossier-detail.ts';
import { hold } from '../shared/contract/held.ts';
import type { AnswerOf } from '../shared/contract/types.ts';

/** Where a province runs on this machine, as its local cloud says when it is ready. */
export interface Addresses {
  /** The province's API and its pages. */
  api: string;
  /** Mailbox, clock and views of the local cloud, under /_local/. */
  local: string;
  /** The OpenID provider with the demo staff. */
  issuer: string;
}

export interface Mail {
  id: number;
  /** Virtual instant of receipt, ISO. */
  at: string;
  to: string[];
  subject: string;
  text: string;
}

export interface Page {
  status: number;
  html: string;
}

/** The most that one request moves the clock, in milliseconds: thirty days. */
const LONGEST_LEAP = 30 * 86_400_000;

/** A province that runs on this machine, over HTTP only: its API, its pages, its mailbox and its clock. */
export class RunningSystem {
  readonly addresses: Addresses;
  readonly fetch: typeof globalThis.fetch;
  private readonly tokens = new Map<string, Promise<string>>();

  /** @param fetch how its addresses are reached, unless over the network */
  constructor(addresses: Addresses, fetch = globalThis.fetch) {
    this.addresses = addresses;
    this.fetch = fetch;
  }

  /** Whoever has not signed in. */
  anyone(): Client {
    return new Client({ api: this.addresses.api, fetch: this.fetch, examine: hold });
  }

  /** Someone of the demo staff. */
  as(staffId: string): StaffClient {
    return new StaffClient(this, staffId);
  }

  /** An access token as the sign-in issues it; kept until the clock is moved or `renew`. */
  async token(staffId: string, renew = false): Promise<string> {
    const kept = renew ? undefined : this.tokens.get(staffId);
    const token =
      kept ??
      this.local<{ access_token: string }>('POST', '/_local/token', { as: staffId }).then((body) => body.access_token);
    this.tokens.set(staffId, token);
    return token;
  }

  async page(url: string): Promise<Page> {
    return this.open(new URL(url, this.addresses.api), {});
  }

  /** Posts a page's form as a browser does. */
  async postForm(url: string, fields: Record<string, string>): Promise<Page> {
    return this.open(new URL(url, this.addresses.api), { method: 'POST', body: new URLSearchParams(fields) });
  }

  private async open(url: URL, init: RequestInit): Promise<Page> {
    const response = await this.fetch(url, init);
    const html = await response.text();
    const header = (name: string) => response.headers.get(name);
    hold(init.method ?? 'GET', url.pathname, { status: response.status, header, text: html });
    return { status: response.status, html };
  }

  /** Mails to an address, newest first. */
  async mails(to: string): Promise<Mail[]> {
    return this.local('GET', `/_local/mail.json?to=${encodeURIComponent(to)}`);
  }

  /** Virtual now, ISO. */
  async now(): Promise<string> {
    return (await this.local<{ now: string }>('GET', '/_local/clock')).now;
  }

  /**
   * Leaps to an instant, with everything that falls due on the way, and comes back when all is at rest. What runs every
   * quarter of an hour runs once a day meanwhile, first thing in the morning. A long leap is several requests of equal length, so that none takes
   * longer than `fetch` waits for an answer.
   */
  async leapTo(instant: string): Promise<string> {
    const from = Date.parse(await this.now());
    const far = Date.parse(instant) - from;
    const requests = Math.max(1, Math.ceil(far / LONGEST_LEAP));
    for (let n = 1; n < requests; n++) await this.leap(new Date(from + (far * n) / requests).toISOString());
    return this.leap(instant);
  }

  private async leap(instant: string): Promise<string> {
    const { now } = await this.local<{ now: string }>('POST', '/_local/clock', { to: instant, rates: 'P1D' });
    this.tokens.clear();
    return now;
  }

  /** Comes back when nothing is under way. */
  async atRest(): Promise<void> {
    await this.local('GET', '/_local/idle');
  }

  async deadLetters(): Promise<unknown[]> {
    return this.local('GET', '/_local/dead-letters.json');
  }

  private async local<T>(method: string, path: string, body?: unknown): Promise<T> {
    const response = await this.fetch(new URL(path, this.addresses.local), {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}：${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** Calls the API with one person's token. */
export class StaffClient {
  readonly id: string;
  private readonly system: RunningSystem;
  private readonly client: Client;

  constructor(system: RunningSystem, id: string) {
    this.id = id;
    this.system = system;
    // The token may have ended: the clock is moved by hand here.
    const { addresses, fetch } = system;
    this.client = new Client({ api: addresses.api, fetch, token: (renew) => system.token(id, renew), examine: hold });
  }

  /**
   * Calls an operation of the contract.
   *
   * @throws Refused with the problem for every status but 2xx; an error when the answer is not as the contract says
   */
  call: Client['call'] = (...asked) => this.client.call(...asked);

  /** The whole journal, page by page. */
  async journal(id: string): Promise<AnswerOf<'getJournal'>> {
    const entries: AnswerOf<'getJournal'>['entries'] = [];
    let query: { after?: string } = {};
    for (;;) {
      const { body } = await this.call('getJournal', { params: { id }, query });
      entries.push(...body.entries);
      if (body.next === null) return { ...body, entries };
      query = { after: String(body.next) };
    }
  }

  async dossier(id: string): Promise<DossierDetail> {
    return (await this.call('getDossier', { params: { id } })).body;
  }

  /** Asks for a presigned form and posts the file with it, as a web client or a mini-program does. Returns the attachment's id. */
  async upload(
    id: string,
    file: { kind: string; name: string; contentType: AttachmentContentType; bytes: Buffer },
  ): Promise<string> {
    const { kind, name, contentType, bytes } = file;
    const { body: form } = await this.call('requestUpload', { params: { id }, body: { kind, name, contentType } });
    const data = new FormData();
    for (const [field, value] of Object.entries(form.fields)) data.append(field, value);
    data.append('file', new Blob([new Uint8Array(bytes)], { type: contentType }), name);
    const response = await this.system.fetch(form.url, { method: 'POST', body: data });
    if (!response.ok) throw new Error(`上传附件：${response.status} ${await response.text()}`);
    return form.attachment;
  }

  /** A printed document's bytes, read through the address that the API hands out for them. */
  async document(id: string, kind: string): Promise<Buffer> {
    const { body } = await this.call('getDocument', { params: { id, kind } });
    return this.downloaded(kind, body.url);
  }

  /** 帮扶台账, printed as it stands. */
  async ledgerSheet(id: string): Promise<Buffer> {
    const { body } = await this.call('printLedger', { params: { id } });
    return this.downloaded('帮扶台账', body.url);
  }

  /** 告知同意书, to be signed. */
  async consentSheet(id: string): Promise<Buffer> {
    const { body } = await this.call('printConsent', { params: { id } });
    return this.downloaded('告知同意书', body.url);
  }

  /** 核对授权书, to be signed. */
  async authorizationSheet(id: string): Promise<Buffer> {
    const { body } = await this.call('printAuthorization', { params: { id } });
    return this.downloaded('核对授权书', body.url);
  }

  private async downloaded(what: string, url: string): Promise<Buffer> {
    const response = await this.system.fetch(url);
    if (!response.ok) throw new Error(`下载 ${what}：${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }
}

/** The one link of a mail, and the code that goes with it; undefined for a mail without them. */
export function codedLink({ text }: Mail): { url: string; code: string } | undefined {
  const url = /https?:\/\/\S+\/[aso]\/[\w-]+/.exec(text)?.[0];
  const code = /验证码：(\d{3}) ?(\d{3})/.exec(text);
  return url && code ? { url, code: `${code[1]}${code[2]}` } : undefined;
}
