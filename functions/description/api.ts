import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { Problem } from '../../shared/errors/problem.ts';
import { problemReply, proxyResult } from '../../shared/http/reply.ts';

let description: string | undefined;

/**
 * GET /v1/openapi.json. Made at the first request and kept; nothing of it needs to be there to start. It reads no
 * dossier, and so takes neither the table nor the profile with it.
 */
export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult> {
  if (event.httpMethod !== 'GET') return proxyResult(problemReply(new Problem(1005)));
  if (description === undefined) {
    const { describeApi } = await import('../../shared/contract/description.ts');
    description = JSON.stringify(describeApi());
  }
  return proxyResult({
    status: 200,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
      // Anyone's page may show it: it says nothing that is not public.
      'Access-Control-Allow-Origin': '*',
    },
    body: description,
  });
}
