import { expect, test } from 'vitest';
import { unionNameByPlace, unionToldTo } from './union-name.ts';

const wuhua = '530000/530100/530102';
const unit = `${wuhua}/U0001`;
const xiantao = '420000/429004';
const dongguan = '440000/441900';

test('a union without an entry is named by its place, and a unit says that its name is missing', () => {
  expect(unionNameByPlace(unit)).toBe('云南省昆明市五华区总工会所属 U0001 工会（未登记名称）');
  expect(unionNameByPlace(`${xiantao}/U0001`)).toBe('湖北省仙桃市总工会所属 U0001 工会（未登记名称）');
  expect(unionNameByPlace('530000/530100')).toBe('云南省昆明市总工会');
  expect(unionNameByPlace(dongguan)).toBe('广东省东莞市总工会');
  expect(unionNameByPlace('530000/CY01')).toBe('云南省总工会所属 CY01 工会（未登记名称）');
});

test('beyond their own county nobody is told the employer, but the union of the county', () => {
  expect(unionToldTo(`${wuhua}/U0002`, unit)).toBe(unit);
  expect(unionToldTo('530000/530100', unit)).toBe(unit);
  expect(unionToldTo('530000/530100/530103/U0001', unit)).toBe(wuhua);
  expect(unionToldTo('420000/420100/420102', `${xiantao}/U0001`)).toBe(xiantao);
});
