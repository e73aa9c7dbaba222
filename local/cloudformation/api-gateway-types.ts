import * as z from 'zod';
import { noEffect, number, truth } from './property-shapes.ts';

const texts = z.record(z.string(), z.string());

const integrationResponse = z.strictObject({
  StatusCode: z.coerce.string(),
  ResponseParameters: texts.optional(),
  ResponseTemplates: texts.optional(),
});

/** The proxy integration of a Lambda function, and the mock that answers a browser's preflight. */
const integration = z.discriminatedUnion('Type', [
  z.strictObject({
    Type: z.literal('AWS_PROXY'),
    Uri: z.string(),
    IntegrationHttpMethod: z.literal('POST'),
    TimeoutInMillis: number.optional(),
    ...noEffect('Credentials', 'PassthroughBehavior', 'ContentHandling'),
  }),
  z.strictObject({
    Type: z.literal('MOCK'),
    RequestTemplates: texts,
    IntegrationResponses: z.array(integrationResponse).length(1),
    ...noEffect('PassthroughBehavior', 'IntegrationHttpMethod'),
  }),
]);

export const apiGatewayTypes = {
  'AWS::ApiGateway::RestApi': z.strictObject({
    Name: z.string().optional(),
    BinaryMediaTypes: z.array(z.string()).optional(),
    ...noEffect(
      'Description',
      'EndpointConfiguration',
      'Policy',
      'DisableExecuteApiEndpoint',
      'Tags',
      'ApiKeySourceType',
    ),
    ...noEffect('SecurityPolicy', 'EndpointAccessMode'),
  }),
  'AWS::ApiGateway::Resource': z.strictObject({ ParentId: z.string(), PathPart: z.string(), RestApiId: z.string() }),
  'AWS::ApiGateway::Method': z.strictObject({
    HttpMethod: z.string(),
    ResourceId: z.string(),
    RestApiId: z.string(),
    AuthorizationType: z.enum(['NONE', 'CUSTOM']).default('NONE'),
    AuthorizerId: z.string().optional(),
    ApiKeyRequired: z.union([z.literal(false), z.literal('false')]).optional(),
    RequestValidatorId: z.string().optional(),
    RequestParameters: z.record(z.string(), truth).optional(),
    RequestModels: texts.optional(),
    Integration: integration,
    ...noEffect('MethodResponses', 'OperationName'),
  }),
  'AWS::ApiGateway::Stage': z.strictObject({
    StageName: z.string(),
    RestApiId: z.string(),
    DeploymentId: z.string(),
    Variables: texts.optional(),
    ...noEffect('MethodSettings', 'AccessLogSetting', 'TracingEnabled', 'Description', 'Tags', 'CacheClusterEnabled'),
  }),
  'AWS::ApiGateway::Authorizer': z.strictObject({
    Name: z.string(),
    RestApiId: z.string(),
    Type: z.enum(['TOKEN', 'REQUEST']),
    AuthorizerUri: z.string(),
    IdentitySource: z.string().optional(),
    IdentityValidationExpression: z.string().optional(),
    AuthorizerResultTtlInSeconds: number.default(300),
    ...noEffect('AuthorizerCredentials', 'AuthType'),
  }),
  'AWS::ApiGateway::GatewayResponse': z.strictObject({
    ResponseType: z.string(),
    RestApiId: z.string(),
    StatusCode: z.coerce.string().optional(),
    ResponseParameters: texts.optional(),
    ResponseTemplates: texts.optional(),
  }),
  'AWS::ApiGateway::RequestValidator': z.strictObject({
    RestApiId: z.string(),
    ValidateRequestBody: truth.default(false),
    ValidateRequestParameters: truth.default(false),
    Name: z.string().optional(),
  }),
  'AWS::ApiGateway::Model': z.strictObject({
    RestApiId: z.string(),
    ContentType: z.string(),
    Schema: z.record(z.string(), z.unknown()),
    Name: z.string().optional(),
    Description: z.string().optional(),
  }),
};
