import { expect, test } from 'vitest';
import { compilePattern } from './patterns.ts';

const upload = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'documents' }, object: { key: 'incoming/a.PDF', size: 100 } },
};

test.each([
  [{ source: ['aws.s3'], detail: { object: { key: [{ prefix: 'incoming/' }] } } }, true],
  [{ source: ['aws.states', 'aws.s3'] }, true],
  [{ source: ['aws.states'] }, false],
  [{ source: ['aws.s3'], detail: { bucket: { name: ['other'] } } }, false],
  [{ detail: { object: { key: [{ prefix: 'printed/' }, { prefix: 'incoming/' }] } } }, true],
  [{ detail: { object: { size: [100] } } }, true],
  [{ detail: { object: { size: ['100'] } } }, false],
  [{ detail: { object: { etag: ['x'] } } }, false],
  [{ more: { deeper: ['x'] } }, false],
])('a pattern selects what EventBridge would select: %j → %s', (pattern, expected) => {
  expect(compilePattern(pattern)(upload)).toBe(expected);
});

test.each([
  [{ source: [{ suffix: 'x' }] }, 'suffix'],
  [{ source: [{ prefix: 'a', 'anything-but': 'b' }] }, 'anything-but'],
  [{ source: [{ prefix: { 'equals-ignore-case': 'a' } }] }, 'prefix'],
  [{ $or: [{ source: ['a'] }, { source: ['b'] }] }, '$or'],
  [{ source: [] }, 'source'],
  [{ source: 'aws.s3' }, '对象'],
])('an operator that is not known is refused by name: %j', (pattern, named) => {
  expect(() => compilePattern(pattern)).toThrow(named);
});
