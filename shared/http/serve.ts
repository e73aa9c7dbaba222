import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import type * as z from 'zod';
import type { User } from '../access/may.ts';
import { methodsOf, type OperationName, type Route, routes } from '../contract/routes.ts';
import { Problem } from '../errors/problem.ts';
import { againWhenMet } from '../registry/again.ts';
import { Contention, type Write } from '../registry/table.ts';
import { log, traceOf } from '../runtime/log.ts';
import type { App } from '../services/app.ts';
import { table } from '../services/services.ts';
import { IdempotentRequest } from './idempotency.ts';
import { Pace } from './pace.ts';
import { queryOf } from './query.ts';
import { problemReply, proxyResult, type Reply } from './reply.ts';
import { header, jsonBody, parsed, userOf } from './request.ts';

/** What a handler is given: parsed, checked, and with nothing of HTTP left that it does not need. */
export interface Call<Body = unknown> {
  event: APIGatewayProxyEvent;
  params: Record<string, string>;
  query: Record<string, string>;
  body: Body;
  now: Date;
  /** Put this into the transaction that does the work; empty when the caller sent no Idempotency-Key. */
  remember(reply: Reply): Write[];
}

export interface StaffCall<Body = unknown> extends Call<Body> {
  user: User;
}

/** An operation for staff: who calls is known. `body` is the schema of the JSON body, when there is one. */
export interface StaffOperation<S extends z.ZodType = z.ZodType> {
  access: 'staff';
  body?: S;
  handle(call: StaffCall<z.infer<S>>): Promise<Reply>;
}

/** An operation for anyone, or for whoever holds a link. */
export interface OpenOperation<S extends z.ZodType = z.ZodType> {
  access: 'public' | 'link';
  body?: S;
  handle(call: Call<z.infer<S>>): Promise<Reply>;
}

// A table of operations with different bodies has no common body type; each was checked where it was written.
// biome-ignore lint/suspicious/noExplicitAny: see above
type AnyOperation = StaffOperation<any> | OpenOperation<any>;

/** Gives an operation's handler the type of its body. */
export function staff<S extends z.ZodType>(
  body: S,
  handle: (call: StaffCall<z.infer<S>>) => Promise<Reply>,
): StaffOperation<S> {
  return { access: 'staff', body, handle };
}

export function open<S extends z.ZodType>(
  body: S,
  handle: (call: Call<z.infer<S>>) => Promise<Reply>,
): OpenOperation<S> {
  return { access: 'public', body, handle };
}

/**
 * A Lambda handler for some of the contract's operations. `answerProblem` says how a problem is told to whoever asked:
 * by default as problem+json. Whatever goes wrong becomes a numbered problem, never a stack. */
export function serve(
  app: App,
  operations: Partial<Record<OperationName, AnyOperation>>,
  answerProblem: (problem: Problem, resource: string, app: App) => Reply = problemReply,
) {
  const byRoute = new Map(
    (routes as readonly Route[]).flatMap((route) => {
      const operation = Object.hasOwn(operations, route.operation) && operations[route.operation as OperationName];
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
    const user = operation.access === 'staff' ? userOf(event, now) : undefined;
    const wait = user ? pace.take(user.id, now) : 0;
    if (wait > 0) throw new Problem(1010, { retryAfter: wait });
    const query = queryOf(event, route);
    const body = operation.body && route.method !== 'GET' ? parsed(operation.body, jsonBody(event)) : undefined;
    const idempotent = idempotentRequest(event, user, body, now);
    const call: Call = {
      event,
      params: definedOf(event.pathParameters),
      query,
      body,
      now,
      remember: (reply) => (idempotent ? [idempotent.remember(reply)] : []),
    };
    if (operation.access === 'staff') {
      const handle = () => operation.handle({ ...call, user: user as User });
      // Whoever names the version they read is told that it is not the latest; nobody else can be.
      const work = () => (header(event, 'if-match') === undefined ? againWhenMet(handle) : handle());
      return idempotent ? idempotent.oncePermitted(work) : work();
    }
    const work = () => operation.handle(call);
    return idempotent ? idempotent.once(work) : work();
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
