import { describe, expect, it } from 'vitest';
import { an } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { given } from './given.fixture.ts';
import { decideIdleEnd, decideIdleWarning } from './idle-draft.ts';
import { isBeingFilled, isDraft, nextOfIdle } from './idle-state.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';

const { draft, returned, submitted, onFile, reviewDrafted } = journeys;
const terms = { idleDays: 90, returnedDays: 60 };

describe('很久没有人保存的', () => {
  it('先提醒一次，然后才终结；没有提交过的就没有了，退回的算撤回', () => {
    for (const [journey, end] of [
      [draft, 'abandoned'],
      [returned, 'withdrawn'],
    ] as const) {
      given(...journey)
        .when(decideIdleEnd)
        .refuses(/^还没有提醒过$/);
      const warned = given(...journey)
        .when(decideIdleWarning)
        .records();
      expect(warned.idle.warnedOn).toBe('2026-11-01');
      given(...journey, an.warnIdle())
        .when(decideIdleWarning)
        .refuses(/^已经提醒过$/);
      const ended = given(...journey, an.warnIdle())
        .when(decideIdleEnd)
        .records();
      expect([ended.standing, ended.end]).toEqual(['ended', { as: end, on: '2026-11-01' }]);
      expect(ended.matter.outcome).toBe(end);
    }
  });

  it('有人保存了，从头算起', () => {
    expect(stateAfter(...draft, an.warnIdle(), an.saveForm({ form: 1 })).idle.warnedOn).toBeNull();
    given(...draft, an.warnIdle(), an.saveForm({ form: 1 }))
      .when(decideIdleEnd)
      .refuses(/还没有提醒过/);
  });

  it('提交了的、在册的复核里填的，都不算', () => {
    for (const journey of [submitted, reviewDrafted]) {
      given(...journey)
        .when(decideIdleWarning)
        .refuses(/不能/);
    }
  });
});

describe('在填的', () => {
  const standing = (journey: Action[]) => [isDraft(stateAfter(...journey)), isBeingFilled(stateAfter(...journey))];

  it('草稿和退回的在填，草稿是还没有提交过的；在册的哪样也不是', () => {
    expect(standing(draft)).toEqual([true, true]);
    expect(standing(returned)).toEqual([false, true]);
    expect(standing(submitted)).toEqual([false, false]);
    expect(standing(onFile)).toEqual([false, false]);
    expect(standing(reviewDrafted)).toEqual([false, false]);
  });
});

describe('下一步和哪一天', () => {
  const of = (journey: Action[], idle: { since: string; warnedOn: string | null }, since = '2026-11-01') => {
    const state = stateAfter(...journey);
    return nextOfIdle({ ...state, matter: { ...state.matter, since }, idle }, terms);
  };

  it('草稿从最后一次保存起，到期前三十天提醒；提醒多晚，都还有三十天', () => {
    expect(of(draft, { since: '2026-11-01', warnedOn: null })).toEqual({ step: 'warn', due: '2026-12-31' });
    expect(of(draft, { since: '2026-11-01', warnedOn: '2027-03-01' })).toEqual({ step: 'end', due: '2027-03-31' });
  });

  it('退回的从退回起，退回以后有人保存的从那一次起', () => {
    expect(of(returned, { since: '2026-09-01', warnedOn: null })).toEqual({ step: 'warn', due: '2026-12-01' });
    expect(of(returned, { since: '2026-11-20', warnedOn: null })).toEqual({ step: 'warn', due: '2026-12-20' });
  });
});
