import { expect, test } from 'vitest';
import type { BusEvent } from './rules.ts';
import { compileTarget } from './targets.ts';

const event: BusEvent = {
  version: '0',
  id: '1',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '000000000000',
  time: '2026-11-23T10:00:00Z',
  region: 'cn-north-1',
  resources: [],
  detail: { object: { key: '附件 "一".pdf', size: 3 } },
};
const rule = { name: 'uploads', arn: 'arn:rule' };

test('a target without input gets the event itself', () => {
  expect(compileTarget({ Id: 't', Arn: 'a' }, rule).input(event)).toBe(event);
});

test('a constant input replaces the event', () => {
  expect(compileTarget({ Id: 't', Arn: 'a', Input: '{"kind":"sweep"}' }, rule).input(event)).toEqual({ kind: 'sweep' });
});

test('a transformer puts values in, in quotes as text and elsewhere as JSON', () => {
  const InputTransformer = {
    InputPathsMap: { key: '$.detail.object.key', size: '$.detail.object.size' },
    InputTemplate: '{"key": <key>, "say": "got <key>", "size": <size>, "rule": <aws.events.rule-name>}',
  };
  expect(compileTarget({ Id: 't', Arn: 'a', InputTransformer }, rule).input(event)).toEqual({
    key: '附件 "一".pdf',
    say: 'got 附件 "一".pdf',
    size: 3,
    rule: 'uploads',
  });
});

test('a placeholder without a path is refused at the start', () => {
  const InputTransformer = { InputTemplate: '{"key": <key>}' };
  expect(() => compileTarget({ Id: 't', Arn: 'a', InputTransformer }, rule)).toThrow('<key>');
});
