import { expect, it } from 'vitest';
import { coverageOf } from './coverage.ts';

const stratum = (division: string, size: number) => ({
  ...{ frame: 'onFile' as const, division, category: '-', size, draw: size },
});
const looked = (dossier: string, of: number) => ({ dossier, stratum: of });

it('一年里看了几成：几次加在一起，一户只算一次，在册的户数照最近一次列的框', () => {
  const spring = {
    at: '2027-03-01T02:00:00.000Z',
    strata: [stratum('530102', 10), stratum('530103', 4)],
    looked: [looked('a', 1), looked('b', 1), looked('x', 2)],
  };
  const autumn = {
    at: '2027-09-01T02:00:00.000Z',
    strata: [stratum('530102', 12)],
    looked: [looked('b', 1), looked('c', 1)],
  };
  const expected = [
    { division: '530102', households: 12, looked: 3 },
    { division: '530103', households: 4, looked: 1 },
  ];
  expect(coverageOf([spring, autumn])).toEqual(expected);
  expect(coverageOf([autumn, spring])).toEqual(expected);
});

it('移交到别的县、又在那里抽到的，算在后一次的县', () => {
  const here = { at: '2027-03-01T02:00:00.000Z', strata: [stratum('530102', 5)], looked: [looked('a', 1)] };
  const there = { at: '2027-05-01T02:00:00.000Z', strata: [stratum('530103', 3)], looked: [looked('a', 1)] };
  expect(coverageOf([here, there]).map((each) => each.looked)).toEqual([0, 1]);
});

it('没有列过框的，什么也没有', () => {
  expect(coverageOf([])).toEqual([]);
});
