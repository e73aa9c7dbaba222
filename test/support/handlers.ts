import { pathToFileURL } from 'node:url';
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from 'aws-lambda';
import { type FunctionName, functionSpec } from '../../infra/functions.ts';
import { methodsOf, type Route, routes } from '../../shared/contract/routes.ts';

type Handler = (event: APIGatewayProxyEvent, context: Context) => Promise<APIGatewayProxyResult>;

export interface Caller {
  sub: string;
  roles: string;
  orgPath: string;
  /** Seconds; far in the future when left out. */
  exp?: number;
}

export interface Asked {
  as?: Caller;
  headers?: Record<string, string>;
  /** Posted as it is when a text, else as JSON. */
  body?: unknown;
  query?: Record<string, string[]>;
}

const loaded = new Map<string, Promise<{ handler: Handler }>>();
const root = new URL('../../', import.meta.url);

/** Asks a route's own handler, in this process, as API Gateway would; `startServices` comes first. */
export async function askHandler(line: string, asked: Asked = {}): Promise<APIGatewayProxyResult> {
  const [method = '', path = ''] = line.split(' ');
  const route = routeOf(method, path);
  const entry = functionSpec(route.handledBy as FunctionName).entry;
  const module = loaded.get(entry) ?? import(pathToFileURL(new URL(entry, root).pathname).href);
  loaded.set(entry, module);
  const { as, headers = {}, body, query = {} } = asked;
  const event = {
    httpMethod: method,
    resource: route.path,
    path,
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    pathParameters: parametersOf(route.path, path),
    queryStringParameters: Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.at(-1)])),
    multiValueQueryStringParameters: query,
    requestContext: {
      identity: { sourceIp: '192.0.2.7' },
      ...(as ? { authorizer: { ...as, exp: String(as.exp ?? 9_999_999_999) } } : {}),
    },
  } as unknown as APIGatewayProxyEvent;
  return (await module).handler(event, {} as Context);
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
