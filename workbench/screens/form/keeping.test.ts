import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Refused } from '../../../shared/contract/client.ts';
import { Keeping } from './keeping.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An API that answers as it is told, and otherwise takes everything. */
function api() {
  const answers: (() => Promise<{ revision: number; savedAt: string }>)[] = [];
  const sent: number[] = [];
  const send = async (revision: number) => {
    sent.push(revision);
    return (answers.shift() ?? (async () => ({ revision: revision + 1, savedAt: '2026-11-23T02:32:00.000Z' })))();
  };
  return { keeping: new Keeping(send, { revision: 0, at: null }), sent, answers };
}
const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const refused = (status: number) => () => Promise.reject(new Refused('keepScratch', status, {} as never));

it('停手两秒才存，一直在打字的不存', async () => {
  const { keeping, sent } = api();
  for (let key = 0; key < 5; key++) {
    keeping.touched();
    await vi.advanceTimersByTimeAsync(1500);
  }
  expect([sent, keeping.standing.is]).toEqual([[], 'typed']);
  await vi.advanceTimersByTimeAsync(500);
  expect([sent, keeping.standing]).toEqual([[0], { is: 'kept', at: '2026-11-23T02:32:00.000Z' }]);
});

it('没有网络的，一直再试，说得出还没有存下；网络回来了就存下', async () => {
  const { keeping, sent, answers } = api();
  answers.push(lost, lost);
  keeping.touched();
  await vi.advanceTimersByTimeAsync(2000);
  expect([keeping.standing.is, keeping.isLeft]).toEqual(['unheard', true]);
  await vi.advanceTimersByTimeAsync(10_000);
  expect([sent, keeping.standing.is, keeping.isLeft]).toEqual([[0, 0, 0], 'kept', false]);
});

it('存着的时候又填了的，接着再存，一次存一份', async () => {
  const { keeping, sent, answers } = api();
  let answer: (value: { revision: number; savedAt: string }) => void = () => undefined;
  answers.push(() => new Promise((resolve) => (answer = resolve)));
  keeping.touched();
  await vi.advanceTimersByTimeAsync(2000);
  keeping.touched();
  await vi.advanceTimersByTimeAsync(5000);
  expect(sent).toEqual([0]);
  answer({ revision: 1, savedAt: 'x' });
  await vi.advanceTimersByTimeAsync(5000);
  expect([sent, keeping.isLeft]).toEqual([[0, 1], false]);
});

it('别人先存了的，不再存，等人看过；看过以后写在那一份上面', async () => {
  const { keeping, sent, answers } = api();
  answers.push(refused(412));
  keeping.touched();
  await vi.advanceTimersByTimeAsync(2000);
  keeping.touched();
  await vi.advanceTimersByTimeAsync(60_000);
  expect([sent, keeping.standing.is, await keeping.flush()]).toEqual([[0], 'met', false]);
  keeping.settled(7);
  expect(await keeping.flush()).toBe(true);
  expect(sent).toEqual([0, 7]);
});

it('系统不收的，说得出为什么，改了再存', async () => {
  const { keeping, sent, answers } = api();
  answers.push(refused(409));
  keeping.touched();
  expect(await keeping.flush()).toBe(false);
  expect(keeping.standing.is).toBe('refused');
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent).toEqual([0]);
  keeping.touched();
  await vi.advanceTimersByTimeAsync(2000);
  expect(keeping.standing.is).toBe('kept');
});

it('什么也没有填的，离开时什么也不存', async () => {
  const { keeping, sent } = api();
  expect(await keeping.flush()).toBe(true);
  expect(sent).toEqual([]);
});
