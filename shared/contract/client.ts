import type { Answered } from './held.ts';
import type { ProblemBody } from './problem.ts';
import { type OperationName, routeOf } from './routes.ts';
import type { AnswerOf, JsonOperation, RequestOf, StatusOf } from './types.ts';

/** An answer that is no success. */
export class Refused extends Error {
  readonly operation: OperationName;
  readonly status: number;
  readonly problem: ProblemBody;
  /** Seconds after which to try again, where the answer says so. */
  readonly retryAfter: number | undefined;

  constructor(operation: OperationName, status: number, problem: ProblemBody, retryAfter?: number) {
    super(`${operation}：${status} ${problem.title ?? ''}${problem.detail ?? ''}`);
    this.name = 'Refused';
    this.operation = operation;
    this.status = status;
    this.problem = problem;
    this.retryAfter = retryAfter;
  }
}

export interface Answer<O extends OperationName> {
  status: StatusOf<O>;
  /** Of the dossier, or of what may be kept. */
  etag: string | null;
  body: AnswerOf<O>;
}

/** As much of `fetch` as is used here: what a mini-program has in its place has no more. */
export type Fetch = (
  url: string,
  init: { method: string; headers: Record<string, string>; body?: string },
) => Promise<Fetched>;

export interface Fetched {
  status: number;
  ok: boolean;
  headers: { get(name: string): string | null };
  text(): Promise<string>;
}

export interface ClientSettings {
  /** Where the API stands, with its stage if it has one. */
  api: string;
  /** The bearer token of whoever asks; asked once more with `renew` when the API says that it has ended. */
  token?: (renew: boolean) => Promise<string>;
  /** Instead of the platform's own `fetch`. */
  fetch?: Fetch;
  /** Is shown each answer as it came: tests and the demo hold it against the contract. */
  examine?: (method: string, path: string, answer: Answered) => void;
}

/**
 * The API as one function, typed by the contract. Nothing in it is of one platform: browsers, Node and mini-programs
 * that have `fetch` can use it.
 */
export class Client {
  private readonly settings: ClientSettings;

  constructor(settings: ClientSettings) {
    this.settings = settings;
  }

  /**
   * Asks for an operation that answers JSON. A POST carries an Idempotency-Key of its own, or the `key` of whoever
   * keeps it to ask again after a lost answer, or has no `crypto`; `version` goes out as If-Match.
   *
   * @throws Refused with the problem for every status but 2xx; whatever `fetch` throws when nobody answers
   */
  async call<O extends JsonOperation>(
    operation: O,
    ...[request]: Record<never, never> extends RequestOf<O> ? [request?: RequestOf<O>] : [request: RequestOf<O>]
  ): Promise<Answer<O>> {
    const { params = {}, query = {}, body, version, key } = (request ?? {}) as Loose;
    const { method, path } = routeOf(operation);
    const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
    const asked = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
    const pairs = asked.map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'POST' ? { 'idempotency-key': key ?? globalThis.crypto.randomUUID() } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    };
    const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const url = this.settings.api.replace(/\/$/, '') + filled + search;
    const first = await this.send(url, init, false);
    const response = first.status === 401 && this.settings.token ? await this.send(url, init, true) : first;
    const text = await response.text();
    const header = (name: string) => response.headers.get(name);
    this.settings.examine?.(method, filled, { status: response.status, header, text });
    if (!response.ok) throw refusal(operation, response, text);
    const answer = text === '' ? undefined : JSON.parse(text);
    return { status: response.status as StatusOf<O>, etag: header('etag'), body: answer as AnswerOf<O> };
  }

  private async send(url: string, init: Parameters<Fetch>[1], renew: boolean): Promise<Fetched> {
    const token = await this.settings.token?.(renew);
    const signedIn = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const { fetch = globalThis.fetch as Fetch } = this.settings;
    return fetch(url, { ...init, headers: { ...init.headers, ...signedIn } });
  }
}

/** Any request, once its operation no longer matters. */
interface Loose {
  params?: Record<string, string>;
  query?: Record<string, string | undefined>;
  body?: unknown;
  version?: number;
  key?: string;
}

/** What stands between client and API may answer something that is no problem of the API: then its status is told. */
function refusal(operation: OperationName, response: Fetched, text: string): Refused {
  let problem: unknown;
  try {
    problem = JSON.parse(text);
  } catch {
    problem = {};
  }
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new Refused(
    operation,
    response.status,
    problem as ProblemBody,
    Number.isNaN(retryAfter) ? undefined : retryAfter,
  );
}
