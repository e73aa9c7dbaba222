import type { APIGatewayProxyEvent } from 'aws-lambda';

/** Who signed in, as the authorizer tells it. */
export interface SignedIn {
  sub: string;
  roles: string;
  orgPath: string;
  /** Where mails about what they submitted go. */
  email?: string;
  /** Seconds; far in the future when left out. */
  exp?: number | string | undefined;
}

/** A request for one of the routes, without what API Gateway makes of it. */
export interface ApiCall {
  method: string;
  /** The route's path with its parameters in braces. */
  resource: string;
  params?: Record<string, string>;
  query?: Record<string, string[]>;
  headers?: Record<string, string>;
  /** Posted as it is when a text, else as JSON. */
  body?: unknown;
  as?: SignedIn | undefined;
  /** Address that it comes from. */
  from?: string;
}

/** The event by which API Gateway would hand on a request. */
export function apiEvent({ method, resource, params = {}, query = {}, headers, body, as, from }: ApiCall) {
  return {
    httpMethod: method,
    resource,
    path: resource.replaceAll(/\{(\w+)\}/g, (_, name: string) => params[name] ?? ''),
    headers: { 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    pathParameters: params,
    queryStringParameters: Object.fromEntries(Object.entries(query).map(([name, values]) => [name, values.at(-1)])),
    multiValueQueryStringParameters: query,
    requestContext: {
      identity: { sourceIp: from ?? '192.0.2.7' },
      ...(as ? { authorizer: { ...as, exp: String(as.exp ?? 9_999_999_999) } } : {}),
    },
    // What no handler reads is left out.
  } as unknown as APIGatewayProxyEvent;
}
