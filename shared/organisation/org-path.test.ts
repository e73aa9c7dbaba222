import { describe, expect, it, test } from 'vitest';
import { isOrWasDivision } from '../divisions/codes.ts';
import { divisionName } from '../divisions/divisions.ts';
import {
  contains,
  county,
  divisionOf,
  isCountyBelowProvince,
  isOwnOf,
  isWithinCounty,
  levelOf,
  reaches,
  unionAt,
  unionOfDivision,
  withoutCity,
} from './org-path.ts';

const wuhua = '530000/530100/530102';
const unit = `${wuhua}/U0001`;
const xiantao = '420000/429004';
const dongguan = '440000/441900';

describe('a union contains', () => {
  it.each([
    [wuhua, wuhua, true],
    [wuhua, unit, true],
    ['530000', unit, true],
    [unit, wuhua, false],
    [wuhua, '530000/530100/5301020', false],
    [`${wuhua}/U1`, `${wuhua}/U12`, false],
  ])('%s, %s: %s', (union, path, expected) => {
    expect(contains(union, path)).toBe(expected);
  });
});

describe('which union stands above', () => {
  it.each([
    [unit, wuhua, '530000/530100'],
    [`${wuhua}/JD01/U0001`, wuhua, '530000/530100'],
    [wuhua, wuhua, '530000/530100'],
    ['530000/530100/U0001', undefined, '530000/530100'],
    ['530000', undefined, undefined],
    [`${xiantao}/U0001`, xiantao, undefined],
    [xiantao, xiantao, undefined],
    [`${dongguan}/U0001`, dongguan, undefined],
    ['110000/110101/U0001', '110000/110101', undefined],
    ['440000/441900/200123', dongguan, undefined],
  ])('%s: county %s, city %s', (path, inCounty, inCity) => {
    expect([unionAt('county', path), unionAt('municipal', path)]).toEqual([inCounty, inCity]);
    expect(unionAt('provincial', path)).toBe(path.slice(0, 6));
  });

  it('is the city where there is no county, and the province where there is no city', () => {
    expect(county('530000/530100/U0001')).toBe('530000/530100');
    expect(county('530000/U0001')).toBe('530000');
    expect([unit, `${xiantao}/U1`, '530000/530100/U0001', '530000'].map(divisionOf)).toEqual([
      '530102',
      '429004',
      '530100',
      '530000',
    ]);
  });
});

describe("a union's own is what stands below none of its counties", () => {
  it.each([
    ['530000/530100', '530000/530100', true],
    ['530000/530100', '530000/530100/U0001', true],
    ['530000/530100', '530000/530100/5301020', true],
    ['530000/530100', wuhua, false],
    ['530000/530100', unit, false],
    ['530000/530100', '530000', false],
    ['530000', '530000/U0001', true],
    ['530000', '530000/530100', false],
    ['530000', '530000/530100/U0001', false],
    ['420000', xiantao, false],
    [wuhua, unit, true],
    [dongguan, `${dongguan}/U1`, true],
    [unit, wuhua, false],
    [unit, `${wuhua}/U0002`, false],
    ['530000/530100/U0001', '530000/530100/U0001/JD01', true],
    ['530000/530100/U0001', '530000/530100', false],
  ])('%s, %s: %s', (union, path, expected) => {
    expect(isOwnOf(union, path)).toBe(expected);
  });
});

test('by its code each union of a county, a city or a province is found again', () => {
  for (const path of ['530000', '530000/530100', wuhua, xiantao, dongguan, '110000/110101']) {
    expect(unionOfDivision(divisionOf(path)), path).toBe(path);
  }
});

test('a county, what is in it, and a unit that stands below no county reach no further than a county', () => {
  for (const path of [wuhua, unit, xiantao, '530000/530100/U0001', '530000/U0001']) {
    expect(isWithinCounty(path), path).toBe(true);
  }
  for (const path of ['530000', '530000/530100']) expect(isWithinCounty(path), path).toBe(false);
});

test('a county under its province, and a city without counties, are unions of a county', () => {
  const levels = ['530000', '530000/530100', wuhua, unit, xiantao, `${xiantao}/U1`, dongguan, `${dongguan}/U1`].map(
    levelOf,
  );
  expect(levels).toEqual(['provincial', 'municipal', 'county', undefined, 'county', undefined, 'county', undefined]);
  expect(reaches('county', xiantao)).toBe(true);
  expect(reaches('county', `${xiantao}/U1`)).toBe(false);
  expect(reaches('municipal', dongguan)).toBe(false);
  expect(reaches('county', '530000')).toBe(true);
});

test('which codes are counties below a province is known without the table, and as the table has it', () => {
  const ends = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));
  const provinces = ends.filter((code) => divisionName(code) !== null);
  const cities = provinces.flatMap((province) => ends.map((city) => `${province}${city}`));
  const withoutOne = cities.filter((city) => withoutCity.test(`${city}01`));
  const codes = [...cities.map((city) => `${city}00`), ...withoutOne.flatMap((city) => ends.map((end) => city + end))];
  const known = codes.filter((code) => !code.endsWith('0000') && divisionName(code) !== null);
  expect(known.length).toBeGreaterThan(400);
  expect(known.filter(isCountyBelowProvince)).toEqual(known.filter(isOrWasDivision));
});
