import * as z from 'zod/mini';
import { catalogue, type ErrorCode } from '../errors/catalogue.ts';
import { errorsOf } from './errors.ts';
import { fileTypes } from './exchange.ts';
import { exchangeOf } from './exchanges.ts';
import { ProblemBody } from './problem.ts';
import { methodsOf, type OperationName, routes } from './routes.ts';

/** An answer as it came over HTTP. */
export interface Answered {
  status: number;
  header(name: string): string | null;
  text: string;
}

/** The operation that answers there, or undefined where the API has none. A literal segment goes before a parameter. */
function operationAt(method: string, path: string): OperationName | undefined {
  const found = routes.filter((route) => methodsOf(route).includes(method) && patternOf(route.path).test(path));
  return (found.find((route) => !route.path.includes('{')) ?? found[0])?.operation;
}

const patterns = new Map<string, RegExp>();

function patternOf(path: string): RegExp {
  const pattern = patterns.get(path) ?? new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/g, '[^/]+')}$`);
  patterns.set(path, pattern);
  return pattern;
}

/**
 * What in an answer is not as the contract says of the operation: its status, headers, body, and the number of a
 * problem. Empty when all is.
 */
function unlikeContract(operation: OperationName, method: string, answer: Answered): string[] {
  const { status, etag, cached, answer: schema, entry, ended } = exchangeOf(operation);
  const type = answer.header('content-type')?.split(';')[0] ?? null;
  const expects = (wanted: string) => (type === wanted ? [] : [`content type ${type}, not ${wanted}`]);
  const succeeded = [status].flat().includes(answer.status);
  const isHead = method === 'HEAD';
  if (schema === 'page') {
    const refused = errorsOf(operation).some((code) => catalogue[code].status === answer.status);
    const known = succeeded || refused || (entry && answer.status === 422) || (ended && answer.status === 410);
    return [...(known ? [] : [`status ${answer.status}`]), ...expects('text/html')];
  }
  if (cached && answer.status === 304) return answer.text === '' ? [] : ['a body with 304'];
  if (!succeeded) return [...expects('application/problem+json'), ...(isHead ? [] : unlikeProblem(operation, answer))];
  if (schema === 'file') return Object.hasOwn(fileTypes, type ?? '') ? [] : [`content type ${type}`];
  const version = answer.header('etag');
  const headers = [
    ...expects('application/json'),
    ...((etag || cached) && version === null ? ['no ETag'] : []),
    ...(!etag && !cached && version !== null ? ['an ETag that is not described'] : []),
  ];
  if (isHead) return headers;
  const body = json(answer.text);
  if (schema === 'description') return headers;
  const { error } = z.safeParse(schema, body);
  const wrong = (error?.issues ?? []).map(({ path, message }) => `/${path.join('/')} ${message}`);
  const stale = etag && version !== `"${(body as { version?: unknown }).version}"` ? [`ETag ${version}`] : [];
  return [...headers, ...wrong, ...stale];
}

function unlikeProblem(operation: OperationName, { status, text }: Answered): string[] {
  const { data, error } = ProblemBody.safeParse(json(text));
  if (!data) return error.issues.map(({ path, message }) => `problem /${path.join('/')} ${message}`);
  const entry = Object.hasOwn(catalogue, data.code) ? catalogue[data.code as ErrorCode] : undefined;
  return [
    ...(errorsOf(operation).includes(data.code as ErrorCode) ? [] : [`E${data.code} is not stated`]),
    ...(entry?.status === status && data.status === status ? [] : [`E${data.code} with status ${status}`]),
    ...(entry?.message === data.title ? [] : [`E${data.code} says ${data.title}`]),
  ];
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws when an answer is not as the contract says; of an address that the API does not have nothing is said. */
export function hold(method: string, path: string, answer: Answered): void {
  const operation = operationAt(method, path);
  const wrong = operation === undefined ? [] : unlikeContract(operation, method, answer);
  if (wrong.length > 0) {
    throw new Error(`${method} ${path} (${operation}) answers unlike its contract: ${wrong.slice(0, 5).join('; ')}`);
  }
}
