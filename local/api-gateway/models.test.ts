import { expect, test } from 'vitest';
import { compileModel } from './models.ts';

const schema = {
  $schema: 'http://json-schema.org/draft-04/schema#',
  type: 'object',
  required: ['name'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, pattern: '^\\p{Script=Han}+$' },
    tags: { type: 'array', maxItems: 2, items: { enum: ['a', 'b'] } },
    age: { type: ['integer', 'null'], minimum: 0 },
  },
};
const validate = compileModel('Form', new Map([['Form', schema]]));

test.each([{ name: '张三' }, { name: '张三', tags: ['a', 'b'], age: null }, { name: '张三', age: 3 }])(
  '%j passes',
  (body) => {
    expect(validate(body)).toEqual([]);
  },
);

test.each([
  [[]],
  [{}],
  [{ name: '' }],
  [{ name: 'Zhang' }],
  [{ name: '张三', more: 1 }],
  [{ name: '张三', tags: ['c'] }],
  [{ name: '张三', tags: ['a', 'a', 'a'] }],
  [{ name: '张三', age: 1.5 }],
  [{ name: '张三', age: -1 }],
])('%j does not', (body) => {
  expect(validate(body)).not.toEqual([]);
});

test('a keyword that is not understood is refused by name', () => {
  expect(() => compileModel('Form', new Map([['Form', { oneOf: [] }]]))).toThrow('oneOf');
  expect(() => compileModel('Other', new Map())).toThrow('Other');
});
