import { expect, it } from 'vitest';
import { askFigures, type Counting } from './ask-figures.ts';
import { Client } from './client.ts';

/** Answers each time that one county more is counted, and at last with what they come to. */
function counting(counties: number, asked: string[]) {
  const fetch = async (url: string) => {
    asked.push(url);
    const counted = asked.length;
    if (counted < counties) return new Response(JSON.stringify({ counties, counted }), { status: 202 });
    return new Response(JSON.stringify({ whole: { onFile: 7 } }), { status: 200 });
  };
  return new Client({ api: 'https://example.cn/prod', token: async () => 'x', fetch });
}

it('照样再问，直到数完；每次说数到哪里', async () => {
  const asked: string[] = [];
  const told: Counting[] = [];
  const query = { org: '530000', day: '2026-11-23' };
  const figures = await askFigures(counting(3, asked), query, { tell: (how) => told.push(how) });
  expect(figures).toMatchObject({ whole: { onFile: 7 } });
  expect(told.map(({ counted }) => counted)).toEqual([1, 2]);
  expect([asked.length, new Set(asked).size]).toEqual([3, 1]);
});

it('不等了的，不再问，也不再说；一次也没有问过的不问', async () => {
  const asked: string[] = [];
  const told: Counting[] = [];
  const stop = new AbortController();
  const tell = (how: Counting) => {
    told.push(how);
    stop.abort();
  };
  await expect(askFigures(counting(9, asked), {}, { tell, signal: stop.signal })).rejects.toThrow();
  expect([asked.length, told.length]).toEqual([1, 1]);
  await expect(askFigures(counting(9, asked), {}, { tell, signal: stop.signal })).rejects.toThrow();
  expect([asked.length, told.length]).toEqual([1, 1]);
});
