import { expect, it } from 'vitest';
import { an } from '../dossier/actions.fixture.ts';
import type { Action } from '../dossier/actions.ts';
import type { JournalEntry } from '../dossier/journal.ts';
import { promisesIn, resultsOf } from './promises.ts';

const entries = (...actions: Action[]): JournalEntry[] =>
  actions.map((action, n) => ({
    ...{ dossierId: 'd', version: n + 1, action, actor: { kind: 'staff', id: 'a' }, prevHash: '', hash: '' },
    ...{ at: `2027-01-01T00:0${n}:00.000Z`, on: '2027-01-01' },
  }));
const made = (plan: number, dueMonth: string) => an.makePlan({ plan, dueMonth });
const signed = (plan: number) => an.signPlan({ plan });
const said = (...actions: Action[]) =>
  promisesIn(entries(...actions)).map(({ dueMonth, outcome }) => [dueMonth, outcome]);

it('签了字的才算承诺；没有签的、不同意的不算', () => {
  expect(said(made(1, '2027-06'))).toEqual([]);
  expect(said(made(1, '2027-06'), an.declinePlan({ plan: 1 }), made(2, '2027-09'), signed(2))).toEqual([
    ['2027-09', null],
  ]);
});

it('延期的，原来的算延期，另有一件到新的月份；没有做到的另订，两件都在', () => {
  const extended = an.evaluatePlan({ plan: 1, outcome: 'extended', dueMonth: '2027-09' });
  const notMet = an.evaluatePlan({ plan: 1, outcome: 'notMet', dueMonth: null });
  expect(said(made(1, '2027-06'), signed(1), extended, notMet, made(2, '2027-12'), signed(2))).toEqual([
    ['2027-06', 'extended'],
    ['2027-09', 'notMet'],
    ['2027-12', null],
  ]);
});

it('没有考核就另订的算改订，没有考核就退出的算退出；考核过的不因退出改变', () => {
  expect(said(made(1, '2027-06'), signed(1), made(2, '2027-12'), signed(2), an.leave())).toEqual([
    ['2027-06', 'revised'],
    ['2027-12', 'left'],
  ]);
  const done = an.evaluatePlan({ plan: 1, outcome: 'done', dueMonth: null });
  expect(said(made(1, '2027-06'), signed(1), done, an.leave())).toEqual([['2027-06', 'done']]);
});

it('过了那个月还没有考核的算逾期，那个月里的还没有到；各样加起来就是承诺的件数', () => {
  const one = (outcome: 'done' | null, dueMonth: string) => ({ outcome, dueMonth });
  const results = resultsOf([one('done', '2027-06'), one(null, '2027-05'), one(null, '2027-06')], '2027-06');
  expect(results).toMatchObject({ promised: 3, done: 1, overdue: 1, later: 1 });
  const { promised, ...each } = results;
  expect(Object.values(each).reduce((sum, n) => sum + n, 0)).toBe(promised);
});
