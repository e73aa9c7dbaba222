import { expect, it } from 'vitest';
import { TOLD, TOLD_IN_WEEK } from './questions.ts';
import { isSeries } from './series.ts';

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

interface Person {
  /** Forms in a day, for each of so many days of one week; which of them are of somebody on file; their people and addresses. */
  forms: number;
  days: number;
  isOnFile(): boolean;
  parts(): number;
}

/** In which of a person's days, from the first, the first series is seen, and how many were told by then. */
function firstSeries({ forms, days, isOnFile, parts }: Person): { day: number; told: number } | undefined {
  let told = 0;
  for (let day = 1; day <= days; day++) {
    let [toldToday, askedToday] = [0, 0];
    for (let form = 0; form < forms && toldToday < TOLD.max; form++) {
      askedToday += parts();
      if (!isOnFile()) continue;
      told++;
      if (isSeries({ toldToday: ++toldToday, askedToday, isWeekPast: told > TOLD_IN_WEEK.max })) return { day, told };
    }
  }
  return undefined;
}

it.each([
  ['大多是三四口的户', () => (drawn: number) => 2 + Math.floor(drawn * 5)],
  ['全是单身户', () => () => 2],
] as const)('全省 260 人，八周里天天录 96 户，百户里 3.6 户在册，没有一个人像在查人（%s）', (_, partsOf) => {
  const draw = random(20_260_907);
  const honest: Person = {
    forms: 96,
    days: 5,
    isOnFile: () => draw() < 0.036,
    parts: () => partsOf()(draw()),
  };
  const seen = Array.from({ length: 260 * 8 }, () => firstSeries(honest)).filter(Boolean);
  expect(seen).toEqual([]);
});

it('拿名单查人的，第六户就看出来；名单上一半在册的，不出一天', () => {
  const listed = { forms: 20, days: 1, parts: () => 2 };
  expect(firstSeries({ ...listed, isOnFile: () => true })).toEqual({ day: 1, told: 6 });
  let form = 0;
  expect(firstSeries({ ...listed, isOnFile: () => ++form % 2 === 0 })).toMatchObject({ day: 1 });
});

it('掺着假表、每天在上限以内的，不出一周', () => {
  const padded = { forms: 250, days: 7, parts: () => 30 };
  const upTo = (max: number) => {
    let form = 0;
    return () => form++ % 250 < max;
  };
  expect(firstSeries({ ...padded, isOnFile: upTo(9) })).toEqual({ day: 4, told: 36 });
  expect(firstSeries({ ...padded, forms: 10, isOnFile: () => true })).toEqual({ day: 4, told: 36 });
});
