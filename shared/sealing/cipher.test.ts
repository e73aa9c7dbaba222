import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { decrypt, encrypt } from './cipher.ts';

const key = createSecretKey(randomBytes(32));
const clause = { text: '家庭人均月收入不高于当地低保标准', holds: true };

it.each([
  ['空', null],
  ['短的一句', '情况属实。'],
  ['刚好不压缩的', 'x'.repeat(500)],
  ['长的一段', Array.from({ length: 80 }, () => clause)],
  ['压不小的', randomBytes(3000).toString('base64')],
])('%s：打开是原来的', (_, value) => {
  expect(decrypt(key, 'a/b', encrypt(key, 'a/b', value))).toEqual(value);
});

it('长的一段压缩了再封：认定的说明不到原来的三分之一', () => {
  const value = Array.from({ length: 80 }, () => clause);
  expect(encrypt(key, 'a/b', value).text.length).toBeLessThan(Buffer.byteLength(JSON.stringify(value)) / 3);
});

it('压缩过的改了一处，也打不开', () => {
  const { iv, text } = encrypt(
    key,
    'a/b',
    Array.from({ length: 80 }, () => clause),
  );
  const bytes = Buffer.from(text, 'base64');
  bytes[5] = (bytes[5] as number) ^ 1;
  expect(() => decrypt(key, 'a/b', { iv, text: bytes.toString('base64') })).toThrow();
  expect(() => decrypt(key, 'a/c', { iv, text })).toThrow();
});
