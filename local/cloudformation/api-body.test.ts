import { expect, test } from 'vitest';
import { checkProperties } from './resource-types.ts';

const uri =
  'arn:aws-cn:apigateway:cn-north-1:lambda:path/2015-03-31/functions/arn:aws-cn:lambda:x:0:function:f/invocations';
const proxy = { responses: {}, 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpMethod: 'POST', uri } };
const body = { openapi: '3.0.1', info: { title: 'a', version: '1' }, paths: { '/a': { get: proxy } } };
const check = (Body: unknown) => checkProperties('AWS::ApiGateway::RestApi', { Name: 'a', Body });

test('a body of the extensions that are known is taken', () => {
  expect(() => check(body)).not.toThrow();
});

test.each([
  ['an extension of the document', { ...body, 'x-amazon-apigateway-policy': {} }, 'x-amazon-apigateway-policy'],
  [
    'an extension of an operation',
    { ...body, paths: { '/a': { get: { ...proxy, 'x-amazon-apigateway-request-validator': 'all' } } } },
    'x-amazon-apigateway-request-validator',
  ],
  [
    'a misspelt field of an integration',
    {
      ...body,
      paths: {
        '/a': {
          get: { responses: {}, 'x-amazon-apigateway-integration': { type: 'aws_proxy', httpmethod: 'POST', uri } },
        },
      },
    },
    'httpmethod',
  ],
  ['a method', { ...body, paths: { '/a': { delete: proxy } } }, 'delete'],
  ['another version of OpenAPI', { ...body, openapi: '3.1.0' }, 'openapi'],
])('%s that is not known is refused by name, where API Gateway would warn at most', (_, wrong, named) => {
  expect(() => check(wrong)).toThrow(named);
});
