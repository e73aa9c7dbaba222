// biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables so
import { describe, expect, test } from 'vitest';
import { evaluate, references, type Scope, TemplateError } from './intrinsics.ts';

const scope: Scope = {
  ref: (name) => ({ Table: 'registry', List: ['a', 'b'], 'AWS::Region': 'cn-north-1' })[name],
  attribute: (logicalId, attribute) => `${logicalId}/${attribute}`,
  condition: (name) => name === 'Yes',
  mapping: (map, key, second) => `${map}-${key}-${second}`,
};

describe('intrinsic functions give what CloudFormation gives', () => {
  test.each([
    [{ Ref: 'Table' }, 'registry'],
    [{ 'Fn::GetAtt': ['Table', 'Arn'] }, 'Table/Arn'],
    [{ 'Fn::GetAtt': 'Table.Stream.Arn' }, 'Table/Stream.Arn'],
    [{ 'Fn::Join': ['-', ['a', { Ref: 'Table' }, 3]] }, 'a-registry-3'],
    [{ 'Fn::Join': ['', { Ref: 'List' }] }, 'ab'],
    [{ 'Fn::Sub': 'x ${Table} ${Table.Arn} ${AWS::Region} ${!Literal}' }, 'x registry Table/Arn cn-north-1 ${Literal}'],
    [{ 'Fn::Sub': ['${own}/${Table}', { own: { Ref: 'AWS::Region' } }] }, 'cn-north-1/registry'],
    [{ 'Fn::Select': ['1', { 'Fn::Split': [',', 'a,b,c'] }] }, 'b'],
    [{ 'Fn::If': ['Yes', 'y', { Ref: 'Nowhere' }] }, 'y'],
    [{ 'Fn::FindInMap': ['M', 'k', 's'] }, 'M-k-s'],
    [{ 'Fn::And': [{ Condition: 'Yes' }, { 'Fn::Not': [{ Condition: 'No' }] }] }, true],
    [{ 'Fn::Or': [{ Condition: 'No' }, { 'Fn::Equals': [{ Ref: 'Table' }, 'registry'] }] }, true],
    [
      { Statement: [{ Condition: { StringEquals: { a: 'b' } } }] },
      { Statement: [{ Condition: { StringEquals: { a: 'b' } } }] },
    ],
  ])('%j', (expression, expected) => {
    expect(evaluate(expression, scope)).toEqual(expected);
  });

  test('AWS::NoValue leaves the property out', () => {
    const value = { a: 1, b: { Ref: 'AWS::NoValue' }, c: [1, { 'Fn::If': ['No', 2, { Ref: 'AWS::NoValue' }] }] };
    expect(evaluate(value, scope)).toEqual({ a: 1, c: [1] });
  });
});

describe('what is not understood is an error that names it, never ignored', () => {
  test.each([
    [{ 'Fn::ImportValue': 'x' }, 'Fn::ImportValue'],
    [{ 'Fn::Cidr': [] }, 'Fn::Cidr'],
    [{ Ref: 'Nowhere' }, 'Nowhere'],
    ['{{resolve:ssm:/a}}', '{{resolve:'],
  ])('%j', (expression, named) => {
    expect(() => evaluate(expression, scope)).toThrow(TemplateError);
    expect(() => evaluate(expression, scope)).toThrow(named);
  });
});

test('references are found in every place where an expression can hold one, but not in a branch not taken', () => {
  const value = {
    a: { Ref: 'A' },
    b: [{ 'Fn::GetAtt': ['B', 'Arn'] }],
    c: { 'Fn::Sub': '${C} ${D.Arn} ${!E}' },
    f: { 'Fn::If': ['Yes', { Ref: 'F' }, { Ref: 'G' }] },
  };
  expect([...references(value, scope.condition)].sort()).toEqual(['A', 'B', 'C', 'D', 'F']);
});
