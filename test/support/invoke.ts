import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import type { ProblemBody } from '../../shared/contract/problem.ts';
import { type OperationName, type Route, routes } from '../../shared/contract/routes.ts';
import { apiEvent } from './api-event.ts';
import { holdAnswer } from './hold-answer.ts';

/** A member of staff as the authorizer knows them. */
export interface Caller {
  id: string;
  roles: string;
  orgPath: string;
}

/** Any function of the API; what middy makes of it says less. */
type ApiHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

/** Calls a function of the API in this process, as API Gateway would for one of its operations. */
export async function invoke<T = ProblemBody>(
  handler: unknown,
  operation: OperationName,
  call: {
    as: Caller;
    params?: Record<string, string>;
    query?: Record<string, string>;
    body?: unknown;
    headers?: Record<string, string>;
  },
): Promise<{ status: number; body: T }> {
  const { as, params = {}, query: asked = {}, body, headers = {} } = call;
  const query = Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, [value]]));
  const { method, path } = (routes as readonly Route[]).find((route) => route.operation === operation) as Route;
  const { id, roles, orgPath } = as;
  const event = apiEvent({ method, resource: path, params, query, headers, body, as: { sub: id, roles, orgPath } });
  const answer = await (handler as ApiHandler)(event, {} as Context);
  holdAnswer(method, event.path, answer);
  return { status: answer.statusCode, body: JSON.parse(answer.body || 'null') as T };
}
