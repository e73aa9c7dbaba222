import * as z from 'zod';
import { apiBody } from './api-body.ts';
import { noEffect } from './property-shapes.ts';

/** A REST API is one resource: its routes, authorizers and gateway responses stand in its body. */
export const apiGatewayTypes = {
  'AWS::ApiGateway::RestApi': z.strictObject({
    Name: z.string(),
    Body: apiBody,
    MinimumCompressionSize: z.int().min(0).optional(),
    ...noEffect('EndpointConfiguration', 'Parameters'),
  }),
  'AWS::ApiGateway::Stage': z.strictObject({
    StageName: z.string(),
    RestApiId: z.string(),
    DeploymentId: z.string(),
    ...noEffect('MethodSettings', 'AccessLogSetting', 'TracingEnabled'),
  }),
};
