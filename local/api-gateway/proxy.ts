import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Environment } from '../cloudformation/stack.ts';
import type { Api, Method } from './api.ts';
import type { ApiRequest } from './request.ts';
import type { Match } from './routes.ts';

/** What a proxy integration may answer; anything else is malformed, and the client gets a 502. */
const responseShape = z.strictObject({
  statusCode: z.coerce.number().int().min(100).max(599),
  headers: z.record(z.string(), scalar()).nullish(),
  multiValueHeaders: z.record(z.string(), z.array(scalar())).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
  // The service knows nothing of it but lets it pass: the type is shared with HTTP APIs.
  cookies: z.unknown().optional(),
});

function scalar() {
  return z.union([z.string(), z.number(), z.boolean()]).transform(String);
}

/** The event of a Lambda proxy integration (payload format 1.0). */
export function proxyEvent(
  api: Api,
  environment: Environment,
  request: ApiRequest,
  match: Match<Method>,
  authorizer: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
  return {
    ...requestParts(api, environment, request, match, authorizer),
    // No media type of the API is binary: API Gateway hands every body on as text.
    body: request.body.length === 0 ? null : request.body.toString('utf8'),
    isBase64Encoded: false,
  };
}

/** The event without its body: what a REQUEST authorizer gets too. */
export function requestParts(
  api: Api,
  environment: Environment,
  request: ApiRequest,
  match: Match<Method>,
  authorizer?: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { path, pathParameters } = match;
  return {
    resource: path,
    path: request.path,
    httpMethod: request.method,
    headers: request.headers.single(),
    multiValueHeaders: request.headers.multi(),
    queryStringParameters: request.query.single(),
    multiValueQueryStringParameters: request.query.multi(),
    pathParameters: Object.keys(pathParameters).length === 0 ? null : pathParameters,
    stageVariables: null,
    requestContext: {
      resourceId: resourceId(path),
      ...(authorizer && { authorizer }),
      resourcePath: path,
      httpMethod: request.method,
      extendedRequestId: request.requestId,
      requestTime: clfTime(request.receivedAt),
      path: request.path,
      accountId: environment.account,
      protocol: 'HTTP/1.1',
      stage: api.stage,
      domainPrefix: 'local',
      requestTimeEpoch: Math.round(request.receivedAt),
      requestId: request.requestId,
      identity: {
        cognitoIdentityPoolId: null,
        accountId: null,
        cognitoIdentityId: null,
        caller: null,
        sourceIp: request.sourceIp,
        principalOrgId: null,
        accessKey: null,
        cognitoAuthenticationType: null,
        cognitoAuthenticationProvider: null,
        userArn: null,
        userAgent: request.headers.get('user-agent') ?? null,
        user: null,
      },
      domainName: request.headers.get('host') ?? '',
      apiId: api.id,
    },
  };
}

export interface ProxyResponse {
  statusCode: number;
  headers: [name: string, value: string][];
  body: Buffer;
}

/** Reads what the function answered; undefined when it is malformed. */
export function proxyResponse(answer: unknown): ProxyResponse | undefined {
  const parsed = responseShape.safeParse(answer);
  if (!parsed.success) return undefined;
  const { statusCode, headers, multiValueHeaders, body } = parsed.data;
  const several = Object.entries(multiValueHeaders ?? {});
  const names = new Set(several.map(([name]) => name.toLowerCase()));
  const result: [string, string][] = several.flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
  for (const [name, value] of Object.entries(headers ?? {}))
    if (!names.has(name.toLowerCase())) result.push([name, value]);
  if (!result.some(([name]) => name.toLowerCase() === 'content-type'))
    result.push(['Content-Type', 'application/json']);
  // Without a binary media type, base64 too goes out as the text it is.
  return { statusCode, headers: result, body: Buffer.from(body ?? '', 'utf8') };
}

/** API Gateway gives each resource of a body an id of its own. */
function resourceId(path: string): string {
  return createHash('sha256').update(path).digest('hex').slice(0, 6);
}

/** `09/Apr/2015:12:34:56 +0000` */
function clfTime(at: number): string {
  const date = new Date(at);
  const month = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'][
    date.getUTCMonth()
  ];
  const [day, year] = [String(date.getUTCDate()).padStart(2, '0'), date.getUTCFullYear()];
  return `${day}/${month}/${year}:${date.toISOString().slice(11, 19)} +0000`;
}
