import type { Properties } from '../cloudformation/resource-types.ts';

type MockIntegration = Extract<Properties<'AWS::ApiGateway::Method'>['Integration'], { Type: 'MOCK' }>;

/** A mock integration: a fixed answer, as CDK makes it for a browser's preflight. */
export interface Mock {
  statusCode: number;
  headers: Record<string, string>;
  /** Origins that are answered with themselves instead of the fixed one. */
  furtherOrigins: string[];
}

/** @throws Error with a Chinese sentence when a template says more than the local API Gateway understands. */
export function mockOf(integration: MockIntegration): Mock {
  const request = integration.RequestTemplates['application/json'] ?? '';
  if (!/^\{\s*"?statusCode"?:\s*\d+\s*\}$/.test(request.trim())) throw new Error(`看不懂的 MOCK 模板 ${request}`);
  const [response] = integration.IntegrationResponses;
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response?.ResponseParameters ?? {})) {
    const header = /^method\.response\.header\.(.+)$/.exec(name)?.[1];
    const constant = /^'(.*)'$/s.exec(value)?.[1];
    if (header === undefined || constant === undefined) throw new Error(`看不懂的 MOCK 响应参数 ${name}`);
    headers[header] = constant;
  }
  return {
    statusCode: Number(response?.StatusCode ?? 200),
    headers,
    furtherOrigins: originsOf(response?.ResponseTemplates?.['application/json'] ?? ''),
  };
}

export function mockHeaders(mock: Mock, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !mock.furtherOrigins.includes(origin)) return mock.headers;
  return { ...mock.headers, 'Access-Control-Allow-Origin': origin };
}

/** The one template that CDK writes for several allowed origins; anything else is refused. */
function originsOf(template: string): string[] {
  if (template.trim() === '') return [];
  const lines = template
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
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
