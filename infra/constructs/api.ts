import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  AuthorizationType,
  EndpointType,
  IdentitySource,
  type IResource,
  LambdaIntegration,
  LogGroupLogDestination,
  type MethodDeploymentOptions,
  MethodLoggingLevel,
  RequestAuthorizer,
  RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { type Route, routes } from '../../shared/contract/routes.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { type FunctionName, functionNames } from '../functions.ts';
import { inChina } from '../partition.ts';
import type { Functions } from './functions.ts';
import { addGatewayResponses } from './gateway-responses.ts';

/** The REST API, route by route from shared/contract/routes.ts. Regional, because the China regions have no other. */
export class Api extends Construct {
  readonly api: RestApi;

  constructor(scope: Construct, id: string, props: { profile: ProvinceProfile; functions: Functions }) {
    super(scope, id);
    const { profile, functions } = props;
    this.api = new RestApi(this, 'Api', {
      restApiName: `jdlk-${profile.code}`,
      endpointTypes: [EndpointType.REGIONAL],
      // API Gateway logs through one role of the whole account. It stays when a province goes, for the others' sake.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName: 'prod',
        throttlingRateLimit: profile.throttling.ratePerSecond,
        throttlingBurstLimit: profile.throttling.burst,
        methodOptions: tighterLimits(profile),
        accessLogDestination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', {
            logGroupName: `/aws/apigateway/jdlk-${profile.code}`,
            retention: profile.logRetentionDays,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        accessLogFormat: AccessLogFormat.custom(accessLog),
        // Execution logs would hold the paths of requests, and with them the nonces of links.
        loggingLevel: MethodLoggingLevel.OFF,
        dataTraceEnabled: false,
        tracingEnabled: !inChina(profile.region),
      },
    });
    this.addRoutes(functions);
    if (profile.web.corsOrigins.length > 0) {
      this.addPreflights(profile.web.corsOrigins);
    }
    addGatewayResponses(this.api);
  }

  private addRoutes(functions: Functions): void {
    const staffOnly = {
      authorizationType: AuthorizationType.CUSTOM,
      authorizer: new RequestAuthorizer(this, 'Staff', {
        handler: functions.get('authorizer'),
        identitySources: [IdentitySource.header('Authorization')],
        resultsCacheTtl: Duration.minutes(5),
      }),
    };
    const integrations = new Map<FunctionName, LambdaIntegration>();
    for (const route of routes) {
      const name = handlerOf(route);
      const integration =
        integrations.get(name) ?? new LambdaIntegration(functions.get(name), { allowTestInvoke: false });
      integrations.set(name, integration);
      this.api.root
        .resourceForPath(route.path)
        .addMethod(
          route.method,
          integration,
          route.access === 'staff' ? staffOnly : { authorizationType: AuthorizationType.NONE },
        );
    }
  }

  /** Only the JSON API is called from other origins; pages reached by link are never. */
  private addPreflights(allowOrigins: string[]): void {
    const methods = new Map<IResource, string[]>();
    for (const route of routes.filter(({ path }) => path.startsWith('/v1/'))) {
      const resource = this.api.root.resourceForPath(route.path);
      methods.set(resource, [...(methods.get(resource) ?? []), route.method]);
    }
    for (const [resource, allowMethods] of methods) {
      resource.addCorsPreflight({
        allowOrigins,
        allowMethods,
        allowHeaders: ['Authorization', 'Content-Type', 'If-Match', 'Idempotency-Key'],
        exposeHeaders: ['ETag'],
        maxAge: Duration.hours(1),
      });
    }
  }
}

/** The route template and never the path that was asked for: paths of links are keys to a household's papers. */
const accessLog = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  method: '$context.httpMethod',
  resource: '$context.resourcePath',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  responseLength: '$context.responseLength',
  integrationStatus: '$context.integration.status',
  authorizerStatus: '$context.authorizer.status',
  errorType: '$context.error.responseType',
});

/** What anyone can post without signing in gets a tenth of the whole, so that it cannot crowd out the clerks. */
function tighterLimits({ throttling }: ProvinceProfile): Record<string, MethodDeploymentOptions> {
  const limits = {
    throttlingRateLimit: Math.max(1, Math.floor(throttling.ratePerSecond / 10)),
    throttlingBurstLimit: Math.max(1, Math.floor(throttling.burst / 10)),
  };
  return Object.fromEntries(
    routes
      .filter(({ access, method }) => access !== 'staff' && method === 'POST')
      .map(({ path, method }) => [`${path}/${method}`, limits]),
  );
}

function handlerOf(route: Route): FunctionName {
  const name = functionNames.find((name) => name === route.handledBy);
  if (!name) {
    throw new Error(`Route ${route.operation} is handled by ${route.handledBy}, which functions.ts does not have.`);
  }
  return name;
}
