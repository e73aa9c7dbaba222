import { describe, expect, it } from 'vitest';
import { desksOf, tally, whose } from './desks.ts';

const county = '530000/530100/530102';
const unit = `${county}/U0001`;
const at = (id: string, orgPath: string, ...roles: ('registrar' | 'reviewer' | 'approver')[]) => ({
  id,
  orgPath,
  roles,
});
const desks = desksOf([
  at('one', unit, 'registrar'),
  at('two', unit, 'registrar', 'reviewer'),
  at('county', county, 'registrar'),
  at('city', '530000/530100', 'reviewer', 'approver'),
]);

describe('一件待办是谁的', () => {
  it.each([
    ['registrar', unit, ['one', 'two']],
    ['registrar', `${county}/U0002`, ['county']],
    ['registrar', '530000/530100/530103/U0001', []],
    ['reviewer', county, ['city']],
    ['surveyor', unit, []],
  ] as const)('%s，%s：%j', (role, orgPath, ids) => {
    expect(whose({ role, orgPath }, desks)).toEqual(ids);
  });

  it('请了哪一位的，就是那一位的', () => {
    expect(whose({ role: 'approver', orgPath: unit, person: 'asked' }, desks)).toEqual(['asked']);
  });
});

describe('今日待办', () => {
  it('一种一行：几件、逾期几件、最早到哪一天；今天到期的不算逾期，先到期的在前，没有期限的最后', () => {
    const tasks = [
      { kind: 'correct', due: null },
      { kind: 'plan', due: '2026-11-28' },
      { kind: 'survey', due: '2026-11-30' },
      { kind: 'survey', due: '2026-11-27' },
      { kind: 'survey', due: '2026-11-20' },
    ] as const;
    expect(tally(tasks, '2026-11-28')).toEqual([
      { kind: 'survey', count: 3, overdue: 2, earliest: '2026-11-20' },
      { kind: 'plan', count: 1, overdue: 0, earliest: '2026-11-28' },
      { kind: 'correct', count: 1, overdue: 0, earliest: null },
    ]);
    expect(tally([], '2026-11-28')).toEqual([]);
  });
});
