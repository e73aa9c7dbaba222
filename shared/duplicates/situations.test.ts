import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { checkCharacter } from '../identity/id-number.ts';
import { compare, type Verdict } from './compare.ts';
import { keysAmong, type TracedHousehold, traces } from './traces.ts';

const verdicts: Record<string, Verdict> = { 不得提交: 'certain', 须裁定: 'possible', 不问: 'none' };

const rows = readFileSync(new URL('situations.md', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| ---') && !line.startsWith('| 情形'))
  .map((line) => line.split('|').map((cell) => cell.trim()) as [string, string, string, string, string]);

function household(text: string, elsewhere: string): TracedHousehold {
  const [people = '', homeAddress, mobile] = text.split('；');
  const [worker, ...members] = people.split('，').map((person) => {
    const [name = '', what = ''] = person.split(' ');
    if (what.startsWith('生于')) return { name, birthDate: what.slice(2) };
    const birthDate = `${what.slice(6, 10)}-${what.slice(10, 12)}-${what.slice(12, 14)}`;
    return { name, birthDate, idNumber: what + checkCharacter(what) };
  });
  if (worker === undefined) throw new Error(text);
  return { worker: { ...worker, homeAddress: homeAddress || elsewhere, hukouDivision: '530102', mobile }, members };
}

it.each(rows)('%s%s', (_, title, one, other, verdict) => {
  const [mine, theirs] = [traces(household(one, '北京路7号202室')), traces(household(other, '和平村9号'))];
  expect(verdicts[verdict], title).toBeDefined();
  expect(compare(mine, theirs).verdict).toBe(verdicts[verdict]);
  expect(compare(theirs, mine).verdict).toBe(verdicts[verdict]);
  if (verdict === '不问') expect(compare(mine, theirs)).toEqual({ score: 0, verdict: 'none', reasons: [] });
  const keys = new Set(keysAmong(theirs).map(({ text }) => text));
  if (verdict !== '不问') expect(keysAmong(mine).some(({ text }) => keys.has(text))).toBe(true);
});

it('每种判断都有', () => {
  expect(new Set(rows.map(([, , , , verdict]) => verdict))).toEqual(new Set(Object.keys(verdicts)));
});
