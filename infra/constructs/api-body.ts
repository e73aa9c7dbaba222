import { methodsOf, type Route } from '../../shared/contract/routes.ts';
import { gatewayResponses } from './gateway-responses.ts';
import { preflight } from './preflight.ts';

export interface ApiBodyProps {
  /** The API's name; API Gateway takes it from the body. */
  title: string;
  routes: readonly Route[];
  /** Where API Gateway calls a function (infra/functions.ts) by name. */
  invocationUri(functionName: string): string;
  /** Origins of other pages that may call the JSON API; none, and there is no preflight. */
  corsOrigins: readonly string[];
}

/**
 * The whole API as one OpenAPI 3.0 document with API Gateway's extensions: every route of the contract, who may call
 * it, which function answers, and what is answered where no function is asked. As one resource, because a route as
 * resources of its own costs four of the 500 that a stack may have.
 */
export function apiBody({ title, routes, invocationUri, corsOrigins }: ApiBodyProps): object {
  const paths: Record<string, Record<string, unknown>> = {};
  const serve = (route: Pick<Route, 'path' | 'method' | 'handledBy' | 'access'>) => {
    const operations = paths[route.path] ?? {};
    paths[route.path] = operations;
    for (const method of methodsOf(route)) {
      operations[method.toLowerCase()] = {
        ...parametersOf(route.path),
        // Required by OpenAPI; what a function answers goes out as it is.
        responses: {},
        ...(route.access === 'staff' ? { security: [{ staff: [] }] } : {}),
        'x-amazon-apigateway-integration': {
          type: 'aws_proxy',
          httpMethod: 'POST',
          uri: invocationUri(route.handledBy),
        },
      };
    }
  };
  for (const route of routes) serve(route);
  for (const path of nowhere(routes)) serve({ path, method: 'GET', handledBy: 'workbench', access: 'public' });
  if (corsOrigins.length > 0) {
    for (const [path, operations] of Object.entries(paths)) {
      if (!path.startsWith('/v1/')) continue;
      const methods = Object.keys(operations).map((method) => method.toUpperCase());
      operations.options = { ...parametersOf(path), ...preflight(corsOrigins, methods) };
    }
  }
  return {
    openapi: '3.0.1',
    info: { title, version: '1' },
    paths,
    components: { securitySchemes: { staff: staffScheme(invocationUri('authorizer')) } },
    'x-amazon-apigateway-gateway-responses': gatewayResponses(),
  };
}

/**
 * What no route has, and is asked for by whoever mistypes an address: that there is no such page, only a function can
 * say in a page (functions/workbench/nowhere.ts), since a gateway response does not look who asks. The beginnings of
 * pages' addresses, such as that of a link which lost its end, are resources of their own, and what has no method on a
 * resource is not looked for elsewhere.
 */
export function nowhere(routes: readonly Route[]): string[] {
  const got = new Set(routes.filter(({ method }) => method === 'GET').map(({ path }) => path));
  const pages = [...got].filter((path) => !path.startsWith('/v1/'));
  const beginnings = pages.flatMap((path) => {
    const segments = path.split('/').slice(1);
    return segments.slice(1).map((_, index) => `/${segments.slice(0, index + 1).join('/')}`);
  });
  return [...new Set(beginnings)].filter((path) => !got.has(path)).concat('/{proxy+}');
}

/** Staff are known by their token. The authorizer's answer is kept five minutes for each token. */
function staffScheme(authorizerUri: string): object {
  return {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    'x-amazon-apigateway-authtype': 'custom',
    'x-amazon-apigateway-authorizer': {
      type: 'request',
      identitySource: 'method.request.header.Authorization',
      authorizerResultTtlInSeconds: 300,
      authorizerUri,
    },
  };
}

function parametersOf(path: string): { parameters?: object[] } {
  const names = [...path.matchAll(/\{(\w+)\+?\}/g)].map(([, name]) => name);
  if (names.length === 0) return {};
  return { parameters: names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })) };
}
