import { expect, it } from 'vitest';
import { type Route, routes } from '../../shared/contract/routes.ts';
import { functionNamesById, ofType, type Resource, synthesiseQuickly, target, theOnly } from './synthesise.ts';

const { template } = synthesiseQuickly('530000');
const methods = ofType(template, 'AWS::ApiGateway::Method').map(([, resource]) => ({
  path: pathOf(target(resource.Properties.ResourceId)),
  ...resource,
}));
const served = methods.filter(({ Properties }) => Properties.HttpMethod !== 'OPTIONS');
const nameOf = ({ path, method }: { path: string; method: string }) => `${method} ${path}`;
const nameOfMethod = ({ path, Properties }: Resource & { path: string }) =>
  nameOf({ path, method: Properties.HttpMethod });

it('serves the routes of the contract and nothing that is not in it', () => {
  expect(served.map(nameOfMethod).sort()).toEqual(routes.map(nameOf).sort());
});

it('lets nobody but signed-in staff into a staff route, and asks nobody else to sign in', () => {
  const guarded = served.filter(
    ({ Properties }) => Properties.AuthorizationType === 'CUSTOM' && Properties.AuthorizerId,
  );
  const open = served.filter(({ Properties }) => Properties.AuthorizationType === 'NONE');
  const staff = routes.filter(({ access }) => access === 'staff');
  const others = routes.filter(({ access }) => access !== 'staff');
  expect(guarded.map(nameOfMethod).sort()).toEqual(staff.map(nameOf).sort());
  expect(open.map(nameOfMethod).sort()).toEqual(others.map(nameOf).sort());
});

it('sends each route to the function that the contract names', () => {
  const names = functionNamesById(template, '530000');
  for (const route of routes as readonly Route[]) {
    const method = served.find((candidate) => nameOfMethod(candidate) === nameOf(route));
    const parts: unknown[] = method?.Properties.Integration.Uri['Fn::Join'][1];
    const id = parts.map(target).find((part) => part !== undefined && names.has(part));
    expect(names.get(id ?? ''), route.operation).toBe(route.handledBy);
  }
});

it('decides on a token by the Authorization header alone, since it caches by what it is told to look at', () => {
  const { Type, IdentitySource, AuthorizerResultTtlInSeconds } = theOnly(
    template,
    'AWS::ApiGateway::Authorizer',
  ).Properties;
  expect(Type).toBe('REQUEST');
  expect(IdentitySource).toBe('method.request.header.Authorization');
  expect(AuthorizerResultTtlInSeconds).toBe(300);
});

it('lets the web clients of the profile call the JSON API, and no page at all', () => {
  const preflights = methods.filter(({ Properties }) => Properties.HttpMethod === 'OPTIONS');
  const expected = new Set(routes.map(({ path }) => path).filter((path) => path.startsWith('/v1/')));
  expect(preflights.map(({ path }) => path).sort()).toEqual([...expected].sort());
  for (const { Properties } of preflights) {
    const [{ ResponseParameters }] = Properties.Integration.IntegrationResponses;
    expect(ResponseParameters['method.response.header.Access-Control-Allow-Origin']).toBe(
      "'https://work.jdlk.example.cn'",
    );
    expect(ResponseParameters['method.response.header.Access-Control-Allow-Headers']).toBe(
      "'Authorization,Content-Type,If-Match,Idempotency-Key'",
    );
  }
});

it('keeps the nonce of a link, the address and the token of a person out of the logs', () => {
  const { AccessLogSetting, MethodSettings } = theOnly(template, 'AWS::ApiGateway::Stage').Properties;
  const logged = Object.values<string>(JSON.parse(AccessLogSetting.Format));
  expect(logged).toContain('$context.resourcePath');
  for (const field of logged) {
    expect(field).not.toMatch(/^\$context\.(path|identity|authorizer\.(?!status$)|requestOverride|customDomain)/);
  }
  for (const { LoggingLevel, DataTraceEnabled } of MethodSettings) {
    expect(LoggingLevel ?? 'OFF').toBe('OFF');
    expect(DataTraceEnabled).toBe(false);
  }
});

it('gives posts from people who did not sign in a smaller share than the clerks have', () => {
  const { MethodSettings } = theOnly(template, 'AWS::ApiGateway::Stage').Properties;
  const limits = new Map<string, number>(
    MethodSettings.map((setting: Record<string, string | number>) => [
      `${setting.HttpMethod} ${String(setting.ResourcePath).replaceAll('~1', '/').replace('//', '/')}`,
      setting.ThrottlingRateLimit,
    ]),
  );
  const everyone = limits.get('* /*');
  expect(everyone).toBe(200);
  for (const route of routes.filter(({ access, method }) => access !== 'staff' && method === 'POST')) {
    expect(limits.get(nameOf(route)), route.operation).toBeLessThan(everyone ?? 0);
  }
});

it('answers in problem+json, readable for a web client, where no function answers', () => {
  const responses = ofType(template, 'AWS::ApiGateway::GatewayResponse').map(([, { Properties }]) => Properties);
  const byType = new Map(responses.map((response) => [response.ResponseType, response]));
  expect(byType.get('MISSING_AUTHENTICATION_TOKEN')?.StatusCode).toBe('404');
  expect(byType.get('UNAUTHORIZED')?.StatusCode).toBe('401');
  expect(byType.get('THROTTLED')?.StatusCode).toBe('429');
  expect(byType.has('DEFAULT_4XX') && byType.has('DEFAULT_5XX')).toBe(true);
  for (const { ResponseParameters, ResponseTemplates, StatusCode } of responses) {
    expect(ResponseParameters['gatewayresponse.header.Content-Type']).toBe("'application/problem+json'");
    expect(ResponseParameters['gatewayresponse.header.Access-Control-Allow-Origin']).toBe("'*'");
    const body = JSON.parse(ResponseTemplates['application/json']);
    expect(body).toMatchObject({ status: Number(StatusCode), title: expect.stringMatching(/\p{Script=Han}/u) });
  }
});

it('turns away floods and bodies over 256 KB before they reach a function', () => {
  const { Rules, Scope } = theOnly(template, 'AWS::WAFv2::WebACL').Properties;
  expect(Scope).toBe('REGIONAL');
  const [rate, size] = Rules;
  expect(rate.Statement.RateBasedStatement).toEqual({ AggregateKeyType: 'IP', Limit: 2000 });
  const { FieldToMatch, RegexString } = size.Statement.RegexMatchStatement;
  expect(FieldToMatch).toEqual({ SingleHeader: { Name: 'content-length' } });
  const tooLarge = new RegExp(RegexString);
  for (const length of [0, 9, 99_999, 199_999, 255_000, 262_143, 262_144]) {
    expect(tooLarge.test(String(length)), `${length}`).toBe(false);
  }
  for (const length of [
    262_145, 262_150, 262_199, 262_200, 263_000, 270_000, 300_000, 999_999, 1_000_000, 10_485_760,
  ]) {
    expect(tooLarge.test(String(length)), `${length}`).toBe(true);
  }
});

it('has no firewall where the profile says so', () => {
  expect(ofType(synthesiseQuickly('990000').template, 'AWS::WAFv2::WebACL')).toEqual([]);
});

function pathOf(resourceId: string | undefined): string {
  const resource = template.Resources[resourceId ?? ''];
  if (resource?.Type !== 'AWS::ApiGateway::Resource') {
    return '';
  }
  return `${pathOf(target(resource.Properties.ParentId))}/${resource.Properties.PathPart}`;
}
