import { expect, it } from 'vitest';
import { type Covered, coverageOf, lastListed } from './coverage.ts';

/** A check whose frame has some counties with these households, letter by letter. */
const check = (at: string, counties: Record<string, string>, looked = ''): Covered => ({
  at: `2027-${at}T02:00:00.000Z`,
  isAlone: false,
  strata: Object.entries(counties).map(([division, all]) => ({
    ...{ frame: 'onFile' as const, division, category: '-', size: all.length, draw: all.length },
  })),
  households: Object.values(counties).flatMap((all, n) => [...all].map((dossier) => ({ dossier, stratum: n + 1 }))),
  looked: [...looked],
});

it('一年里看了几成：几次加在一起，一户只算一次，在册的户数照最近一次列的框', () => {
  const spring = check('03-01', { '530102': 'abcdefghij', '530103': 'wxyz' }, 'abx');
  const autumn = check('09-01', { '530102': 'abcdefghijkl' }, 'bc');
  const expected = [
    { division: '530102', counties: ['530102'], households: [...'abcdefghijkl'], looked: new Set('abc') },
    { division: '530103', counties: ['530103'], households: [...'wxyz'], looked: new Set('x') },
  ];
  expect(coverageOf([spring, autumn])).toMatchObject(expected);
  expect(coverageOf([autumn, spring])).toMatchObject(expected);
});

it('看过以后退出了的，两头都不算：从不超过全部', () => {
  const spring = check('03-01', { '530102': 'abcdef' }, 'abcdef');
  const autumn = check('09-01', { '530102': 'efg' });
  expect(coverageOf([spring, autumn])).toMatchObject([
    { division: '530102', counties: ['530102'], households: [...'efg'], looked: new Set('ef') },
  ]);
});

it('移交到别的县的，在列着它的县里算看过', () => {
  const here = check('03-01', { '530102': 'abcde' }, 'a');
  const there = check('05-01', { '530103': 'axy' });
  expect(coverageOf([here, there])).toMatchObject([
    { division: '530102', counties: ['530102'], households: [...'abcde'], looked: new Set('a') },
    { division: '530103', counties: ['530103'], households: [...'axy'], looked: new Set('a') },
  ]);
});

it('几个县合在一层的，一起算；其中一个后来又单独列过的，照后来的，不论是哪一个', () => {
  const together = check('03-01', { '530102+530103': 'abcde' }, 'ab');
  for (const [later, left] of [
    ['530103', '530102'],
    ['530102', '530103'],
  ] as const) {
    const alone = check('09-01', { [later]: 'defgh' }, 'd');
    for (const checks of [
      [together, alone],
      [alone, together],
    ]) {
      const of = coverageOf(checks);
      expect(of).toHaveLength(2);
      const at = (code: string) => of.filter(({ counties }) => counties.includes(code));
      expect(at(later)).toMatchObject([
        { division: later, counties: [later], households: [...'defgh'], looked: new Set('d') },
      ]);
      expect(at(left)).toMatchObject([
        { division: '530102+530103', counties: [left], households: [...'abcde'], looked: new Set('abd') },
      ]);
    }
    expect(lastListed([together, alone]).get(later)).toBe(alone);
    expect(lastListed([together, alone]).get(left)).toBe(together);
  }
});

it('没有列过框的，什么也没有', () => {
  expect(coverageOf([])).toEqual([]);
});
