import type { ErrorCode } from '../../shared/errors/catalogue.ts';
import { Problem, problemBody } from '../../shared/errors/problem.ts';
import { safeHeaders } from '../../shared/http/headers.ts';

/** Answers that API Gateway gives without asking a function, as entries of the same catalogue that functions use. */
const answers: Record<string, { code: ErrorCode; detail?: string }> = {
  DEFAULT_4XX: { code: 1004 },
  DEFAULT_5XX: { code: 1009 },
  UNAUTHORIZED: { code: 1501 },
  EXPIRED_TOKEN: { code: 1501 },
  ACCESS_DENIED: { code: 1502 },
  // The authorizer could not ask who issued the token: that is no reason to tell anyone to sign in again.
  AUTHORIZER_FAILURE: { code: 1011 },
  AUTHORIZER_CONFIGURATION_ERROR: { code: 1011 },
  // What API Gateway says of a path or method that does not exist.
  MISSING_AUTHENTICATION_TOKEN: { code: 1005 },
  RESOURCE_NOT_FOUND: { code: 1005 },
  REQUEST_TOO_LARGE: { code: 1002 },
  UNSUPPORTED_MEDIA_TYPE: { code: 1003 },
  THROTTLED: { code: 1010 },
  WAF_FILTERED: { code: 1010, detail: '同一地址的请求过于频繁，或请求正文超过 256 KB。' },
};

/** `x-amazon-apigateway-gateway-responses` of the API's body. */
export function gatewayResponses(): object {
  return Object.fromEntries(
    Object.entries(answers).map(([type, { code, detail }]) => {
      const problem = new Problem(code, detail === undefined ? {} : { detail });
      const headers = {
        ...safeHeaders,
        'Content-Type': 'application/problem+json; charset=utf-8',
        // No answer here says anything about anyone, so any page may read it; data answers name their origins.
        'Access-Control-Allow-Origin': '*',
        ...(problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}),
      };
      return [
        type,
        {
          statusCode: problem.status,
          responseParameters: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [`gatewayresponse.header.${name}`, `'${value}'`]),
          ),
          responseTemplates: { 'application/json': JSON.stringify(problemBody(problem)) },
        },
      ];
    }),
  );
}
