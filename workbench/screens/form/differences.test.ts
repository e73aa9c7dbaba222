import { expect, it } from 'vitest';
import { household, withDaughter } from '../../../test/support/household.ts';
import { chosen, differences } from './differences.ts';
import { FormStore } from './store.ts';

const version = (form: object) => ({ form: new FormStore(form, '2026-11-23').form, unread: [] });
const mine = version({ ...household(1), remarks: '腿脚不便' });

it('一样的没有不同；一栏不同的说出两边的字', () => {
  expect(differences(mine, mine)).toEqual([]);
  const { worker, ...rest } = household(1);
  const theirs = version({ ...rest, worker: { ...worker, monthlyIncome: 123_450 }, remarks: '腿脚不便' });
  expect(differences(mine, theirs)).toEqual([
    { pointer: '/worker/monthlyIncome', label: '本人月平均收入', mine: '1000', theirs: '1234.50' },
  ]);
  expect(chosen(mine, theirs, new Set(['/worker/monthlyIncome'])).form).toEqual(theirs.form);
});

it('成员一样多的一栏一栏比，不一样多的整张选一边', () => {
  const [husband] = household(1).members;
  const other = version({ ...household(1), members: [{ ...husband, health: '良好' }], remarks: '腿脚不便' });
  expect(differences(mine, other).map(({ pointer }) => pointer)).toEqual(['/members/0/health']);
  const more = version({ ...withDaughter(household(1)), remarks: '腿脚不便' });
  expect(differences(mine, more).map(({ pointer }) => pointer)).toEqual(['/household/householdSize', '/members']);
  const both = chosen(mine, more, new Set(['/members', '/household/householdSize']));
  expect(both.form).toEqual(more.form);
});

it('一边认不出来的字也看得到，选了就留着', () => {
  const theirs = { ...mine, unread: [{ pointer: '/governmentAid', text: '一千左右' }] };
  expect(differences(mine, theirs)).toMatchObject([{ pointer: '/governmentAid', mine: '', theirs: '一千左右' }]);
  expect(chosen(mine, theirs, new Set(['/governmentAid'])).unread).toEqual(theirs.unread);
  expect(chosen(theirs, mine, new Set(['/governmentAid'])).unread).toEqual([]);
});
