import { App, Stack } from 'aws-cdk-lib';
import { Template as CdkTemplate } from 'aws-cdk-lib/assertions';
import { ApiDefinition, SpecRestApi } from 'aws-cdk-lib/aws-apigateway';
import { expect, it } from 'vitest';
import { apiBody, nowhere } from '../../infra/constructs/api-body.ts';
import { profiles } from '../../infra/provinces/index.ts';
import { RouteTable } from '../../local/api-gateway/routes.ts';
import { methodsOf, type Route, routes } from '../../shared/contract/routes.ts';
import { functionNamesById, ofType, synthesiseQuickly, target, theOnly } from './synthesise.ts';

const { template } = synthesiseQuickly('530000');
const body = theOnly(template, 'AWS::ApiGateway::RestApi').Properties.Body;

interface Operation {
  name: string;
  path: string;
  method: string;
  security: Record<string, string[]>[] | undefined;
  integration: {
    type: string;
    uri: { 'Fn::Join': [string, unknown[]] };
    responses: { default: { responseParameters: Record<string, string> } };
  };
}
const operations: Operation[] = Object.entries<Record<string, Record<string, never>>>(body.paths).flatMap(
  ([path, each]) =>
    Object.entries(each).map(([verb, operation]) => ({
      name: `${verb.toUpperCase()} ${path}`,
      path,
      method: verb.toUpperCase(),
      security: operation.security,
      integration: operation['x-amazon-apigateway-integration'] as unknown as Operation['integration'],
    })),
);
const answered = operations.filter(({ method }) => method !== 'OPTIONS');
const elsewhere = new Set(nowhere(routes));
const served = answered.filter(({ path }) => !elsewhere.has(path));
const namesOf = (route: Route) => methodsOf(route).map((method) => `${method} ${route.path}`);

it('serves the routes of the contract and nothing that is not in it, and HEAD wherever it serves GET', () => {
  expect(served.map(({ name }) => name).sort()).toEqual(routes.flatMap(namesOf).sort());
  for (const { path } of served.filter(({ method }) => method === 'GET')) {
    expect(served.map(({ name }) => name)).toContain(`HEAD ${path}`);
  }
});

it('answers whoever mistypes an address by a function, and no address that a route has', () => {
  const paths = Object.entries<Record<string, unknown>>(body.paths);
  const table = new RouteTable(
    paths.map(([path, each]) => ({
      path,
      methods: new Map(Object.keys(each).map((verb) => [verb.toUpperCase(), `${verb.toUpperCase()} ${path}`])),
    })),
  );
  const names = functionNamesById(template, '530000');
  const functionAt = (method: string, path: string) => {
    const name = table.match(method, path)?.method;
    const operation = answered.find((each) => each.name === name);
    const parts = operation?.integration.uri['Fn::Join'][1].map(target) ?? [];
    return { name, by: names.get(parts.find((part) => part !== undefined && names.has(part)) ?? '') };
  };
  for (const method of ['GET', 'HEAD']) {
    for (const path of ['/notice/x', '/noticesx', '/a', '/a/', '/a/x/y', '/o', '/s/', '/apply/x', '/a/b/c/d/e']) {
      expect(functionAt(method, path), `${method} ${path}`).toMatchObject({ by: 'workbench' });
      expect([...elsewhere].map((each) => `${method} ${each}`)).toContain(functionAt(method, path).name);
    }
    expect(functionAt(method, '/notices/x').by).toBe('public-notice');
    expect(functionAt(method, '/v1/dossiers/x').by).toBe('registry');
  }
  // Nothing is posted there.
  expect(functionAt('POST', '/nowhere').name).toBeUndefined();
  expect(answered.filter(({ path, security }) => elsewhere.has(path) && security !== undefined)).toEqual([]);
});

it('lets nobody but signed-in staff into a staff route, and asks nobody else to sign in', () => {
  const guarded = served.filter(({ security }) => JSON.stringify(security) === '[{"staff":[]}]');
  const open = served.filter(({ security }) => security === undefined);
  const staff = routes.filter(({ access }) => access === 'staff');
  const others = routes.filter(({ access }) => access !== 'staff');
  expect(guarded.map(({ name }) => name).sort()).toEqual(staff.flatMap(namesOf).sort());
  expect(open.map(({ name }) => name).sort()).toEqual(others.flatMap(namesOf).sort());
});

