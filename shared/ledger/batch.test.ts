import { expect, it } from 'vitest';
import { resultRefusal } from './batch.ts';

it('银行的答复：没有退回的不能作罢；退回的可以改为到账、作罢；到账、作罢的不再改', () => {
  const refused = (before: Parameters<typeof resultRefusal>[0], now: Parameters<typeof resultRefusal>[1]) =>
    resultRefusal(before, now);
  expect([refused(undefined, 'paid'), refused(undefined, 'bounced')]).toEqual([undefined, undefined]);
  expect(refused(undefined, 'dropped')).toBe('银行还没有退回，不能作罢');
  expect([refused('bounced', 'paid'), refused('bounced', 'dropped')]).toEqual([undefined, undefined]);
  expect(refused('paid', 'bounced')).toMatch(/^已经记为到账/);
  expect(refused('dropped', 'paid')).toMatch(/^已经记为作罢/);
});
