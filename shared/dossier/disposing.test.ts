import { describe, expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { mayComeBack } from './coming-back.ts';
import { disposalSince, disposalStage, isDark, isGoing, isGone, noCopyFrom, releasing } from './disposal-state.ts';
import { decideConfirmation, decideDarkness, decideKeeping, decideListing, decideRelease } from './disposing.ts';
import { given } from './given.fixture.ts';
import { id, journeys, recorded, stateAfter } from './journeys.fixture.ts';
import { takesAttachments } from './life.ts';
import { attempts } from './lives.fixture.ts';
import { refusal } from './rules.ts';
import { apply, type DossierState } from './state.ts';

/** 处置：保管期满列入，县里确认，上一级批准，销毁。 */

const why = (journey: Action[], action: Action) => refusal(stateAfter(...journey), action);

describe('一步接一步，一步也跳不过', () => {
  const { liftedOut, disposalListed, disposalConfirmed, disposalReleased, dark } = journeys;
  it.each([
    ['列入', an.listDisposal(), liftedOut],
    ['确认', an.confirmDisposal(), disposalListed],
    ['批准', an.releaseDisposal(), disposalConfirmed],
    ['销毁', an.darken(), disposalReleased],
  ] as const)('%s只在它的上一步之后，做一次', (_, action, after) => {
    const order = [liftedOut, disposalListed, disposalConfirmed, disposalReleased, dark];
    expect(order.filter((journey) => why([...journey], action) === undefined)).toEqual([after]);
  });

  it('还没有终结的，哪一步也没有；不予建档的、撤回的、合并的、退出的，都一样走', () => {
    for (const name of ['draft', 'submitted', 'onFile', 'leaving'] as const) {
      expect(why(journeys[name], an.listDisposal()), name).toContain('不能列入处置清单');
      expect(why(journeys[name], an.keepLonger()), name).toContain('不能延长保管');
    }
    for (const name of ['rejected', 'withdrawn', 'merged', 'mergedOnFile', 'liftedOut', 'cancelled'] as const) {
      const all = [an.listDisposal(), an.confirmDisposal(), an.releaseDisposal(), an.darken()];
      expect(disposalStage(stateAfter(...journeys[name], ...all)), name).toBe('dark');
    }
  });
});

it('确认以后，除了批准和延长保管，什么也记不进去；批准以后只有销毁；销毁以后什么也没有', () => {
  const possible = (journey: Action[]) => {
    const state = stateAfter(...journey);
    const types = attempts(state).filter((action) => refusal(state, action) === undefined);
    return [...new Set(types.map(({ type }) => type))].sort();
  };
  expect(possible(journeys.liftedOut)).toEqual(expect.arrayContaining(['comeBack', 'recordAid', 'recordVisit']));
  expect(possible(journeys.disposalConfirmed)).toEqual(['keepLonger', 'releaseDisposal']);
  expect(possible(journeys.disposalReleased)).toEqual(['darken']);
  expect(possible(journeys.dark)).toEqual([]);
  expect(why(journeys.disposalConfirmed, an.recordAid())).toBe('档案现为“脱困”，已经确认处置，不能登记帮扶');
  expect(takesAttachments(stateAfter(...journeys.disposalListed))).toBe(true);
  expect(takesAttachments(stateAfter(...journeys.disposalConfirmed))).toBe(false);
  expect(mayComeBack(stateAfter(...journeys.disposalConfirmed))).toBe(false);
});

describe('延长保管', () => {
  const kept = (journey: Action[], until = '2040-01-01') =>
    decideKeeping(stateAfter(...journey), { until, because: 'dispute', reason: sealed }, '2036-11-05');

  it('列入的、确认的随之作罢，到了那一天从头再列；批准以后不行', () => {
    for (const journey of [journeys.liftedOut, journeys.disposalListed, journeys.disposalConfirmed]) {
      expect(kept(journey)).toMatchObject({ type: 'keepLonger' });
      const state = stateAfter(...journey, an.keepLonger());
      expect([disposalStage(state), state.disposal?.kept?.until]).toEqual([undefined, '2040-01-01']);
      const again = stateAfter(...journey, an.keepLonger(), an.listDisposal());
      expect([disposalStage(again), again.disposal?.kept?.until]).toEqual(['listed', '2040-01-01']);
    }
    expect(kept(journeys.disposalReleased)).toMatchObject({ refused: '已经批准处置，不能再停' });
  });

  it('须晚于今天，一次至多三十年', () => {
    expect(kept(journeys.disposalListed, '2036-11-05')).toMatchObject({ code: 1302 });
    expect(kept(journeys.disposalListed, '2066-11-06')).toMatchObject({ code: 1302 });
    expect(kept(journeys.disposalListed, '2066-11-05')).toMatchObject({ type: 'keepLonger' });
  });
});

it('确认的人不能批准', () => {
  const confirmed = stateAfter(...journeys.disposalConfirmed);
  expect(decideRelease(confirmed, 'reviewer-1')).toEqual({
    refused: '确认和批准须由两个人办理，这一份是您确认的',
    code: 1504,
  });
  expect(decideRelease(confirmed, 'reviewer-2')).toEqual({ type: 'releaseDisposal' });
});

it('回访到返困而没有重新建档的，不列入，也不确认；又回访到稳定的才行', () => {
  const back = an.recordVisit({ visit: 1, visitedOn: '2027-05-02', nextOn: null, finding: 'hardAgain' });
  const stable = an.recordVisit({ visit: 2, visitedOn: '2027-06-02', nextOn: null, finding: 'stable' });
  expect(why([...journeys.liftedOut, back], an.listDisposal())).toContain('回访到返困');
  expect(why([...journeys.disposalListed, back], an.confirmDisposal())).toContain('回访到返困');
  expect(why([...journeys.liftedOut, back, stable], an.listDisposal())).toBeUndefined();
  expect(why([...journeys.liftedOut, back, an.comeBack()], an.listDisposal())).toBeUndefined();
});

it('抽查发现的问题还没有整改的，不列入，也不确认；整改了才行', () => {
  const wrong = an.recordFinding({ frame: 'liftedOut', finding: 'wronglyLeft' });
  expect(why([...journeys.liftedOut, wrong, wrong], an.listDisposal())).toContain('还没有整改');
  expect(why([...journeys.disposalListed, wrong, wrong], an.confirmDisposal())).toContain('还没有整改');
  expect(why([...journeys.liftedOut, wrong, wrong, an.recordRemedy()], an.listDisposal())).toBeUndefined();
});

it('从删掉密钥的那一天起第 36 天，哪里的副本都打不开了', () => {
  expect(noCopyFrom('2036-11-05')).toBe('2036-12-11');
  expect(isGone(stateAfter(...journeys.disposalConfirmed))).toBe(false);
  expect(isGone(stateAfter(...journeys.disposalReleased))).toBe(true);
});

it('走到哪一步、从哪一天起、哪一步是谁办的，都记着；每走一步，前面的还在', () => {
  const steps = [an.listDisposal(), an.confirmDisposal(), an.releaseDisposal(), an.darken()];
  let state = stateAfter(...journeys.liftedOut);
  expect([disposalStage(state), isGoing(state), isGone(state), isDark(state)]).toEqual([
    undefined,
    false,
    false,
    false,
  ]);
  const seen = steps.map((action, n) => {
    state = apply(id, state, { ...recorded(action), on: `2036-11-0${n + 1}` });
    return [disposalStage(state), disposalSince(state), isGoing(state), isGone(state), isDark(state)];
  });
  expect(seen).toEqual([
    ['listed', '2036-11-01', false, false, false],
    ['confirmed', '2036-11-02', true, false, false],
    ['released', '2036-11-03', true, true, false],
    ['dark', '2036-11-04', true, true, true],
  ]);
  expect(state.disposal).toEqual({
    kept: null,
    listedOn: '2036-11-01',
    confirmed: { by: 'reviewer-1', byOrg: '530000/530100/530102', on: '2036-11-02' },
    released: { by: 'reviewer-2', on: '2036-11-03' },
    dark: { on: '2036-11-04', noCopyFrom: '2036-12-10' },
  });
});

it('延长过的，记着谁、哪天、为什么、到哪一天；以后列入、确认、批准，都还记着', () => {
  const state = stateAfter(...journeys.liftedOut, an.keepLonger());
  const kept = { by: 'reviewer-1', on: '2026-11-01', until: '2040-01-01', because: 'dispute', reason: sealed };
  expect(state.disposal?.kept).toEqual({ ...kept, version: state.version });
  const all = [an.listDisposal(), an.confirmDisposal(), an.releaseDisposal(), an.darken()];
  expect(stateAfter(...journeys.liftedOut, an.keepLonger(), ...all).disposal?.kept).toEqual(state.disposal?.kept);
});

it('不是时候的，说得出差哪一步', () => {
  const { liftedOut, disposalListed, disposalConfirmed, disposalReleased, dark } = journeys;
  const confirm = (state: DossierState) => decideConfirmation(state, { byOrg: '530000/530100/530102' });
  const release = (state: DossierState) => decideRelease(state, 'reviewer-2');
  const darkened = (state: DossierState) => decideDarkness(state, { noCopyFrom: '2036-12-10' });
  const cases = [
    [disposalListed, decideListing, /已经列入处置清单/],
    [liftedOut, confirm, /没有列入处置清单/],
    [[...liftedOut, an.keepLonger()], confirm, /没有列入处置清单/],
    [disposalConfirmed, confirm, /已经确认处置/],
    [liftedOut, release, /县里还没有确认/],
    [disposalListed, release, /县里还没有确认/],
    [disposalReleased, release, /已经批准处置，不能再停/],
    [disposalConfirmed, darkened, /没有批准处置，或已经销毁/],
    [dark, darkened, /没有批准处置，或已经销毁/],
  ] as const;
  for (const [journey, wish, why] of cases) {
    given(...journey)
      .when(wish)
      .refuses(why);
  }
});

it('批准的是确认的那个工会的上一级；县以下的算县里确认，省里自己的由省里另一个人批准', () => {
  expect(releasing('530000/530100/530102')).toBe('530000/530100');
  expect(releasing('530000/530100/530102/U0001')).toBe('530000/530100');
  expect(releasing('530000/530100')).toBe('530000');
  expect(releasing('530000')).toBe('530000');
});
