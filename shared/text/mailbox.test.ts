import { expect, it } from 'vitest';
import { mailboxOf } from './mailbox.ts';

it.each([
  ['Zhang.San@Example.CN', 'zhang.san@example.cn'],
  ['zhang.san+1@example.cn', 'zhang.san@example.cn'],
  ['zhang.san+a+b@example.cn', 'zhang.san@example.cn'],
  ['z.h.a.n.g@gmail.com', 'zhang@gmail.com'],
  ['Zh.ang+x@googlemail.com', 'zhang@gmail.com'],
  ['zhang@mail.gmail.com.cn', 'zhang@mail.gmail.com.cn'],
])('%s 是邮箱 %s', (address, mailbox) => {
  expect(mailboxOf(address)).toBe(mailbox);
});

it('不同的邮箱仍是不同的：别处的点算数', () => {
  expect(mailboxOf('z.hang@qq.com')).not.toBe(mailboxOf('zhang@qq.com'));
  expect(mailboxOf('zhang@qq.com')).not.toBe(mailboxOf('zhang@163.com'));
});
