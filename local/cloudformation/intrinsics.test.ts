// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables so
import { describe, expect, test } from 'vitest';
import { evaluate, references, type Scope, TemplateError } from './intrinsics.ts';

const scope: Scope = {
  ref: (name) => ({ Table: 'registry', 'AWS::Region': 'cn-north-1' })[name],
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
};

describe('intrinsic functions give what CloudFormation gives', () => {
  test.each([
    [{ Ref: 'Table' }, 'registry'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Table' }, 3]] }, 'a-registry-3'],
    [{ 'Fn::Sub': 'x ${Table} ${AWS::Region}' }, 'x registry cn-north-1'],
    [
      { Statement: [{ Condition: { StringEquals: { a: { Ref: 'Table' } } } }] },
      { Statement: [{ Condition: { StringEquals: { a: 'registry' } } }] },
    ],
  ])('%j', (expression, expected) => {
    expect(evaluate(expression, scope)).toEqual(expected);
  });
});

describe('what is not understood is an error that names it, never ignored', () => {
  test.each([
    [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
    [{ 'Fn::If': ['Yes', 1, 2] }, 'Fn::If'],
    [{ 'Fn::Sub': '${Table.Arn}' }, 'Table.Arn'],
    [{ 'Fn::Sub': ['${own}', { own: 'x' }] }, 'Fn::Sub'],
    [{ Ref: 'AWS::NoValue' }, 'AWS::NoValue'],
    [{ Ref: 'Nowhere' }, 'Nowhere'],
    ['{{resolve:ssm:/a}}', '{{resolve:'],
  ])('%j', (expression, named) => {
    expect(() => evaluate(expression, scope)).toThrow(TemplateError);
    expect(() => evaluate(expression, scope)).toThrow(named);
  });
});

test('references are found in every place where an expression can hold one', () => {
  const value = {
    a: { Ref: 'A' },
    b: [{ 'Fn::GetAtt': ['B', 'Arn'] }],
    c: { 'Fn::Sub': '${C}' },
    d: { 'Fn::Join': ['', [{ Ref: 'D' }]] },
  };
  expect([...references(value)].sort()).toEqual(['A', 'B', 'C', 'D']);
});
