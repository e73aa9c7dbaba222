import { expect, it } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { people, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

const app = memoryApp();
app.at('2026-11-02T02:00:00Z');
const standards = (as: { sub: string; roles: string; orgPath: string }) =>
  told<AnswerOf<'getStandards'>>(app, 'getStandards', { as });

it('建档人看得到自己这个县用哪个标准、低保标准多少、从哪天起；别的县的不列', async () => {
  const { standards: found, lines, approval, calendar } = await standards(people.registrar);
  expect(found.length).toBeGreaterThan(0);
  expect(found[0]).toMatchObject({ where: ['云南省'], tier: 'national' });
  expect(found[0]?.clauses.map(({ category }) => category)).toContain('低保户');
  expect([...new Set(lines.map(({ division }) => division))]).toEqual(['530102']);
  expect(lines.every(({ to }) => to === null || to >= '2026-11-02')).toBe(true);
  expect(approval.registration.map(({ level }) => level)).toEqual(approval.registration.map((_, index) => index + 1));
  expect(calendar.until.endsWith('-12-31')).toBe(true);
});

it('市里的人看得到全市各县的，省里的看得到全省的', async () => {
  const divisions = async (orgPath: string) =>
    new Set((await standards({ ...people.reviewer, orgPath })).lines.map(({ division }) => division));
  const [city, province] = [await divisions('530000/530100'), await divisions('530000')];
  expect([...city].every((each) => each.startsWith('5301'))).toBe(true);
  expect(city.size).toBeGreaterThan(1);
  expect(province.size).toBeGreaterThan(city.size);
});
