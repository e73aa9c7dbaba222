import { pathToFileURL } from 'node:url';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { type FunctionName, functionSpec } from '../../infra/functions.ts';
import { methodsOf, type Route, routes } from '../../shared/contract/routes.ts';
import type { App } from '../../shared/services/app.ts';
import { type ApiCall, apiEvent, type SignedIn } from './api-event.ts';
import { holdAnswer } from './hold-answer.ts';

export type Lambda<Event = unknown, Answer = unknown> = (event: Event, context?: Context) => Promise<Answer>;
type ApiLambda = Lambda<APIGatewayProxyEvent, APIGatewayProxyResult>;

export type Caller = SignedIn;
export type Asked = Pick<ApiCall, 'as' | 'headers' | 'body' | 'query'>;

const root = new URL('../../', import.meta.url);
const made = new WeakMap<App, Map<FunctionName, Promise<Lambda>>>();

/** Any of the stack's functions, as its file makes it for an app; one for each app, as one instance in Lambda stays warm. */
export function lambdaOf(app: App, name: FunctionName): Promise<Lambda> {
  const ofApp = made.get(app) ?? new Map<FunctionName, Promise<Lambda>>();
  made.set(app, ofApp);
  const known = ofApp.get(name) ?? load(app, name);
  ofApp.set(name, known);
  return known;
}

async function load(app: App, name: FunctionName): Promise<Lambda> {
  const file = pathToFileURL(new URL(functionSpec(name).entry, root).pathname).href;
  const module = (await import(file)) as { lambda(app: App): Lambda };
  return module.lambda(app);
}

/** Asks a route's own function, in this process, as API Gateway would. */
export async function askHandler(app: App, line: string, asked: Asked = {}): Promise<APIGatewayProxyResult> {
  const [method = '', path = ''] = line.split(' ');
  const route = routeOf(method, path);
  const lambda = (await lambdaOf(app, route.handledBy as FunctionName)) as ApiLambda;
  const params = parametersOf(route.path, path) ?? {};
  const answer = await lambda(apiEvent({ ...asked, method, resource: route.path, params }), {} as Context);
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
