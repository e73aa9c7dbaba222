import { randomUUID } from 'node:crypto';
import { type OperationName, type Route, routes } from '../shared/contract/routes.ts';
import type { Status } from '../shared/dossier/status.ts';
import type { FieldFault } from '../shared/errors/problem.ts';

/** Where a province runs on this machine, as its local cloud says when it is ready. */
export interface Addresses {
  /** The province's API and its pages. */
  api: string;
  /** Mailbox, clock and views of the local cloud, under /_local/. */
  local: string;
  /** The OpenID provider with the demo staff. */
  issuer: string;
}

/** The body of an error answer (RFC 9457). */
export interface ProblemBody {
  code: number;
  title: string;
  status: number;
  detail?: string;
  faults?: FieldFault[];
}

/** An answer that is no success. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: ProblemBody;

  constructor(operation: string, status: number, problem: ProblemBody) {
    super(`${operation}：${status} ${problem.title ?? ''}${problem.detail ?? ''}`);
    this.name = 'Refused';
    this.status = status;
    this.problem = problem;
  }
}

/** What the API says of a dossier, as far as its clients here read it. */
export interface DossierView {
  id: string;
  version: number;
  status: Status;
  statusTitle: string;
  orgPath: string;
  assessment: { outcome: string; category: string | null; tier: string | null; explanation: string[] } | null;
  exemptions: { exclusion: string; reason: string; evidence: string[] }[];
  attachments: { id: string | null; kind: string; name: string; state: string; reason: string | null }[];
  duplicates: { found: { dossier: string; open: boolean }[] };
  notice: { id: string; from: string; until: string; closed: boolean } | null;
  objections: {
    objection: number;
    sender: 'anonymous' | 'named' | 'verified';
    outcome: 'untriaged' | 'setAside' | 'open' | 'dismissed' | 'upheld';
  }[];
  approval: { request: number; level: number; deadline: string; decision: string | null } | null;
  registration: { dossierNumber: string; category: string; tier: string; registeredOn: string } | null;
  nextReviewOn: string | null;
  plan: { plan: number; signedAt: string | null } | null;
  documents: string[];
  stalled: { step: string; error: string } | null;
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

export interface Answer<T> {
  status: number;
  headers: Headers;
  body: T;
}

interface Request {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A province that runs on this machine, over HTTP only: its API, its pages, its mailbox and its clock. */
export class RunningSystem {
  readonly addresses: Addresses;
  private readonly tokens = new Map<string, Promise<string>>();

  constructor(addresses: Addresses) {
    this.addresses = addresses;
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
    const response = await fetch(new URL(url, this.addresses.api));
    return { status: response.status, html: await response.text() };
  }

  /** Posts a page's form as a browser does. */
  async postForm(url: string, fields: Record<string, string>): Promise<Page> {
    const response = await fetch(new URL(url, this.addresses.api), {
      method: 'POST',
      body: new URLSearchParams(fields),
    });
    return { status: response.status, html: await response.text() };
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
   * half hour runs once a day meanwhile.
   */
  async leapTo(instant: string): Promise<string> {
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
    const response = await fetch(new URL(path, this.addresses.local), {
      method,
      ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}：${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}

/** Calls the API with one person's token. Every POST carries an Idempotency-Key of its own. */
export class StaffClient {
  readonly id: string;
  private readonly system: RunningSystem;

  constructor(system: RunningSystem, id: string) {
    this.system = system;
    this.id = id;
  }

  /**
   * Calls an operation of the contract and reads its JSON.
   *
   * @throws Refused with the problem for every status but 2xx
   */
  async call<T = unknown>(operation: OperationName, request: Request = {}): Promise<Answer<T>> {
    const response = await this.send(operation, request);
    const text = await response.text();
    const body = text === '' ? undefined : (JSON.parse(text) as unknown);
    if (!response.ok) throw new Refused(operation, response.status, (body ?? {}) as ProblemBody);
    return { status: response.status, headers: response.headers, body: body as T };
  }

  async dossier(id: string): Promise<DossierView> {
    return (await this.call<DossierView>('getDossier', { params: { id } })).body;
  }

  /** Asks for a presigned form and posts the file with it, as a web client or a mini-program does. Returns the attachment's id. */
  async upload(id: string, file: { kind: string; name: string; contentType: string; bytes: Buffer }): Promise<string> {
    const { kind, name, contentType, bytes } = file;
    const { body: form } = await this.call<{ attachment: string; url: string; fields: Record<string, string> }>(
      'requestUpload',
      { params: { id }, body: { kind, name, contentType } },
    );
    const data = new FormData();
    for (const [field, value] of Object.entries(form.fields)) data.append(field, value);
    data.append('file', new Blob([new Uint8Array(bytes)], { type: contentType }), name);
    const response = await fetch(form.url, { method: 'POST', body: data });
    if (!response.ok) throw new Error(`上传附件：${response.status} ${await response.text()}`);
    return form.attachment;
  }

  /** A printed document's bytes, read through the address that the API hands out for them. */
  async document(id: string, kind: string): Promise<Buffer> {
    const { body } = await this.call<{ url: string }>('getDocument', { params: { id, kind } });
    const response = await fetch(body.url);
    if (!response.ok) throw new Error(`下载 ${kind}：${response.status}`);
    return Buffer.from(await response.arrayBuffer());
  }

  private async send(operation: OperationName, request: Request): Promise<Response> {
    const response = await this.sendOnce(operation, request, false);
    // The token may have expired: the clock is moved by hand here.
    return response.status === 401 ? this.sendOnce(operation, request, true) : response;
  }

  private async sendOnce(operation: OperationName, request: Request, renew: boolean): Promise<Response> {
    const { params = {}, query = {}, body, headers = {} } = request;
    const route = routeOf(operation);
    const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const url = new URL(path, this.system.addresses.api);
    for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
    return fetch(url, {
      method: route.method,
      headers: {
        authorization: `Bearer ${await this.system.token(this.id, renew)}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(route.method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

function routeOf(operation: OperationName): Route {
  const route = (routes as readonly Route[]).find((each) => each.operation === operation);
  if (!route) throw new Error(`no operation ${operation}`);
  return route;
}

/** The one link of a mail, and the code that goes with it; undefined for a mail without them. */
export function codedLink({ text }: Mail): { url: string; code: string } | undefined {
  const url = /https?:\/\/\S+\/[aso]\/[\w-]+/.exec(text)?.[0];
  const code = /验证码：(\d{3}) ?(\d{3})/.exec(text);
  return url && code ? { url, code: `${code[1]}${code[2]}` } : undefined;
}
