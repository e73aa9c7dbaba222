import type { APIGatewayProxyEvent } from 'aws-lambda';
import { Problem } from '../../shared/errors/problem.ts';
import { problemReply, type Reply } from '../../shared/http/reply.ts';
import { header } from '../../shared/http/request.ts';
import { nowherePage } from '../../shared/pages/nowhere-page.ts';
import type { App } from '../../shared/services/app.ts';
import { publisher } from '../../shared/services/services.ts';

/** E1005 as whoever asked can read it: a page for a browser that opens an address, problem+json for everything else. */
export function nowhereReply(app: App, event: APIGatewayProxyEvent): Reply {
  if (/\btext\/html\b/i.test(header(event, 'accept') ?? '')) return nowherePage(publisher(app), rootOf(event));
  const { headers, ...problem } = problemReply(new Problem(1005));
  // As where API Gateway answers itself (gateway-responses.ts): nothing here says anything about anyone.
  return { ...problem, headers: { ...headers, 'Access-Control-Allow-Origin': '*' } };
}

/** Before the path that was asked for stands the stage, unless a domain of its own leads to it; either may be encoded. */
function rootOf({ path, requestContext }: APIGatewayProxyEvent): string {
  const whole = (requestContext.path ?? path).split('/');
  return `${whole.slice(0, whole.length - path.split('/').length + 1).join('/')}/`;
}
