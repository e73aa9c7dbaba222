import type { Properties } from '../cloudformation/resource-types.ts';
import type { Resource } from '../cloudformation/stack.ts';
import { type AuthorizerProperties, functionOf } from './authorizer.ts';
import { checkTemplate } from './gateway-responses.ts';
import { type Mock, mockOf } from './mock.ts';
import { compileModel, type Validator } from './models.ts';
import type { Route } from './routes.ts';

export interface Method {
  httpMethod: string;
  resourceId: string;
  resourcePath: string;
  /** Logical id of the authorizer's resource. */
  authorizerId?: string;
  requiredParameters: { place: 'path' | 'querystring' | 'header'; name: string }[];
  /** By content type. */
  models: ReadonlyMap<string, Validator>;
  integration: { type: 'lambda'; functionArn: string; timeoutMs: number } | { type: 'mock'; mock: Mock };
}

/** One REST API of the template, its resources put together. */
export interface Api {
  id: string;
  stage: string;
  stageVariables: Record<string, string> | null;
  binaryMediaTypes: string[];
  routes: Route<Method>[];
  authorizers: ReadonlyMap<string, AuthorizerProperties>;
  gatewayResponses: ReadonlyMap<string, Properties<'AWS::ApiGateway::GatewayResponse'>>;
}

/** @throws Error with a Chinese sentence naming what the local API Gateway does not understand. */
export function assembleApi(restApi: Resource, resources: readonly Resource[]): Api {
  const mine = resources.filter(({ properties }) => (properties as { RestApiId?: string }).RestApiId === restApi.ref);
  const of = <T extends Parameters<typeof propertiesOf>[1]>(type: T) => propertiesOf(mine, type);
  const stages = of('AWS::ApiGateway::Stage');
  const [stage] = stages;
  if (!stage || stages.length > 1)
    throw new Error(`API ${restApi.logicalId} 应当恰有一个阶段，现有 ${stages.length} 个`);

  const paths = new Map<string, string>([[restApi.attributes.RootResourceId ?? '', '/']]);
  for (const { ref, properties } of of('AWS::ApiGateway::Resource')) {
    const parent = paths.get(properties.ParentId);
    if (parent === undefined) throw new Error(`API 资源 ${properties.PathPart} 的上级不存在`);
    paths.set(ref, `${parent === '/' ? '' : parent}/${properties.PathPart}`);
  }
  const models = new Map(of('AWS::ApiGateway::Model').map(({ ref, properties }) => [ref, properties.Schema]));
  const validators = new Map(of('AWS::ApiGateway::RequestValidator').map(({ ref, properties }) => [ref, properties]));
  const byPath = new Map<string, Map<string, Method>>();
  for (const { logicalId, properties } of of('AWS::ApiGateway::Method')) {
    const path = paths.get(properties.ResourceId);
    if (path === undefined) throw new Error(`API 方法 ${logicalId} 的资源不存在`);
    const methods = byPath.get(path) ?? new Map<string, Method>();
    byPath.set(path, methods);
    methods.set(properties.HttpMethod, methodOf(path, properties, models, validators));
  }
  const gatewayResponses = of('AWS::ApiGateway::GatewayResponse').map(({ properties }) => properties);
  for (const response of gatewayResponses) checkTemplate(response);
  return {
    id: restApi.ref,
    stage: stage.properties.StageName,
    stageVariables: stage.properties.Variables ?? null,
    binaryMediaTypes: (restApi.properties as Properties<'AWS::ApiGateway::RestApi'>).BinaryMediaTypes ?? [],
    routes: [...byPath].map(([path, methods]) => ({ path, methods })),
    authorizers: new Map(of('AWS::ApiGateway::Authorizer').map(({ ref, properties }) => [ref, properties])),
    gatewayResponses: new Map(gatewayResponses.map((response) => [response.ResponseType, response])),
  };
}

type ApiType =
  | 'AWS::ApiGateway::Stage'
  | 'AWS::ApiGateway::Resource'
  | 'AWS::ApiGateway::Method'
  | 'AWS::ApiGateway::Model'
  | 'AWS::ApiGateway::RequestValidator'
  | 'AWS::ApiGateway::Authorizer'
  | 'AWS::ApiGateway::GatewayResponse';

function propertiesOf<T extends ApiType>(
  resources: readonly Resource[],
  type: T,
): { logicalId: string; ref: string; properties: Properties<T> }[] {
  return resources
    .filter((resource) => resource.type === type)
    .map(({ logicalId, ref, properties }) => ({ logicalId, ref, properties: properties as Properties<T> }));
}

function methodOf(
  path: string,
  properties: Properties<'AWS::ApiGateway::Method'>,
  models: ReadonlyMap<string, Readonly<Record<string, unknown>>>,
  validators: ReadonlyMap<string, Properties<'AWS::ApiGateway::RequestValidator'>>,
): Method {
  const { Integration: integration } = properties;
  const validator = properties.RequestValidatorId ? validators.get(properties.RequestValidatorId) : undefined;
  const required = Object.entries(properties.RequestParameters ?? {}).filter(([, needed]) => needed);
  const bodyModels = validator?.ValidateRequestBody ? Object.entries(properties.RequestModels ?? {}) : [];
  return {
    httpMethod: properties.HttpMethod,
    resourceId: properties.ResourceId,
    resourcePath: path,
    ...(properties.AuthorizationType === 'CUSTOM' && { authorizerId: properties.AuthorizerId ?? '' }),
    requiredParameters: validator?.ValidateRequestParameters ? required.map(([name]) => parameterOf(name)) : [],
    models: new Map(bodyModels.map(([type, model]) => [type, compileModel(model, models)])),
    integration:
      integration.Type === 'MOCK'
        ? { type: 'mock', mock: mockOf(integration) }
        : {
            type: 'lambda',
            functionArn: functionOf(integration.Uri),
            timeoutMs: integration.TimeoutInMillis ?? 29_000,
          },
  };
}

function parameterOf(name: string): Method['requiredParameters'][number] {
  const match = /^method\.request\.(path|querystring|header)\.(.+)$/.exec(name);
  if (!match?.[1] || !match[2]) throw new Error(`本地云不认识请求参数 ${name}`);
  return { place: match[1] as 'path' | 'querystring' | 'header', name: match[2] };
}
