import type { APIGatewayProxyResult } from 'aws-lambda';
import { type Problem, problemBody } from '../errors/problem.ts';
import { exposedHeaders, safeHeaders } from './headers.ts';

/** What a handler answers: a JSON body, or a page that brings its own headers. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A reply as API Gateway takes it; pages are strings, everything else JSON. */
export function proxyResult(reply: Reply, corsOrigin?: string): APIGatewayProxyResult {
  const isPage = typeof reply.body === 'string';
  return {
    statusCode: reply.status,
    headers: {
      ...safeHeaders,
      'Content-Type': isPage ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
      ...(corsOrigin
        ? { 'Access-Control-Allow-Origin': corsOrigin, 'Access-Control-Expose-Headers': exposedHeaders, Vary: 'Origin' }
        : {}),
      ...reply.headers,
    },
    body: isPage ? (reply.body as string) : reply.body === undefined ? '' : JSON.stringify(reply.body),
  };
}

/** A problem as application/problem+json. */
export function problemReply(problem: Problem): Reply {
  return {
    status: problem.status,
    headers: {
      'Content-Type': 'application/problem+json; charset=utf-8',
      ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      ...(problem.retryAfter === undefined ? {} : { 'Retry-After': String(problem.retryAfter) }),
    },
    body: problemBody(problem),
  };
}
