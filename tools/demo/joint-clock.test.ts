import { describe, expect, it } from 'vitest';
import { JointClock } from './joint-clock.ts';

/** A province's clock that moves only when told to, and remembers what it was told. */
function province(begin: string) {
  const told: string[] = [];
  let now = begin;
  return {
    told,
    now: async () => now,
    leapTo: async (instant: string) => {
      told.push(instant);
      now = instant;
      return now;
    },
    atRest: async () => {
      told.push('rest');
    },
  };
}

async function clockFrom(begin: string) {
  const system = province(begin);
  const clock = new JointClock(system);
  await clock.start();
  return { clock, told: system.told };
}

const monday = '2026-09-07T01:00:00.000Z';

describe('几户共用一个时钟', () => {
  it('还有一户没办完当天的事，时钟不走', async () => {
    const { clock, told } = await clockFrom(monday);
    const busy = Promise.withResolvers<void>();
    let waited = false;
    const all = clock.together([
      async () => {
        await clock.reach('2026-09-08T01:30:00.000Z');
        waited = true;
      },
      () => busy.promise,
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    expect([waited, told]).toEqual([false, []]);
    busy.resolve();
    await all;
    expect([waited, told]).toEqual([true, ['2026-09-08T01:30:00.000Z']]);
  });

  it('先到最近的时刻，等得久的一户不会把别户的期限带过去', async () => {
    const { clock, told } = await clockFrom(monday);
    const order: string[] = [];
    await clock.together([
      async () => {
        await clock.reach('2027-09-16T01:30:00.000Z');
        order.push('一年后');
      },
      async () => {
        await clock.reach('2026-09-08T01:30:00.000Z');
        order.push('次日');
        await clock.reach('2026-09-16T01:30:00.000Z');
        order.push('公示期满');
      },
    ]);
    expect(order).toEqual(['次日', '公示期满', '一年后']);
    expect(told).toEqual(['2026-09-08T01:30:00.000Z', '2026-09-16T01:30:00.000Z', '2027-09-16T01:30:00.000Z']);
  });

  it('只等办完手头的事，不动日期', async () => {
    const { clock, told } = await clockFrom(monday);
    await clock.together([() => clock.rest(), () => clock.reach('2026-09-08T01:30:00.000Z')]);
    expect(told).toEqual(['rest', '2026-09-08T01:30:00.000Z']);
  });

  it('一户出了错，其余照常往下走', async () => {
    const { clock } = await clockFrom(monday);
    const all = clock.together([
      async () => {
        throw new Error('走不下去');
      },
      () => clock.workingMorning(),
    ]);
    await expect(all).rejects.toThrow('走不下去');
    await expect.poll(() => clock.today).toBe('2026-09-08');
  });

  it('周五之后的工作日是下周一，上午九点半上班', async () => {
    const { clock, told } = await clockFrom('2026-09-11T02:00:00.000Z');
    await clock.together([() => clock.workingMorning()]);
    expect(told).toEqual(['2026-09-14T01:30:00.000Z']);
  });
});
