import { expect } from 'vitest';
import { hold } from '../../shared/contract/held.ts';
import type { ProblemBody } from '../../shared/contract/problem.ts';
import { catalogue, type ErrorCode } from '../../shared/errors/catalogue.ts';
import type { FieldFault } from '../../shared/errors/problem.ts';
import type { Province } from './province.ts';

export interface Asked {
  /** Id of the demo staff whose token goes along. */
  as?: string;
  /** A token of one's own making instead. */
  token?: string;
  headers?: Record<string, string>;
  /** Text goes out as it is, everything else as JSON. */
  body?: unknown;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
}

/** One request, exactly as asked, and its answer, which is as the contract says: nothing is added, renewed or repeated. */
export async function ask(province: Province, line: string, asked: Asked = {}): Promise<Answered> {
  const [method = '', path = ''] = line.split(' ');
  const { as, body, headers = {} } = asked;
  const token = asked.token ?? (as === undefined ? undefined : await province.system.token(as));
  const isText = typeof body === 'string' || body instanceof Uint8Array;
  const response = await province.system.fetch(province.addresses.api + path, {
    method,
    redirect: 'manual',
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: isText ? (body as string) : JSON.stringify(body) }),
  });
  const answered = { status: response.status, headers: response.headers, text: await response.text() };
  hold(method, new URL(response.url).pathname, { ...answered, header: (name) => response.headers.get(name) });
  return answered;
}

export function json<T = Record<string, unknown>>({ text }: Answered): T {
  return JSON.parse(text) as T;
}

/** An answer that a person, a client and an operator can each do something with, and that gives nothing away. */
export function expectProblem(answer: Answered, code: ErrorCode): ProblemBody {
  const problem = json<ProblemBody & { type: string }>(answer);
  const { status, message } = catalogue[code];
  expect(problem).toMatchObject({ type: `urn:jiandang:error:${code}`, title: message, status, code });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expectDiscreet(answer);
  for (const fault of problem.faults ?? []) expectFault(fault);
  return problem;
}

function expectFault({ pointer, code, message }: FieldFault): void {
  expect(pointer).toMatch(/^(\/.*)?$/);
  expect(code).toBeGreaterThan(1000);
  expect(message).toMatch(/\p{Script=Han}/u);
}

/** No stack, no path of the program, and no ID number but one that is offered to whoever wrote it down. */
export function expectDiscreet({ text }: Answered): void {
  expect(text).not.toMatch(/\bat \S+ \(|\.m?[jt]s:\d+|node_modules|\b[A-Z]\w+(Error|Exception)\b|arn:aws/);
  expect(text.replace(/"offer":"[^"]*"/g, '')).not.toMatch(/\d{17}[\dXx]/);
}

/** Pointers and numbers of what is wrong, in the order of the pointers. */
export function faultsOf({ faults = [] }: { faults?: FieldFault[] }): string[] {
  return faults.map(({ pointer, code }) => `${pointer} E${code}`).sort();
}

/** All the answers one by one, for two and more requests sent at the very same moment. */
export function statuses(answers: readonly Answered[]): number[] {
  return answers.map(({ status }) => status).sort((a, b) => a - b);
}

/**
 * Keeps a route's function busy until the local cloud has started all the workers that it gives one function. Without
 * them, requests sent at the very same moment are served one after another, and prove nothing about each other.
 */
export async function warmUp(province: Province, line: string, asked: Asked = {}): Promise<void> {
  for (let round = 0; round < 5; round++)
    await Promise.all(Array.from({ length: 50 }, () => ask(province, line, asked)));
}
