import { expect, it } from 'vitest';
import { isOwnOf } from '../shared/organisation/org-path.ts';
import { demoStaff } from './people.ts';
import { demoPeople } from './registered.ts';

it('演示的昆明市总工会自己（本级）的一户，从建档到审批各有一个人办：不能都试的，看不到本级怎样办', () => {
  const city = demoPeople.filter(({ orgPath }) => isOwnOf('530000/530100', orgPath));
  for (const role of ['registrar', 'surveyor', 'reviewer', 'approver'] as const)
    expect(city.filter(({ roles }) => roles.join() === role).length, role).toBeGreaterThan(0);
});

it('点选得到的演示人员，名册里都有，同样的姓名、工会、职责', () => {
  const registered = new Map(demoPeople.map((each) => [each.id, each]));
  for (const { id, ...each } of demoStaff) expect(registered.get(id), id).toMatchObject(each);
});
