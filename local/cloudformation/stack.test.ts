import { expect, test } from 'vitest';
import { templateShape } from './assembly.ts';
import { resolveStack } from './stack.ts';

function resolve(template: object) {
  const assembly = {
    stackName: 'jiandang',
    region: 'cn-northwest-1',
    account: '000000000000',
    template: templateShape.parse(template),
    asset: () => undefined,
  };
  return resolveStack(assembly);
}

const queue = (properties: Record<string, unknown> = {}) => ({ Type: 'AWS::SQS::Queue', Properties: properties });

test('a resource comes after everything it refers to or depends on', () => {
  const { resources } = resolve({
    Resources: {
      First: queue({ MessageRetentionPeriod: { 'Fn::Join': ['', ['x', { 'Fn::GetAtt': ['Second', 'QueueName'] }]] } }),
      Second: { ...queue(), DependsOn: ['Third'] },
      Third: queue(),
    },
  });
  expect(resources.map(({ logicalId }) => logicalId)).toEqual(['Third', 'Second', 'First']);
});

test('resources that refer to each other in a circle are refused, naming the circle', () => {
  const circle = {
    A: queue({ MessageRetentionPeriod: { Ref: 'B' } }),
    B: queue({ MessageRetentionPeriod: { Ref: 'A' } }),
  };
  expect(() => resolve({ Resources: circle })).toThrow('A → B → A');
});

test('ARNs carry the partition of the region', () => {
  const { resources } = resolve({ Resources: { Dead: queue() } });
  expect(resources[0]?.attributes.Arn).toBe('arn:aws-cn:sqs:cn-northwest-1:000000000000:jiandang-Dead');
});

test('two long names with the same beginning stay two names', () => {
  const long = 'Functions'.repeat(8);
  const code = { Code: { S3Bucket: 'b', S3Key: 'k' }, Handler: 'index.handler', Runtime: 'nodejs24.x' };
  const { resources } = resolve({
    Resources: {
      [`${long}A`]: { Type: 'AWS::Lambda::Function', Properties: code },
      [`${long}B`]: { Type: 'AWS::Lambda::Function', Properties: code },
    },
  });
  const names = resources.map(({ ref }) => ref);
  expect(new Set(names).size).toBe(2);
  for (const name of names) expect(name.length).toBeLessThanOrEqual(64);
});

test.each([
  ['a type', { Type: 'AWS::EC2::Instance' }, 'AWS::EC2::Instance'],
  ['a property', queue({ FifoQueue: true }), 'FifoQueue'],
  [
    'a property within a property',
    {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        FunctionName: 'f',
        EventSourceArn: 'a',
        StartingPosition: 'TRIM_HORIZON',
        DestinationConfig: { OnFailure: { Destination: 'q' }, OnSuccess: { Destination: 'q' } },
      },
    },
    'DestinationConfig.OnSuccess',
  ],
  ['a condition', { ...queue(), Condition: 'Never' }, 'Condition'],
  ['an attribute', queue({ MessageRetentionPeriod: { 'Fn::GetAtt': ['Other', 'Colour'] } }), 'Colour'],
])('%s that the local cloud does not know is refused by name', (_, resource, named) => {
  expect(() => resolve({ Resources: { Other: queue(), Thing: resource } })).toThrow(named);
});

test.each(['Parameters', 'Conditions', 'Mappings', 'Rules', 'Transform'])(
  'a template with %s, which none here has, is refused',
  (section) => {
    expect(() => resolve({ Resources: {}, [section]: {} })).toThrow(section);
  },
);
