import { pathToFileURL } from 'node:url';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { type FunctionName, functionSpec } from '../../infra/functions.ts';
import { methodsOf, type Route, routes } from '../../shared/contract/routes.ts';
import { type ApiCall, apiEvent, type SignedIn } from './api-event.ts';
import { holdAnswer } from './hold-answer.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

export type Caller = SignedIn;
export type Asked = Pick<ApiCall, 'as' | 'headers' | 'body' | 'query'>;

const loaded = new Map<string, Promise<{ handler: Handler }>>();
const root = new URL('../../', import.meta.url);

/** Asks a route's own handler, in this process, as API Gateway would; `startServices` comes first. */
export async function askHandler(line: string, asked: Asked = {}): Promise<APIGatewayProxyResult> {
  const [method = '', path = ''] = line.split(' ');
  const route = routeOf(method, path);
  const entry = functionSpec(route.handledBy as FunctionName).entry;
  const module = loaded.get(entry) ?? import(pathToFileURL(new URL(entry, root).pathname).href);
  loaded.set(entry, module);
  const params = parametersOf(route.path, path) ?? {};
  const event = apiEvent({ ...asked, method, resource: route.path, params });
  const answer = await (await module).handler(event, {} as Context);
  holdAnswer(method, path, answer);
  return answer;
}

function routeOf(method: string, path: string): Route {
  const found = (routes as readonly Route[]).filter(
    (route) => methodsOf(route).includes(method) && parametersOf(route.path, path) !== undefined,
  );
  // A literal segment goes before a parameter, as in API Gateway.
  const best = found.find((route) => !route.path.includes('{')) ?? found[0];
  if (!best) throw new Error(`no route for ${method} ${path}`);
  return best;
}

function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  const values = new RegExp(`^${pattern.replace(/\{\w+\}/g, '([^/]*)')}$`).exec(path);
  return values ? Object.fromEntries(names.map((name, i) => [name, values[i + 1] as string])) : undefined;
}
