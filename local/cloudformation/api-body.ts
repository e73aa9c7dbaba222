import * as z from 'zod';
import { number } from './property-shapes.ts';

const texts = z.record(z.string(), z.string());
const schema = z.strictObject({ type: z.literal('string') });

const proxyIntegration = z.strictObject({
  type: z.literal('aws_proxy'),
  httpMethod: z.literal('POST'),
  uri: z.string(),
});

/** As it stands on the method that answers a browser's preflight. */
const mockIntegration = z.strictObject({
  type: z.literal('mock'),
  requestTemplates: z.strictObject({ 'application/json': z.literal('{"statusCode":200}') }),
  responses: z.strictObject({
    default: z.strictObject({
      statusCode: z.string(),
      responseParameters: texts,
      responseTemplates: z.strictObject({ 'application/json': z.string() }).optional(),
    }),
  }),
});

const operation = z.strictObject({
  parameters: z
    .array(z.strictObject({ name: z.string(), in: z.literal('path'), required: z.literal(true), schema }))
    .optional(),
  // API Gateway drops a header of a mock's answer that the operation does not announce.
  responses: z.record(
    z.string(),
    z.strictObject({ description: z.string(), headers: z.record(z.string(), z.strictObject({ schema })).optional() }),
  ),
  security: z
    .array(z.record(z.string(), z.array(z.never())))
    .length(1)
    .optional(),
  'x-amazon-apigateway-integration': z.discriminatedUnion('type', [proxyIntegration, mockIntegration]),
});

const authorizer = z.strictObject({
  type: z.literal('request'),
  identitySource: z.string(),
  authorizerUri: z.string(),
  authorizerResultTtlInSeconds: number,
});

const gatewayResponse = z.strictObject({
  statusCode: number.optional(),
  responseParameters: texts.optional(),
  responseTemplates: texts.optional(),
});

/**
 * The OpenAPI document of a REST API, with the extensions of API Gateway that a template here uses. A field that is
 * not listed is refused: API Gateway would leave it out with no more than a warning.
 */
export const apiBody = z.strictObject({
  openapi: z.literal('3.0.1'),
  info: z.strictObject({ title: z.string(), version: z.string() }),
  paths: z.record(
    z.string().startsWith('/'),
    z.strictObject({
      get: operation.optional(),
      head: operation.optional(),
      post: operation.optional(),
      put: operation.optional(),
      options: operation.optional(),
    }),
  ),
  components: z
    .strictObject({
      securitySchemes: z.record(
        z.string(),
        z.strictObject({
          type: z.literal('apiKey'),
          in: z.literal('header'),
          name: z.string(),
          'x-amazon-apigateway-authtype': z.literal('custom'),
          'x-amazon-apigateway-authorizer': authorizer,
        }),
      ),
    })
    .optional(),
  'x-amazon-apigateway-gateway-responses': z.record(z.string(), gatewayResponse).optional(),
});

export type ApiBody = z.infer<typeof apiBody>;
export type Operation = z.infer<typeof operation>;
export type AuthorizerProperties = z.infer<typeof authorizer>;
export type GatewayResponse = z.infer<typeof gatewayResponse>;
export type MockIntegration = z.infer<typeof mockIntegration>;
