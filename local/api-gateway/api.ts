import type { ApiBody, AuthorizerProperties, GatewayResponse, Operation } from '../cloudformation/api-body.ts';
import type { Properties } from '../cloudformation/resource-types.ts';
import type { Resource } from '../cloudformation/stack.ts';
import { functionOf } from './authorizer.ts';
import { checkTemplate } from './gateway-responses.ts';
import { type Mock, mockOf } from './mock.ts';
import type { Route } from './routes.ts';

export interface Method {
  httpMethod: string;
  resourcePath: string;
  /** Name of the authorizer's security scheme. */
  authorizer?: string;
  integration: { type: 'lambda'; functionArn: string } | { type: 'mock'; mock: Mock };
}

/** One REST API of the template, as its body describes it. */
export interface Api {
  id: string;
  stage: string;
  routes: Route<Method>[];
  authorizers: ReadonlyMap<string, AuthorizerProperties>;
  gatewayResponses: ReadonlyMap<string, GatewayResponse>;
  /** Answers of so many bytes or more are compressed for whoever takes that; undefined: none are. */
  compressFrom: number | undefined;
}

/** @throws Error with a Chinese sentence naming what the local API Gateway does not understand. */
export function assembleApi(restApi: Resource, resources: readonly Resource[]): Api {
  const stages = resources
    .filter(({ type }) => type === 'AWS::ApiGateway::Stage')
    .map(({ properties }) => properties as Properties<'AWS::ApiGateway::Stage'>)
    .filter(({ RestApiId }) => RestApiId === restApi.ref);
  const [stage] = stages;
  if (!stage || stages.length > 1)
    throw new Error(`API ${restApi.logicalId} 应当恰有一个阶段，现有 ${stages.length} 个`);
  const {
    Body: body,
    Name: name,
    MinimumCompressionSize: compressFrom,
  } = restApi.properties as Properties<'AWS::ApiGateway::RestApi'>;
  if (body.info.title !== name)
    throw new Error(`API 的名称 ${name} 与正文的标题 ${body.info.title} 不同，后者会取代前者`);
  const gatewayResponses = Object.entries(body['x-amazon-apigateway-gateway-responses'] ?? {});
  for (const [type, response] of gatewayResponses) checkTemplate(type, response);
  const authorizers = new Map(
    Object.entries(body.components?.securitySchemes ?? {}).map(([scheme, each]) => [
      scheme,
      each['x-amazon-apigateway-authorizer'],
    ]),
  );
  return {
    id: restApi.ref,
    stage: stage.StageName,
    routes: Object.entries(body.paths).map(([path, operations]) => ({
      path,
      methods: methodsOf(path, operations, authorizers),
    })),
    authorizers,
    gatewayResponses: new Map(gatewayResponses),
    compressFrom,
  };
}

function methodsOf(
  path: string,
  operations: ApiBody['paths'][string],
  authorizers: ReadonlyMap<string, unknown>,
): Map<string, Method> {
  const methods = new Map<string, Method>();
  for (const [verb, operation] of Object.entries(operations) as [string, Operation][]) {
    const httpMethod = verb.toUpperCase();
    const wanted = [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => name);
    const declared = (operation.parameters ?? []).map(({ name }) => name);
    if (wanted.join() !== declared.join()) throw new Error(`${httpMethod} ${path} 的路径参数与所列的不同`);
    const [authorizer] = Object.keys(operation.security?.[0] ?? {});
    if (authorizer !== undefined && !authorizers.has(authorizer)) throw new Error(`没有授权者 ${authorizer}`);
    methods.set(httpMethod, {
      httpMethod,
      resourcePath: path,
      ...(authorizer !== undefined && { authorizer }),
      integration: integrationOf(operation),
    });
  }
  return methods;
}

function integrationOf({
  responses,
  'x-amazon-apigateway-integration': integration,
}: Operation): Method['integration'] {
  return integration.type === 'mock'
    ? { type: 'mock', mock: mockOf(integration, responses) }
    : { type: 'lambda', functionArn: functionOf(integration.uri) };
}