it('sends each route to the function that the contract names', () => {
  const names = functionNamesById(template, '530000');
  for (const route of routes as readonly Route[]) {
    for (const name of namesOf(route)) {
      const operation = served.find((candidate) => candidate.name === name);
      const parts = operation?.integration.uri['Fn::Join'][1].map(target) ?? [];
      const id = parts.find((part) => part !== undefined && names.has(part));
      expect(names.get(id ?? ''), name).toBe(route.handledBy);
    }
  }
});

it('may invoke each function that it calls, by one permission, and no other', () => {
  const names = functionNamesById(template, '530000');
  const invoked = ofType(template, 'AWS::Lambda::Permission')
    .filter(([, { Properties }]) => Properties.Principal === 'apigateway.amazonaws.com')
    .map(([, { Properties }]) => names.get(target(Properties.FunctionName) ?? ''));
  const called = new Set(['authorizer', ...routes.map(({ handledBy }) => handledBy)]);
  expect(invoked.toSorted()).toEqual([...called].toSorted());
});

it('decides on a token by the Authorization header alone, since it caches by what it is told to look at', () => {
  const scheme = body.components.securitySchemes.staff;
  expect(scheme).toMatchObject({ type: 'apiKey', in: 'header', 'x-amazon-apigateway-authtype': 'custom' });
  expect(scheme['x-amazon-apigateway-authorizer']).toMatchObject({
    type: 'request',
    identitySource: 'method.request.header.Authorization',
    authorizerResultTtlInSeconds: 300,
  });
});

it('lets the web clients of the profile call the JSON API, and no page at all', () => {
  const preflights = operations.filter(({ method }) => method === 'OPTIONS');
  const expected = new Set(routes.map(({ path }) => path).filter((path) => path.startsWith('/v1/')));
  expect(preflights.map(({ path }) => path).sort()).toEqual([...expected].sort());
  for (const { path, integration } of preflights) {
    const { responseParameters } = integration.responses.default;
    const methods = served.filter((each) => each.path === path).map(({ method }) => method);
    expect(responseParameters).toMatchObject({
      'method.response.header.Access-Control-Allow-Origin': "'https://work.jdlk.example.cn'",
      'method.response.header.Access-Control-Allow-Headers': "'Authorization,Content-Type,If-Match,Idempotency-Key'",
      'method.response.header.Access-Control-Allow-Methods': `'${methods.join(',')}'`,
    });
  }
});

it('leaves every province room: far from the 500 resources of a stack, whatever routes are added', () => {
  // What decides how many there are; provinces differ in words and numbers otherwise, and each synthesis takes seconds.
  const kinds = new Map(
    Object.entries(profiles).map(([code, { region, waf, alarmEmail }]) => [
      `${region.startsWith('cn-')} ${waf.enabled} ${alarmEmail === null}`,
      code,
    ]),
  );
  for (const code of new Set(['530000', ...kinds.values()])) {
    const { Resources } = synthesiseQuickly(code).template;
    // What is counted is functions, of which each costs five, and queues; routes and policies of queues cost nothing.
    expect(Object.keys(Resources).length, code).toBeLessThan(450);
  }
});

it('leaves routes room: below the 300 resources of an API and the 1 MB of a template, each of which a deployment would run into', () => {
  // Each part of a path is one, and the root; the quota can be raised, by asking AWS before.
  const parts = [...routes.map(({ path }) => path), '/{proxy+}'].flatMap((path) => {
    const segments = path.split('/').filter(Boolean);
    return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
  });
  expect(new Set(parts).size + 1).toBeLessThan(290);
  // Beside it stand some fifteen kilobytes of what is unconfirmed.
  expect(Buffer.byteLength(JSON.stringify(template))).toBeLessThan(950_000);
});

