import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { drain, LANES, RUN_MS } from './drain.ts';
import type { Outcome } from './send.ts';

const at = (time: string) => Date.parse(`2026-09-08T${time}+08:00`);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Mails that wait, and a relay that takes so long for each. */
function waiting(count: number, msEach: number, outcome: (n: number) => Outcome = () => 'done') {
  const left = new Map(Array.from({ length: count }, (_, n) => [`${n}`, n]));
  const sent: string[] = [];
  let under = 0;
  let most = 0;
  const run = async () => {
    const ids = [...left.keys()];
    const page = async (after: object | undefined) => {
      const from = (after as { n: number } | undefined)?.n ?? 0;
      const last = from + 100 < ids.length ? { n: from + 100 } : undefined;
      return { ids: ids.slice(from, from + 100), last };
    };
    const sendOne = async (id: string): Promise<Outcome> => {
      most = Math.max(most, ++under);
      await new Promise((resolve) => setTimeout(resolve, msEach));
      under--;
      const how = outcome(left.get(id) as number);
      if (how === 'done' && left.delete(id)) sent.push(id);
      return how;
    };
    const done = drain({ page, sendOne, until: Date.now() + RUN_MS, now: () => new Date() });
    await vi.runAllTimersAsync();
    await done;
  };
  return { run, left, sent, most: () => most };
}

// A quarter of an hour counts from whenever the stack was deployed: 13 minutes after eight is the worst, since the run
// of eight is then still under way.
it.each([0, 7, 13, 14])(
  '夜里积下的两万五千封，一封要 2.8 秒的，到十一点也都发出，每封一次（一刻钟从八点 %i 分数起）',
  async (phase) => {
    const mails = waiting(25_000, 2800);
    const ticks = [0, ...Array.from({ length: 12 }, (_, n) => phase + 15 * n)].map(
      (minute) => at('08:00:00') + minute * 60_000,
    );
    let ended = 0;
    for (const begun of ticks) {
      // One run at a time: the next one finds this one under way, and does nothing.
      if (begun < ended || mails.left.size === 0) continue;
      vi.setSystemTime(begun);
      await mails.run();
      ended = Date.now();
      // Before its own time limit of 15 minutes, and before the next run begins, also one that begins a minute late.
      expect(ended).toBeLessThan(begun + RUN_MS + 5000);
    }
    expect(mails.left.size).toBe(0);
    expect(mails.sent).toHaveLength(25_000);
    expect(ended).toBeLessThan(at('11:00:00'));
    expect(mails.most()).toBe(LANES);
  },
  60_000,
);

it('中继断了就停下，不一封封试过去；发不出的一封不挡后面的', async () => {
  const down = waiting(1000, 100, (n) => (n < 20 ? 'done' : 'relayDown'));
  await down.run();
  expect(down.sent).toHaveLength(20);
  const odd = waiting(1000, 100, (n) => (n % 100 === 7 ? 'failed' : 'done'));
  await odd.run();
  expect(odd.left.size).toBe(10);
  // A relay that closes at some mailboxes alone: theirs are due the longest, and so at the head of each run.
  const closing = waiting(1000, 100, (n) => (n < 3 ? 'relayDown' : 'done'));
  await closing.run();
  expect(closing.sent).toHaveLength(997);
}, 60_000);
