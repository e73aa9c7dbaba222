import { expect, it } from 'vitest';
import { RunningSystem } from './client.ts';

const day = 86_400_000;

/** A local cloud's clock, and how far it was asked to leap in each request. */
function clockAt(begin: string) {
  const leaps: number[] = [];
  let now = Date.parse(begin);
  const fetch = async (_: unknown, init?: RequestInit) => {
    if (init?.method === 'POST') {
      const to = Date.parse(JSON.parse(String(init.body)).to);
      if (to < now) return Response.json({ detail: '时钟不能倒退' }, { status: 400 });
      leaps.push((to - now) / day);
      now = to;
    }
    const told = new Date(now).toISOString();
    // Real time goes on between the requests.
    now += 40;
    return Response.json({ now: told });
  };
  const addresses = { api: 'http://api', local: 'http://local', issuer: 'http://issuer' };
  return { system: new RunningSystem(addresses, fetch as typeof globalThis.fetch), leaps };
}

// Node's fetch gives an answer five minutes to begin, and a year of a loaded province takes longer.
it('一跳一年，一次请求至多走一个月，到的仍是那一刻', async () => {
  const { system, leaps } = clockAt('2026-09-07T01:00:00.000Z');
  expect(await system.leapTo('2027-09-07T01:00:00.000Z')).toBe('2027-09-07T01:00:00.000Z');
  expect(leaps).toHaveLength(13);
  expect(Math.max(...leaps)).toBeLessThanOrEqual(30);
});

it('比三十天多一毫秒的也不会倒退', async () => {
  const { system, leaps } = clockAt('2026-09-07T01:00:00.000Z');
  await system.leapTo('2026-10-07T01:00:00.001Z');
  expect(leaps).toHaveLength(2);
});

it('一个月以内的一次走到；倒退的照样被拒', async () => {
  const { system, leaps } = clockAt('2026-09-07T01:00:00.000Z');
  await system.leapTo('2026-09-08T01:00:00.000Z');
  expect(leaps).toHaveLength(1);
  await expect(system.leapTo('2026-09-01T01:00:00.000Z')).rejects.toThrow('时钟不能倒退');
});
