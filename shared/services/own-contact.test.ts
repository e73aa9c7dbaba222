import { expect, it } from 'vitest';
import { digitsOf } from './own-contact.ts';

it('电话按数字比：空格、横线、前面的 +86 不算；座机和别的号码里的 86 照旧', () => {
  for (const written of ['13800138000', '138 0013 8000', '138-0013-8000', '+86 138-0013-8000', '8613800138000'])
    expect(digitsOf(written), written).toBe('13800138000');
  expect(digitsOf('0871-6386 1234')).toBe('087163861234');
  expect(digitsOf('8638-6123')).toBe('86386123');
});
