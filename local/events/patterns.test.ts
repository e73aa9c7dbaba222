import { describe, expect, test } from 'vitest';
import { compilePattern } from './patterns.ts';

const upload = {
  source: 'aws.s3',
  'detail-type': 'Object Created',
  resources: ['arn:aws-cn:s3:::documents'],
  detail: { bucket: { name: 'documents' }, object: { key: 'incoming/a.PDF', size: 100 }, 'deletion-type': null },
};

describe('a pattern selects the events that EventBridge would select', () => {
  test.each([
    [{ source: ['aws.s3'], detail: { object: { key: [{ prefix: 'incoming/' }] } } }, true],
    [{ source: ['aws.states', 'aws.s3'] }, true],
    [{ source: ['aws.states'] }, false],
    [{ resources: [{ suffix: ':documents' }] }, true],
    [{ detail: { object: { key: [{ suffix: { 'equals-ignore-case': '.pdf' } }] } } }, true],
    [{ detail: { object: { key: [{ suffix: '.pdf' }] } } }, false],
    [{ detail: { object: { key: [{ wildcard: 'incoming/*.PDF' }] } } }, true],
    [{ detail: { object: { key: [{ wildcard: '*.jpg' }] } } }, false],
    [{ detail: { object: { key: [{ 'anything-but': { prefix: 'printed/' } }] } } }, true],
    [{ detail: { object: { key: [{ 'anything-but': { prefix: ['incoming/', 'printed/'] } }] } } }, false],
    [{ detail: { bucket: { name: [{ 'anything-but': ['documents'] }] } } }, false],
    [{ detail: { bucket: { name: [{ 'equals-ignore-case': 'DOCUMENTS' }] } } }, true],
    [{ detail: { object: { size: [{ numeric: ['>', 0, '<=', 100] }] } } }, true],
    [{ detail: { object: { size: [{ numeric: ['<', 100] }] } } }, false],
    [{ detail: { object: { etag: [{ exists: false }] } } }, true],
    [{ detail: { object: { key: [{ exists: false }] } } }, false],
    [{ detail: { object: { key: [{ exists: true }] } } }, true],
    [{ detail: { object: { etag: [{ exists: true }] } } }, false],
    [{ detail: { object: { etag: [{ 'anything-but': ['x'] }] } } }, false],
    [{ detail: { 'deletion-type': [null] } }, true],
    [{ $or: [{ source: ['aws.states'] }, { detail: { object: { size: [100] } } }] }, true],
    [{ $or: [{ source: ['aws.states'] }, { source: ['aws.events'] }] }, false],
  ])('%j → %s', (pattern, expected) => {
    expect(compilePattern(pattern)(upload)).toBe(expected);
  });
});

test.each([
  [{ source: [{ cidr: '10.0.0.0/8' }] }, 'cidr'],
  [{ source: [{ 'anything-but': { numeric: ['=', 1] } }] }, 'numeric'],
  [{ source: [{ numeric: ['~', 1] }] }, '~'],
  [{ source: 'aws.s3' }, '对象'],
])('an operator that is not known is refused by name: %j', (pattern, named) => {
  expect(() => compilePattern(pattern)).toThrow(named);
});
