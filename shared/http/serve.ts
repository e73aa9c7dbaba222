import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type * as z from 'zod/mini';
import type { User } from '../access/may.ts';
import type { Exchanges } from '../contract/exchanges.ts';
import { methodsOf, type OperationName, type Route, routes } from '../contract/routes.ts';
import type { AccessOf, AnswerOf, BodyOf, JsonBodyOf, ParamsOf, QueryOf, Told } from '../contract/types.ts';
import { Problem } from '../errors/problem.ts';
import { againWhenMet } from '../registry/again.ts';
import { Contention, type Write } from '../registry/table.ts';
import { log, traceOf } from '../runtime/log.ts';
import type { App } from '../services/app.ts';
import { table } from '../services/services.ts';
import { admitted } from './admitted.ts';
import { requireUnion } from './asked-union.ts';
import { IdempotentRequest } from './idempotency.ts';
import { Pace } from './pace.ts';
import { queryOf } from './query.ts';
import { problemReply, proxyResult, type Reply } from './reply.ts';
import { header, jsonBody, parsed, userOf } from './request.ts';

/** What a handler is given: parsed, checked, and with nothing of HTTP left that it does not need. */
export interface Call<O extends OperationName = never> {
  event: APIGatewayProxyEvent;
  params: ParamsOf<O>;
  /** As it was asked: whoever reads a value looks what it is. */
  query: Partial<Record<keyof QueryOf<O>, string>>;
  body: BodyOf<O>;
  /** Who calls an operation of staff. */
  user: AccessOf<O> extends 'staff' ? User : undefined;
  now: Date;
  /** Put this into the transaction that does the work; empty when the caller sent no Idempotency-Key. */
  remember(reply: ReplyOf<O>): Write[];
}

/** What a handler answers, as the contract says of its operation: JSON, or a page that brings its own headers. */
export type ReplyOf<O extends OperationName> = { status: number; body: Told<AnswerOf<O>> } & (Exchanges[O] extends {
  etag: true;
}
  ? { headers: { ETag: string } }
  : { headers?: Record<string, string> });

/**
 * One operation of the contract: what does it, and the schema of its JSON body where it has one. Who may call it, and
 * which types all this has, the contract says.
 */
export type Operation<O extends OperationName> = {
  handle(call: Call<O>): Promise<ReplyOf<O>>;
} & (JsonBodyOf<O> extends z.core.$ZodType ? { body: JsonBodyOf<O> } : { body?: undefined });

export type Operations<O extends OperationName> = { [Name in O]: Operation<Name> };

/** An operation, whichever it is: what it is given is made below as the contract has it. */
interface AnyOperation {
  body?: z.core.$ZodType | undefined;
  handle(call: unknown): Promise<Reply>;
}

/**
 * A Lambda handler for some of the contract's operations. `answerProblem` says how a problem is told to whoever asked:
 * by default as problem+json. Whatever goes wrong becomes a numbered problem, never a stack. */
export function serve(
  app: App,
  operations: { [O in OperationName]?: Operation<O> },
  answerProblem: (problem: Problem, resource: string, app: App) => Reply = problemReply,
) {
  const byRoute = new Map(
    (routes as readonly Route[]).flatMap((route) => {
      const operation = Object.hasOwn(operations, route.operation)
        ? (operations[route.operation as OperationName] as AnyOperation)
        : undefined;
      return operation
        ? methodsOf(route).map((method) => [`${method} ${route.path}`, { route, operation }] as const)
        : [];
    }),
  );
  const pace = new Pace();

  async function answer(event: APIGatewayProxyEvent): Promise<Reply> {
    const served = byRoute.get(`${event.httpMethod} ${event.resource}`);
    if (!served) throw new Problem(1005);
    const { route, operation } = served;
    const now = app.now();
    const signedIn = route.access === 'staff' ? userOf(event, now) : undefined;
    const wait = signedIn ? pace.take(signedIn.id, now) : 0;
    if (wait > 0) throw new Problem(1010, { retryAfter: wait });
    const user = signedIn && (await admitted(app, signedIn, now));
    const query = queryOf(event, route);
    if (user && query.org !== undefined) await requireUnion(app, user, query.org, '/org');
    const body = operation.body && route.method !== 'GET' ? parsed(operation.body, jsonBody(event)) : undefined;
    const idempotent = idempotentRequest(event, user, body, now);
    const call = {
      event,
      params: definedOf(event.pathParameters),
      query,
      body,
      user,
      now,
      remember: (reply: Reply) => (idempotent ? [idempotent.remember(reply)] : []),
    };
    const handle = () => operation.handle(call);
    // Whoever names the version they read is told that it is not the latest; nobody else can be.
    const again = user && header(event, 'if-match') === undefined;
    const once = () => {
      if (!idempotent) return handle();
      return user ? idempotent.oncePermitted(handle) : idempotent.once(handle);
    };
    // What is refused because it was done already is answered at once: trying again would not do it either.
    return again ? againWhenMet(once) : once();
  }

  function idempotentRequest(event: APIGatewayProxyEvent, user: User | undefined, body: unknown, now: Date) {
    const key = event.httpMethod === 'POST' ? header(event, 'idempotency-key') : undefined;
    if (key === undefined) return undefined;
    const caller = user?.id ?? event.requestContext.identity?.sourceIp ?? '';
    return new IdempotentRequest(table(app), { key, caller, route: `${event.httpMethod} ${event.path}`, body, now });
  }

  function corsOrigin(event: APIGatewayProxyEvent): string | undefined {
    const origin = header(event, 'origin');
    return origin !== undefined && app.profile.web.corsOrigins.includes(origin) ? origin : undefined;
  }

  return middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
    .onError((request) => {
      const problem = request.error instanceof Problem ? request.error : unexpected(request.error);
      request.response = proxyResult(answerProblem(problem, request.event.resource, app), corsOrigin(request.event));
    })
    .handler(async (event: APIGatewayProxyEvent) => proxyResult(await answer(event), corsOrigin(event)));
}

function unexpected(error: unknown): Problem {
  if (error instanceof Contention) return new Problem(1301, { cause: error });
  log('error', 'unexpected', { code: 1009, ...traceOf(error) });
  return new Problem(1009, { cause: error });
}

function definedOf(record: Record<string, string | undefined> | null): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
