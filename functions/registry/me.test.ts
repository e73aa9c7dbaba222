import { expect, it } from 'vitest';
import { mayNot } from '../../shared/access/may.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { orgPathFault } from '../../shared/organisation/org-path-fault.ts';
import type { Caller } from '../../test/support/handlers.ts';
import { people, putPeople, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';

const app = memoryApp();
app.at('2026-11-27T02:00:00Z');
await putPeople(app);
const me = (as: Caller) => told<AnswerOf<'getMe'>>(app, 'getMe', { as });

it('登录的人看得到自己是谁、归哪个工会、准办哪些事；钟以接口的为准', async () => {
  const { registrar } = people;
  const answer = await me(registrar);
  expect(answer).toMatchObject({ id: registrar.sub, roles: ['registrar'], orgPath: registrar.orgPath, counties: [] });
  expect(answer.name).not.toContain(registrar.sub);
  expect(answer.now).toBe('2026-11-27T02:00:00.000Z');
  for (const ability of ['createDraft', 'exempt', 'read', 'manageDirectory'] as const) {
    const refused = mayNot({ id: 'x', roles: ['registrar'], orgPath: '530000' }, ability, { orgPath: '530000' });
    expect(answer.may.includes(ability)).toBe(refused === undefined);
  }
});

it('县以上的，列出所辖的各县，路径个个说得通；市级的只有本市的，没有登记姓名的也这样说', async () => {
  const ofProvince = await me({ sub: 'auditor-9', roles: 'auditor', orgPath: '530000' });
  expect(ofProvince.counties.length).toBeGreaterThan(120);
  expect(ofProvince.counties.filter(({ orgPath }) => orgPathFault(orgPath) !== undefined)).toEqual([]);
  expect(ofProvince.counties).toContainEqual({ orgPath: '530000/530100/530102', name: '昆明市五华区' });
  expect(ofProvince.name).toBe('未登记姓名');
  const ofCity = await me({ sub: 'reviewer-9', roles: 'reviewer', orgPath: '530000/530100' });
  expect(ofCity.counties.every(({ orgPath }) => orgPath.startsWith('530000/530100/'))).toBe(true);
  expect(ofCity.counties.length).toBeGreaterThan(10);
});
