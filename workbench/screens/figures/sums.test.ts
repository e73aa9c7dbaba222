import { expect, it } from 'vitest';
import { type Figures, sumsOf } from './sums.ts';

type Union = Figures['unions'][number];
const survey = (count: number, overdue: number, earliest: string | null): Union['tasks'][number] => ({
  ...{ kind: 'survey', title: '入户调查', count, overdue, earliest },
});
const registered = (count: number): Union['statuses'][number] => ({ status: 'registered', title: '在册', count });

it('几个工会合在一起：份数、件数、逾期各自相加，最早到期的是其中最早的，没有期限的不算', () => {
  const sums = sumsOf([
    { statuses: [registered(3)], tasks: [survey(2, 1, '2026-09-10')] },
    { statuses: [registered(4), { status: 'draft', title: '草稿', count: 1 }], tasks: [survey(1, 0, null)] },
    { statuses: [], tasks: [survey(5, 5, '2026-09-01')] },
  ]);
  expect(sums).toMatchObject({ dossiers: 8, owed: 8, overdue: 6 });
  expect(sums.statuses.find(({ status }) => status === 'registered')?.count).toBe(7);
  expect(sums.tasks).toEqual([survey(8, 6, '2026-09-01')]);
});

it('什么也没有的，都是零', () => {
  expect(sumsOf([])).toEqual({ statuses: [], tasks: [], dossiers: 0, owed: 0, overdue: 0 });
});
