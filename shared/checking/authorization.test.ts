import { expect, it } from 'vitest';
import { national } from '../../infra/provinces/disclosures/national.ts';
import { household, withDaughter } from '../../test/support/household.ts';
import type { ConsentGiven } from '../consent/consent.ts';
import { allAgree } from '../consent/consents.fixture.ts';
import { adultsOf, authorizationFaults } from './authorization.ts';

const form = withDaughter(household(3));
const today = '2026-11-10';
const onPaper = (given: readonly ConsentGiven[], papers = ['p1']) =>
  authorizationFaults(
    given.map((each) => ({ ...each, way: 'signed', paper: 'p1' })),
    form,
    { today, disclosures: [national], papers: new Set(papers) },
  );
const everybody = allAgree(form, '2026-11-09');
const pointers = adultsOf(form, today).map(({ pointer }) => pointer);
const adults = everybody.filter(({ person }) => pointers.includes(person));

it('不满十八周岁的不用授权：写上了的，说是哪一位、为什么', () => {
  expect(pointers).toEqual(['/worker', '/members/0']);
  expect(onPaper(everybody)).toEqual([
    {
      pointer: '/authorizations/2/person',
      code: 1004,
      message: '第2位家庭成员不满 18 周岁，不向各部门核对，不用授权',
    },
  ]);
});

it('成年的签了、授权书也收下了的，没有什么不对；没有收下的，说是哪一项', () => {
  expect(onPaper(adults)).toEqual([]);
  expect(onPaper(adults, []).map(({ pointer }) => pointer)).toEqual([
    '/authorizations/0/paper',
    '/authorizations/1/paper',
  ]);
});