it('deploys what it says: a changed body is another deployment, which the stage then serves', () => {
  const deployed = (more: readonly Route[]) => {
    const stack = new Stack(new App({ builtinCloudFormationValidation: false }), 'changing');
    const invocationUri = (name: string) => `arn:${name}`;
    new SpecRestApi(stack, 'Api', {
      apiDefinition: ApiDefinition.fromInline(apiBody({ title: 'a', routes: more, invocationUri, corsOrigins: [] })),
    });
    const made = CdkTemplate.fromStack(stack);
    const [id, ...others] = Object.keys(made.findResources('AWS::ApiGateway::Deployment'));
    expect(others).toEqual([]);
    made.hasResourceProperties('AWS::ApiGateway::Stage', { DeploymentId: { Ref: id } });
    return id;
  };
  expect(deployed(routes)).toBe(deployed(routes));
  expect(deployed(routes.slice(1))).not.toBe(deployed(routes));
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

it('gives posts from people who did not sign in, and the workbench before anybody has, a smaller share than the clerks have', () => {
  const { MethodSettings } = theOnly(template, 'AWS::ApiGateway::Stage').Properties;
  const limits = new Map<string, number>(
    MethodSettings.map((setting: Record<string, string | number>) => [
      `${setting.HttpMethod} ${String(setting.ResourcePath).replaceAll('~1', '/').replace('//', '/')}`,
      setting.ThrottlingRateLimit,
    ]),
  );
  const everyone = limits.get('* /*');
  expect(everyone).toBe(200);
  const before = routes.filter(
    ({ access, method, handledBy }) => (access !== 'staff' && method === 'POST') || handledBy === 'workbench',
  );
  const names = [...before, ...[...elsewhere].map((path) => ({ path, method: 'GET' as const }))].flatMap((route) =>
    methodsOf(route).map((method) => `${method} ${route.path}`),
  );
  expect(names).toContain('HEAD /{proxy+}');
  for (const name of names) expect(limits.get(name), name).toBeLessThan(everyone ?? 0);
});

it('answers in problem+json, readable for a web client and kept nowhere, where no function answers', () => {
  const responses = body['x-amazon-apigateway-gateway-responses'];
  expect(responses.MISSING_AUTHENTICATION_TOKEN.statusCode).toBe(404);
  expect(responses.UNAUTHORIZED.statusCode).toBe(401);
  expect(responses.THROTTLED.statusCode).toBe(429);
  expect(Object.keys(responses)).toEqual(expect.arrayContaining(['DEFAULT_4XX', 'DEFAULT_5XX']));
  for (const type of Object.keys(responses)) {
    const { responseParameters, responseTemplates, statusCode } = responses[type];
    expect(responseParameters).toMatchObject({
      'gatewayresponse.header.Content-Type': "'application/problem+json; charset=utf-8'",
      'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
      'gatewayresponse.header.Cache-Control': "'no-store'",
      'gatewayresponse.header.X-Content-Type-Options': "'nosniff'",
    });
    const problem = JSON.parse(responseTemplates['application/json']);
    expect(problem).toMatchObject({ status: statusCode, title: expect.stringMatching(/\p{Script=Han}/u) });
  }
});

it('does not tell staff to sign in when the provider of tokens cannot be asked', () => {
  const responses = body['x-amazon-apigateway-gateway-responses'];
  for (const type of ['AUTHORIZER_FAILURE', 'AUTHORIZER_CONFIGURATION_ERROR']) {
    expect(responses[type].statusCode).toBe(503);
    expect(responses[type].responseTemplates['application/json']).toContain('暂时无法核对登录');
  }
});

it('turns away floods and bodies over 256 KB before they reach a function', () => {
  const { Rules, Scope } = theOnly(template, 'AWS::WAFv2::WebACL').Properties;
  expect(Scope).toBe('REGIONAL');
  const [rate, staffRate, size] = Rules;
  expect(rate.Statement.RateBasedStatement).toMatchObject({ AggregateKeyType: 'IP', Limit: 2000 });
  // 200 people of one office behind one address, each a request in three seconds, for five minutes.
  expect(staffRate.Statement.RateBasedStatement).toMatchObject({ AggregateKeyType: 'IP', Limit: 20_000 });
  expect(20_000).toBeGreaterThanOrEqual((200 * 300) / 3);
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

it('counts staff apart from everybody else by the path, whatever stage or domain it stands under', () => {
  const { Rules } = theOnly(template, 'AWS::WAFv2::WebACL').Properties;
  const [everybody, staff] = Rules.map(
    (rule: { Statement: Record<string, never> }) => rule.Statement.RateBasedStatement,
  );
  expect(everybody.ScopeDownStatement.NotStatement.Statement).toEqual(staff.ScopeDownStatement);
  const { RegexMatchStatement } = staff.ScopeDownStatement;
  expect(RegexMatchStatement.FieldToMatch).toEqual({ UriPath: {} });
  expect(RegexMatchStatement.RegexString.length).toBeLessThanOrEqual(512);
  const pattern = new RegExp(RegexMatchStatement.RegexString);
  for (const { access, path } of routes) {
    const asked = path.replaceAll(/\{\w+\}/g, 'x');
    for (const stage of ['', '/prod']) expect(pattern.test(stage + asked), stage + asked).toBe(access === 'staff');
  }
});

it('has no firewall where the profile says so', () => {
  expect(ofType(synthesiseQuickly('990000').template, 'AWS::WAFv2::WebACL')).toEqual([]);
});
