import { createHash } from 'node:crypto';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { methodsOf, type OperationName, type Route, routes } from '../../shared/contract/routes.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { queryOf } from '../../shared/http/query.ts';
import { problemReply, proxyResult } from '../../shared/http/reply.ts';

/** What is described, and how each description is made. Nothing of it needs to be there to start. */
const descriptions: Partial<Record<OperationName, () => Promise<object>>> = {
  describeApi: async () => (await import('../../shared/contract/description.ts')).describeApi(),
  listCodeLists: async () => (await import('../../shared/code-lists/published.ts')).publishedCodeLists(),
};

interface Made {
  body: string;
  etag: string;
}

/**
 * GET /v1/openapi.json, /v1/code-lists. Each is made at its first request and kept. It reads no dossier, and so takes
 * neither the table nor the profile with it.
 */
export const lambda = () => {
  const made = new Map<string, Made>();
  return async (event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> => {
    const route = (routes as readonly Route[]).find(
      (each) => methodsOf(each).includes(event.httpMethod) && each.path === event.resource,
    );
    const make = route === undefined ? undefined : descriptions[route.operation as OperationName];
    if (route === undefined || make === undefined) return proxyResult(problemReply(new Problem(1005)));
    try {
      queryOf(event, route);
    } catch (error) {
      if (error instanceof Problem) return proxyResult(problemReply(error));
      throw error;
    }
    const description = made.get(event.resource) ?? (await describe(make));
    made.set(event.resource, description);
    const { body, etag } = description;
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      ETag: etag,
      // Anyone's page may show it: it says nothing that is not public.
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Expose-Headers': 'ETag',
    };
    if (asksFor(etag, event)) return proxyResult({ status: 304, headers });
    return proxyResult({ status: 200, headers, body });
  };
};

export const handler = lambda();

async function describe(make: () => Promise<object>): Promise<Made> {
  const body = JSON.stringify(await make());
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url')}"` };
}

/** Whether If-None-Match (RFC 9110, 13.1.2) names what would be answered; it compares weakly. */
function asksFor(etag: string, { headers }: APIGatewayProxyEvent): boolean {
  const sent = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'if-none-match')?.[1] ?? '';
  const tags = sent.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
