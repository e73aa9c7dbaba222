import type { MockIntegration, Operation } from '../cloudformation/api-body.ts';

/** A mock integration: a fixed answer to a browser's preflight. */
export interface Mock {
  statusCode: number;
  headers: Record<string, string>;
  /** Origins that are answered with themselves instead of the fixed one. */
  furtherOrigins: string[];
}

/**
 * @param announced the operation's responses; what they do not announce API Gateway does not answer
 * @throws Error with a Chinese sentence when a template says more than the local API Gateway understands.
 */
export function mockOf({ responses }: MockIntegration, announced: Operation['responses']): Mock {
  const { statusCode, responseParameters, responseTemplates } = responses.default;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(responseParameters)) {
    const header = /^method\.response\.header\.(.+)$/.exec(name)?.[1];
    const constant = /^'(.*)'$/s.exec(value)?.[1];
    if (header === undefined || constant === undefined) throw new Error(`看不懂的 MOCK 响应参数 ${name}`);
    if (!announced[statusCode]?.headers?.[header]) throw new Error(`MOCK 的应答没有声明响应头 ${header}`);
    headers[header] = constant;
  }
  return {
    statusCode: Number(statusCode),
    headers,
    furtherOrigins: originsOf(responseTemplates?.['application/json'] ?? ''),
  };
}

export function mockHeaders(mock: Mock, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !mock.furtherOrigins.includes(origin)) return mock.headers;
  return { ...mock.headers, 'Access-Control-Allow-Origin': origin };
}

/** The one template there is, for several allowed origins; anything else is refused. */
function originsOf(template: string): string[] {
  if (template === '') return [];
  const lines = template.split('\n');
  const condition = /^#if\((.+)\)$/.exec(lines[4] ?? '')?.[1];
  const origins = (condition ?? '').split(' || ').map((part) => /^\$origin == "([^"]+)"$/.exec(part)?.[1]);
  const expected = [
    '#set($origin = $input.params().header.get("Origin"))',
    '#if($origin == "")',
    '#set($origin = $input.params().header.get("origin"))',
    '#end',
    lines[4],
    '#set($context.responseOverride.header.Access-Control-Allow-Origin = $origin)',
    '#end',
  ];
  const known = lines.length === expected.length && lines.every((line, i) => line === expected[i]);
  if (!known || origins.includes(undefined)) throw new Error('本地云不认识这个 MOCK 响应模板');
  return origins as string[];
}
