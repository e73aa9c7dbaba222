import { describe, expect, it } from 'vitest';
import { an } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { given } from './given.fixture.ts';
import { journeys, recorded, stateAfter } from './journeys.fixture.ts';
import { mostObjections, openObjections, owedUntil, unverifiedNumber, verifiedNumber } from './objection-list.ts';
import { apply, type DossierState } from './state.ts';
import { statusOf } from './status.ts';

const { underNotice } = journeys;
const { unverified, listed } = mostObjections;
const raised = (sender: 'anonymous' | 'named' | 'verified', count: number, from = 1): Action[] =>
  Array.from({ length: count }, (_, i) => an.raiseObjection({ objection: from + i, sender }));
const numbers = (state: DossierState) => [unverifiedNumber(state), verifiedNumber(state)];

describe('一户的异议再多', () => {
  it('没有验证的收满了，验证过的照收；都收满，这一件事项也不过三十几 KB', () => {
    const crowd = [...underNotice, ...raised('anonymous', unverified)];
    expect(numbers(stateAfter(...crowd))).toEqual([undefined, unverified + 1]);
    given(...crowd)
      .when(an.raiseObjection({ objection: unverified + 1, sender: 'named' }))
      .refuses(/收满/);
    const all = [...crowd, ...raised('verified', listed - unverified, unverified + 1)];
    expect(Buffer.byteLength(JSON.stringify(stateAfter(...all)))).toBeLessThan(45_000);
  });

  it('列满以后验证过的并入最后一条验证过的：列的不再长，处理过的重新受理', () => {
    const all = [...underNotice, ...raised('verified', listed)];
    const state = stateAfter(...all);
    expect(numbers(state)).toEqual([undefined, listed]);
    for (const objection of [listed + 1, listed - 1]) {
      given(...all)
        .when(an.raiseObjection({ objection }))
        .refuses(/不相接/);
    }
    const one = an.raiseObjection({ objection: listed });
    const joined = stateAfter(...all, one, one);
    expect(joined.matter.objections.at(-1)).toMatchObject({ objection: listed, outcome: 'open', joined: 2 });
    expect(openObjections(joined.matter)).toHaveLength(listed);
    expect(joined.objectionsRaised).toBe(listed);
    const bytes = (of: DossierState) => Buffer.byteLength(JSON.stringify(of.matter.objections));
    expect(bytes(joined)).toBe(bytes(state));
    const resolved = [
      ...[...all, one],
      ...Array.from({ length: listed }, (_, i) => an.resolveObjection({ objection: i + 1 })),
    ];
    expect(statusOf(stateAfter(...resolved))).toBe('underNotice');
    const again = stateAfter(...resolved, one);
    expect(statusOf(again)).toBe('contested');
    expect(again.matter.objections.at(-1)).toMatchObject({ outcome: 'open', closedIn: null });
  });

  it('并入的，没有处理完的从最早一条收到起算；处理完又来的，从新来的起算', () => {
    const all = stateAfter(...underNotice, ...raised('verified', listed));
    const on = (state: DossierState, date: string, action: Action) =>
      apply(state.id, state, { ...recorded(action), on: date });
    const one = an.raiseObjection({ objection: listed });
    const joined = on(all, '2026-11-05', one);
    expect(joined.matter.objections.at(-1)?.raisedOn).toBe('2026-11-01');
    const resolved = on(joined, '2026-11-06', an.resolveObjection({ objection: listed }));
    expect(on(resolved, '2026-11-07', one).matter.objections.at(-1)?.raisedOn).toBe('2026-11-07');
  });

  it('先提出、后验证的也占列里的位：两百条都验证过，没有验证的再来也列不过三百条', () => {
    const verify = (from: number, count: number) =>
      Array.from({ length: count }, (_, i) => an.verifyObjection({ objection: from + i }));
    const first = [...raised('named', 200), ...verify(1, 200)];
    const second = [...raised('named', 100, 201), ...verify(201, 100)];
    const state = stateAfter(...underNotice, ...first, ...second);
    expect([state.matter.objections.length, ...numbers(state)]).toEqual([300, undefined, 300]);
  });
});

describe('异议什么时候该办', () => {
  const terms = { triageDays: 3, resolutionDays: 5 };
  const owed = (outcome: 'untriaged' | 'setAside' | 'open' | 'dismissed', sender: 'anonymous' | 'verified') =>
    owedUntil({ sender, outcome }, '2026-11-29', terms);

  it('没有看过的先初核；受理了的从收到起算上初核的日子，验证过的不必初核', () => {
    expect(owed('untriaged', 'anonymous')).toBe('2026-12-02');
    expect(owed('open', 'anonymous')).toBe('2026-12-07');
    expect(owed('open', 'verified')).toBe('2026-12-04');
  });

  it('办完的不再欠着什么', () => {
    expect([owed('setAside', 'anonymous'), owed('dismissed', 'verified')]).toEqual([undefined, undefined]);
  });
});
