import { Aws, RemovalPolicy, Size, Stack } from 'aws-cdk-lib';
import {
  AccessLogFormat,
  ApiDefinition,
  EndpointType,
  LogGroupLogDestination,
  type MethodDeploymentOptions,
  MethodLoggingLevel,
  SpecRestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { methodsOf, routes } from '../../shared/contract/routes.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { stackName } from '../../shared/province/stage.ts';
import { type FunctionName, functionNames } from '../functions.ts';
import { inChina } from '../partition.ts';
import { apiBody, nowhere } from './api-body.ts';
import type { Functions } from './functions.ts';

const stageName = 'prod';

/**
 * The REST API, in one body made from shared/contract/routes.ts. Regional, because the China regions have no other. A
 * changed body is a new deployment: CDK puts its digest into the deployment's logical id.
 */
export class Api extends Construct {
  readonly api: SpecRestApi;

  constructor(scope: Construct, id: string, props: { profile: ProvinceProfile; functions: Functions }) {
    super(scope, id);
    const { profile, functions } = props;
    const restApiName = stackName(profile);
    this.api = new SpecRestApi(this, 'Api', {
      restApiName,
      apiDefinition: ApiDefinition.fromInline(
        apiBody({
          title: restApiName,
          routes,
          invocationUri: (name) => invocationUri(this, functions.get(functionNamed(name)).functionArn),
          corsOrigins: profile.web.corsOrigins,
        }),
      ),
      endpointTypes: [EndpointType.REGIONAL],
      // The import asks by itself, and would take an edge-optimised endpoint, which China does not have.
      parameters: { endpointConfigurationTypes: EndpointType.REGIONAL },
      // What a page by link holds is its reader's alone and stands beside nothing that a stranger wrote: nothing can be
      // told from how well it shrinks.
      minCompressionSize: Size.kibibytes(1),
      // API Gateway logs through one role of the whole account. It stays when a province goes, for the others' sake.
      cloudWatchRole: true,
      cloudWatchRoleRemovalPolicy: RemovalPolicy.RETAIN,
      deployOptions: {
        stageName,
        throttlingRateLimit: profile.throttling.ratePerSecond,
        throttlingBurstLimit: profile.throttling.burst,
        methodOptions: tighterLimits(profile),
        accessLogDestination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLogs', {
            logGroupName: `/aws/apigateway/${stackName(profile)}`,
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
    this.letApiInvoke(functions);
  }

  /** One permission a function: only the body says which method calls which, and only this stack writes the body. */
  private letApiInvoke(functions: Functions): void {
    const principal = new ServicePrincipal('apigateway.amazonaws.com');
    for (const name of new Set(routes.map(({ handledBy }) => functionNamed(handledBy)))) {
      functions.get(name).addPermission('Api', {
        principal,
        sourceArn: this.api.arnForExecuteApi('*', '/*', stageName),
      });
    }
    // An authorizer within a body has an id that only API Gateway knows.
    const sourceArn = `arn:${Aws.PARTITION}:execute-api:${Stack.of(this).region}:${Aws.ACCOUNT_ID}:${this.api.restApiId}/authorizers/*`;
    functions.get('authorizer').addPermission('Api', { principal, sourceArn });
  }
}

/** Where API Gateway invokes a function. */
function invocationUri(scope: Construct, functionArn: string): string {
  return `arn:${Aws.PARTITION}:apigateway:${Stack.of(scope).region}:lambda:path/2015-03-31/functions/${functionArn}/invocations`;
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

/**
 * What anyone can post without signing in gets a tenth of the whole, and so does what a browser loads before, and every
 * address that no route has: none of it can crowd out the clerks.
 */
function tighterLimits({ throttling }: ProvinceProfile): Record<string, MethodDeploymentOptions> {
  const limits = {
    throttlingRateLimit: Math.max(1, Math.floor(throttling.ratePerSecond / 10)),
    throttlingBurstLimit: Math.max(1, Math.floor(throttling.burst / 10)),
  };
  const known = routes.filter(
    ({ access, method, handledBy }) => (access !== 'staff' && method === 'POST') || handledBy === 'workbench',
  );
  const tighter = [...known, ...nowhere(routes).map((path) => ({ path, method: 'GET' as const }))];
  return Object.fromEntries(
    tighter.flatMap((route) => methodsOf(route).map((method) => [`${route.path}/${method}`, limits])),
  );
}

function functionNamed(handledBy: string): FunctionName {
  const name = functionNames.find((name) => name === handledBy);
  if (!name) throw new Error(`A route is handled by ${handledBy}, which functions.ts does not have.`);
  return name;
}
