import { expect, it } from 'vitest';
import { contactTyped } from './contact.ts';

it.each([
  ['13800138000', { telephone: '13800138000' }],
  ['138 0013 8000', { telephone: '13800138000' }],
  ['１３８００１３８０００', { telephone: '13800138000' }],
  ['+86 138-0013-8000', { telephone: '13800138000' }],
  ['(+86)138\u20110013\u20118000', { telephone: '13800138000' }],
  ['008613800138000', { telephone: '13800138000' }],
  ['\u202d+86\u00a0138\u00a00013\u00a08000\u202c', { telephone: '13800138000' }],
  ['0871-63100001', { telephone: '087163100001' }],
  ['li@example.cn', { mail: 'li@example.cn' }],
  [' li@example.cn ', { mail: 'li@example.cn' }],
  ['li＠example。cn', { mail: 'li@example.cn' }],
  ['\u200bli@ example.cn\ufeff', { mail: 'li@example.cn' }],
  ['li @example . cn', { mail: 'li@example.cn' }],
  ['Li Ming li@example.cn', { mail: 'Li Ming li@example.cn' }],
  ['li@example.cn zhang', { mail: 'li@example.cn zhang' }],
  ['k7qm-2xpa-9twd', { receipt: 'k7qm-2xpa-9twd' }],
  ['李秀英', { receipt: '李秀英' }],
])('写作 %j 的，是 %j', (typed, contact) => {
  expect(contactTyped(typed)).toEqual(contact);
});

it('夹着十万个空格的，也当即答', () => {
  const begun = performance.now();
  contactTyped(`li${' '.repeat(100_000)}x@example.cn`);
  expect(performance.now() - begun).toBeLessThan(1000);
});
