import { expect, it } from 'vitest';
import { demoStaff, staffOf } from './people.ts';

it('一省的登录只认得本省的人，各省合起来就是全部', () => {
  const provinces = ['530000', '370000'];
  for (const province of provinces) {
    expect(staffOf(province).length).toBeGreaterThan(5);
    expect(staffOf(province).filter(({ orgPath }) => !orgPath.startsWith(province))).toEqual([]);
  }
  expect(provinces.flatMap(staffOf)).toHaveLength(demoStaff.length);
});
