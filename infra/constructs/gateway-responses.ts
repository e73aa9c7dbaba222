import { ResponseType, type RestApi } from 'aws-cdk-lib/aws-apigateway';
import type { ErrorCode } from '../../shared/errors/catalogue.ts';
import { Problem, problemBody } from '../../shared/errors/problem.ts';

/** Answers that API Gateway gives without asking a function, as entries of the same catalogue that functions use. */
const answers: { type: ResponseType; code: ErrorCode; detail?: string }[] = [
  { type: ResponseType.DEFAULT_4XX, code: 1004 },
  { type: ResponseType.DEFAULT_5XX, code: 1009 },
  { type: ResponseType.UNAUTHORIZED, code: 1501 },
  { type: ResponseType.EXPIRED_TOKEN, code: 1501 },
  { type: ResponseType.ACCESS_DENIED, code: 1502 },
  // What API Gateway says of a path or method that does not exist.
  { type: ResponseType.MISSING_AUTHENTICATION_TOKEN, code: 1005 },
  { type: ResponseType.RESOURCE_NOT_FOUND, code: 1005 },
  { type: ResponseType.REQUEST_TOO_LARGE, code: 1002 },
  { type: ResponseType.UNSUPPORTED_MEDIA_TYPE, code: 1003 },
  { type: ResponseType.THROTTLED, code: 1010 },
  { type: ResponseType.WAF_FILTERED, code: 1010, detail: '同一地址的请求过于频繁，或请求正文超过 256 KB。' },
];

export function addGatewayResponses(api: RestApi): void {
  for (const { type, code, detail } of answers) {
    const problem = new Problem(code, detail === undefined ? {} : { detail });
    api.addGatewayResponse(type.responseType, {
      type,
      statusCode: String(problem.status),
      responseHeaders: {
        'Content-Type': "'application/problem+json'",
        // No answer here says anything about anyone, so any page may read it; data answers name their origins.
        'Access-Control-Allow-Origin': "'*'",
        ...(problem.status === 401 ? { 'WWW-Authenticate': "'Bearer'" } : {}),
      },
      templates: { 'application/json': JSON.stringify(problemBody(problem)) },
    });
  }
}
