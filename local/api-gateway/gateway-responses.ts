import type { GatewayResponse } from '../cloudformation/api-body.ts';

/** An answer that API Gateway gives itself, without the integration. */
export class GatewayError extends Error {
  readonly type: ResponseType;
  /** Becomes $context.authorizer in templates. */
  readonly authorizer: Readonly<Record<string, unknown>>;

  constructor(type: ResponseType, message: string, authorizer: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.type = type;
    this.authorizer = authorizer;
  }
}

const STATUS = {
  ACCESS_DENIED: 403,
  API_CONFIGURATION_ERROR: 500,
  AUTHORIZER_CONFIGURATION_ERROR: 500,
  AUTHORIZER_FAILURE: 500,
  BAD_REQUEST_BODY: 400,
  BAD_REQUEST_PARAMETERS: 400,
  INTEGRATION_FAILURE: 504,
  INTEGRATION_TIMEOUT: 504,
  MISSING_AUTHENTICATION_TOKEN: 403,
  REQUEST_TOO_LARGE: 413,
  UNAUTHORIZED: 401,
  UNSUPPORTED_MEDIA_TYPE: 415,
  THROTTLED: 429,
  QUOTA_EXCEEDED: 429,
  WAF_FILTERED: 403,
  INVALID_API_KEY: 403,
  INVALID_SIGNATURE: 403,
  EXPIRED_TOKEN: 403,
  RESOURCE_NOT_FOUND: 404,
  // A function that failed or answered malformed: no type of its own, 502 of the fifth hundred.
  DEFAULT_5XX: 502,
  DEFAULT_4XX: 400,
} as const;
export type ResponseType = keyof typeof STATUS;

export interface RenderContext {
  requestId: string;
  error: GatewayError;
  request: { path: string; headers: { get(name: string): string | undefined } };
  stage: string;
}

export interface Rendered {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** The answer for an error by the API's gateway responses, or by the service's own. */
export function render(responses: ReadonlyMap<string, GatewayResponse>, context: RenderContext): Rendered {
  const { type } = context.error;
  const own = responses.get(type);
  const fallback = responses.get(STATUS[type] >= 500 ? 'DEFAULT_5XX' : 'DEFAULT_4XX');
  const response = own ?? fallback;
  const statusCode = Number(
    own?.statusCode ?? (type === 'DEFAULT_5XX' ? STATUS[type] : (fallback?.statusCode ?? STATUS[type])),
  );
  const [contentType, template] = Object.entries(response?.responseTemplates ?? {})[0] ?? [
    'application/json',
    '{"message":$context.error.messageString}',
  ];
  const headers: Record<string, string> = { 'Content-Type': contentType, 'x-amzn-ErrorType': errorName(type) };
  for (const [parameter, value] of Object.entries(response?.responseParameters ?? {})) {
    const header = headerName(parameter);
    const text = parameterValue(value, context);
    for (const name of Object.keys(headers)) if (name.toLowerCase() === header.toLowerCase()) delete headers[name];
    if (text !== undefined) headers[header] = text;
  }
  return { statusCode, headers, body: fill(template, context) };
}

/** @throws Error with a Chinese sentence naming a response type or a variable that is not understood. */
export function checkTemplate(type: string, response: GatewayResponse): void {
  if (!Object.hasOwn(STATUS, type)) throw new Error(`本地云不认识网关响应 ${type}`);
  const probe: RenderContext = {
    requestId: '',
    error: new GatewayError('DEFAULT_4XX', ''),
    request: { path: '', headers: { get: () => undefined } },
    stage: '',
  };
  for (const template of Object.values(response.responseTemplates ?? {})) {
    if (/^\s*#|\$(?!context\.)[\w{!]/m.test(template)) throw new Error('网关响应的模板里只能有 $context 变量');
    fill(template, probe);
  }
  for (const [name, value] of Object.entries(response.responseParameters ?? {})) {
    headerName(name);
    parameterValue(value, probe);
  }
}

function fill(template: string, context: RenderContext): string {
  return template.replace(/\$context\.([\w.]*\w)/g, (_, name: string) => variable(name, context) ?? '');
}

function variable(name: string, { error, requestId, request, stage }: RenderContext): string | undefined {
  if (name.startsWith('authorizer.')) {
    const key = name.slice('authorizer.'.length);
    const value = Object.hasOwn(error.authorizer, key) ? error.authorizer[key] : undefined;
    return value === undefined ? undefined : String(value);
  }
  switch (name) {
    case 'error.message':
      return error.message;
    case 'error.messageString':
      return JSON.stringify(error.message);
    case 'error.responseType':
      return error.type;
    case 'error.validationErrorString':
      return error.message;
    case 'requestId':
    case 'extendedRequestId':
      return requestId;
    case 'path':
      return request.path;
    case 'stage':
      return stage;
    default:
      throw new Error(`本地云不认识网关响应里的变量 $context.${name}`);
  }
}

function headerName(parameter: string): string {
  const name = /^gatewayresponse\.header\.(.+)$/.exec(parameter)?.[1];
  if (name === undefined) throw new Error(`本地云不认识网关响应的参数 ${parameter}`);
  return name;
}

function parameterValue(value: string, context: RenderContext): string | undefined {
  const constant = /^'(.*)'$/s.exec(value)?.[1];
  if (constant !== undefined) return constant;
  const header = /^method\.request\.header\.(.+)$/.exec(value)?.[1];
  if (header !== undefined) return context.request.headers.get(header);
  const name = /^context\.(.+)$/.exec(value)?.[1];
  if (name !== undefined) return variable(name, context);
  throw new Error(`本地云不认识网关响应的参数值 ${value}`);
}

function errorName(type: ResponseType): string {
  return `${type
    .split('_')
    .map((word) => word[0] + word.slice(1).toLowerCase())
    .join('')}Exception`;
}
