import { createSecretKey } from 'node:crypto';
import { expect, it } from 'vitest';
import { OpenedKeys } from './opened-keys.ts';

/** Keys of which each opening is written down. */
function counted() {
  let now = 0;
  const opened = new OpenedKeys(() => now);
  const asked: string[] = [];
  const of = (name: string) =>
    opened.of(name, async () => {
      asked.push(name);
      return createSecretKey(Buffer.from(name));
    });
  const at = (ms: number) => {
    now = ms;
  };
  return { opened, asked, of, at };
}

it('同时要同一把钥匙，只打开一次', async () => {
  const { of, asked } = counted();
  const [one, other] = await Promise.all([of('甲'), of('甲')]);
  expect(one).toBe(other);
  expect(asked).toEqual(['甲']);
});

it('五分钟以内不再打开；过了五分钟，再问有没有', async () => {
  const { of, asked, at } = counted();
  await of('甲');
  at(300_000);
  await of('甲');
  expect(asked).toEqual(['甲']);
  at(300_001);
  await of('甲');
  expect(asked).toEqual(['甲', '甲']);
});

it('最多留五百把，最早打开的先去', async () => {
  const { of, asked } = counted();
  for (let n = 0; n <= 500; n++) await of(`${n}`);
  asked.length = 0;
  await of('500');
  await of('1');
  expect(asked).toEqual([]);
  await of('0');
  expect(asked).toEqual(['0']);
});

it('没打开的不留：下一次再打开', async () => {
  const { opened, of } = counted();
  await expect(opened.of('甲', () => Promise.reject(new Error('throttled')))).rejects.toThrow('throttled');
  expect((await of('甲')).export().toString()).toBe('甲');
});
