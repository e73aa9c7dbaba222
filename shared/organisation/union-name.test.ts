import { expect, test } from 'vitest';
import { unionName, unionNameFor } from './union-name.ts';

const wuhua = '530000/530100/530102';
const unit = `${wuhua}/U0001`;
const xiantao = '420000/429004';
const dongguan = '440000/441900';

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
