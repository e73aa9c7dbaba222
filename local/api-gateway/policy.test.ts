import { expect, test } from 'vitest';
import { evaluatePolicy } from './policy.ts';

const arn = 'arn:aws-cn:execute-api:cn-north-1:1:api/prod/GET/v1/dossiers/7';
const allow = (Resource: string | string[], Action: string | string[] = 'execute-api:Invoke') => ({
  Effect: 'Allow',
  Action,
  Resource,
});

test.each([
  ['allow', [allow(arn)]],
  ['allow', [allow('arn:aws-cn:execute-api:*:*:api/prod/*/v1/*')]],
  ['allow', [allow(['x', arn], ['execute-api:*'])]],
  ['allow', [allow('*', '*')]],
  ['implicit-deny', []],
  ['implicit-deny', [allow('arn:aws-cn:execute-api:cn-north-1:1:api/prod/POST/*')]],
  ['implicit-deny', [allow('*', 's3:GetObject')]],
  ['explicit-deny', [allow('*'), { ...allow(arn), Effect: 'Deny' }]],
  ['explicit-deny', [{ ...allow('*/v1/dossiers/?'), Effect: 'Deny' }, allow('*')]],
])('%s: %j', (verdict, Statement) => {
  expect(evaluatePolicy({ Statement }, arn)).toBe(verdict);
});
