import { Duration } from 'aws-cdk-lib';
import { exposedHeaders } from '../../shared/http/headers.ts';

/**
 * The answer to a browser's preflight, given by API Gateway itself: a mock that knows the origins and the methods.
 * Only the JSON API is called from other origins; pages reached by link are never.
 *
 * @param origins at least one; the first is answered to whoever comes from none of them, which then refuses itself
 */
export function preflight(origins: readonly string[], methods: readonly string[]): object {
  const headers = {
    'Access-Control-Allow-Headers': 'Authorization,Content-Type,If-Match,Idempotency-Key',
    'Access-Control-Allow-Origin': origins[0] ?? '',
    Vary: 'Origin',
    'Access-Control-Allow-Methods': methods.join(','),
    'Access-Control-Max-Age': String(Duration.hours(1).toSeconds()),
    'Access-Control-Expose-Headers': exposedHeaders,
  };
  const names = Object.keys(headers);
  return {
    responses: {
      204: {
        description: '',
        headers: Object.fromEntries(names.map((name) => [name, { schema: { type: 'string' } }])),
      },
    },
    'x-amazon-apigateway-integration': {
      type: 'mock',
      requestTemplates: { 'application/json': '{"statusCode":200}' },
      responses: {
        default: {
          statusCode: '204',
          responseParameters: Object.fromEntries(
            Object.entries(headers).map(([name, value]) => [`method.response.header.${name}`, `'${value}'`]),
          ),
          ...(origins.length > 1
            ? { responseTemplates: { 'application/json': originTemplate(origins.slice(1)) } }
            : {}),
        },
      },
    },
  };
}

/** Answers each of the further origins with itself: the header takes one. */
function originTemplate(origins: readonly string[]): string {
  return [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if($origin == "")',
    '#set($origin = $input.params().header.get("origin"))',
    '#end',
    `#if(${origins.map((origin) => `$origin == "${origin}"`).join(' || ')})`,
    '#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)',
    '#end',
  ].join('\n');
}
