import { describe, expect, it, test } from 'vitest';
import {
  contains,
  county,
  divisionOf,
  levelOf,
  orgPathFault,
  reaches,
  unionAt,
  unionName,
  unionNameFor,
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

describe('a path', () => {
  it.each([
    unit,
    wuhua,
    '530000/530100',
    '530000',
    `${xiantao}/U0001`,
    `${dongguan}/U0001`,
    '110000/110101/U0001',
    '500000/500229',
    '530000/530100/U-1',
    '370000/371200/371202/U1',
  ])('%s is one', (path) => {
    expect(orgPathFault(path)).toBeUndefined();
  });

  it.each([
    ['', '组织路径写作'],
    ['530000/', '组织路径写作'],
    ['云南/昆明', '组织路径写作'],
    ['530100/530102', '530100 不是省级行政区划的代码'],
    ['530000/530100/530199/U0001', '530100 没有 530199 这个县'],
    ['530000/530100/530402', '530100 没有 530402 这个县'],
    ['530000/370100', '530000 没有 370100 这个市、县'],
    ['530000/539900', '530000 没有 539900 这个市、县'],
    ['530000/530102/U0001', '530102 写在它的市后面：530000/530100/530102'],
    ['110000/110100/110101', '110100 不是市：它的县区直接写在 110000 后面'],
    ['420000/429000/429004', '429000 不是市：它的县区直接写在 420000 后面'],
    ['530000/530000/530102', '530000 没有 530000 这个市、县'],
  ])('%s is none: %s', (path, said) => {
    expect(orgPathFault(path)).toContain(said);
  });
});

test('a union is named by its county, and beyond their own county nobody is told the employer', () => {
  expect(unionName(unit)).toBe('云南省昆明市五华区总工会所属 U0001 工会');
  expect(unionName(`${xiantao}/U0001`)).toBe('湖北省仙桃市总工会所属 U0001 工会');
  expect(unionName('530000/530100')).toBe('云南省昆明市总工会');
  expect(unionName(dongguan)).toBe('广东省东莞市总工会');
  expect(unionNameFor(unit, `${wuhua}/U0002`)).toBe(unionName(unit));
  expect(unionNameFor(unit, '530000/530100')).toBe(unionName(unit));
  expect(unionNameFor(unit, '530000/530100/530103/U0001')).toBe(unionName(wuhua));
  expect(unionNameFor(`${xiantao}/U0001`, '420000/420100/420102')).toBe(unionName(xiantao));
});
