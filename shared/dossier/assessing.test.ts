import { describe, expect, it } from 'vitest';
import { an, basis, duplicate, nextYearsBasis, reviewer, sealed, thirdId } from './actions.fixture.ts';
import { decideAssessment, decideExemption } from './assessing.ts';
import { given } from './given.fixture.ts';
import { journeys, reassess, stateAfter } from './journeys.fixture.ts';
import { assessmentOf } from './matter.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';

const { submitted, reported } = journeys;
const notEligible = { category: null, tier: null } as const;

describe('建档时认定', () => {
  it('符合标准的去入户调查', () => {
    const state = given(...submitted)
      .when(an.assess())
      .records();
    expect(statusOf(state)).toBe('surveying');
    expect(state.matter.assessment).toEqual({
      ...{ occasion: '1-1', version: state.version, form: 1, outcome: 'eligible', reason: null },
      ...{ category: '困难职工', tier: 'national' },
    });
  });

  it('不符合的退回补正；命中排除情形的也是，等候豁免裁定，不直接拒绝', () => {
    for (const outcome of ['ineligible', 'excluded'] as const) {
      const state = given(...submitted)
        .when(an.assess({ outcome, ...notEligible }))
        .records();
      expect(statusOf(state)).toBe('returned');
      expect(state.matter.returned).toEqual({ from: 'assessment', paperOnly: false });
    }
  });

  it('同一趟只认定一回；上一趟、别的事项、别的表的认定不算', () => {
    given(...journeys.surveying)
      .when(an.assess())
      .refuses(/不能按标准认定/);
    given(...submitted)
      .when(an.assess({ occasion: '1-2' }))
      .refuses(/不是这一趟/);
    given(...submitted)
      .when(an.assess({ form: 2 }))
      .refuses(/档案表/);
    const again = [...journeys.returned, an.submit({ run: 2 })];
    given(...again)
      .when(an.assess())
      .refuses(/不是这一趟/);
    given(...again)
      .when(an.assess({ occasion: '1-2' }))
      .records();
  });

  it('停滞以后恢复的是新的一趟，从认定接着走', () => {
    const resumed = [...submitted, an.stall(), an.resume()];
    given(...resumed)
      .when(an.assess())
      .refuses(/不是这一趟/);
    expect(
      given(...resumed)
        .when(an.assess({ occasion: '1-2' }))
        .records().matter.stage,
    ).toBe('survey');
  });

  it('认定记在正在走的那一趟上', () => {
    const { type: _, occasion: __, ...says } = an.assess();
    const again = [...journeys.returned, an.submit({ run: 2 })];
    given(...again)
      .when((state) => decideAssessment(state, says))
      .records({ type: 'assess', occasion: '1-2' });
    given(...journeys.draft)
      .when((state) => decideAssessment(state, says))
      .refuses(/不能按标准认定/);
  });

  it('按提交时定下的标准，办理途中不换', () => {
    given(...submitted)
      .when(an.assess({ basis: nextYearsBasis }))
      .refuses(/提交时定下/);
    expect(
      given(...submitted)
        .when(an.assess())
        .records().matter.basis,
    ).toEqual(basis);
  });

  it('再查一次才查到的疑似重复，入户调查之后等人裁定', () => {
    const state = given(...submitted)
      .when(an.assess({ withheld: [duplicate()] }))
      .records();
    expect(state.duplicates).toEqual([duplicate()]);
    const found = [...submitted, an.findDuplicates(), an.ruleDuplicate()];
    const more = given(...found)
      .when(an.assess({ withheld: [duplicate({ dossier: thirdId })] }))
      .records();
    expect(more.duplicates.map(({ dossier }) => dossier)).toEqual([duplicate().dossier, thirdId]);
    expect(
      given(...found)
        .when(an.assess())
        .records().duplicates,
    ).toHaveLength(1);
  });
});

describe('复核时认定', () => {
  it('没有变化的到了办结，不必谁来批准', () => {
    expect(
      given(...reported)
        .when(reassess())
        .records().matter.stage,
    ).toBe('conclusion');
  });

  it('类别或级别变了的，要审批人决定', () => {
    for (const change of [{ tier: 'provincial' }, { category: '意外致困' }] as const) {
      const state = given(...reported)
        .when(reassess(change))
        .records();
      expect(state.matter.stage).toBe('approval');
      expect(state.registration).toMatchObject({ category: '困难职工', tier: 'national' });
    }
  });

  it('不再符合的只记下来，户还在册，去留由人决定', () => {
    for (const outcome of ['ineligible', 'excluded'] as const) {
      const state = given(...reported)
        .when(reassess({ outcome, ...notEligible, reason: 'excluded' }))
        .records();
      expect(state).toMatchObject({ standing: 'onFile', matter: { stage: 'conclusion', outcome: null } });
      expect(state.matter.returned).toBeNull();
    }
  });

  it('写明按哪一天的标准判', () => {
    given(...reported)
      .when(an.assess({ occasion: '2-1' }))
      .refuses(/哪一天的标准/);
    expect(
      given(...reported)
        .when(reassess())
        .records().matter.basis,
    ).toEqual(nextYearsBasis);
  });

  it('登记复核结果以前不认定', () => {
    given(...journeys.reverifying)
      .when(reassess())
      .refuses(/不能按标准认定/);
  });
});

it('在册的户按据以在册的认定，正在复核的按新认定的', () => {
  expect(assessmentOf(stateAfter(...submitted))).toBeNull();
  expect(assessmentOf(stateAfter(...journeys.reverifying))).toMatchObject({ occasion: '1-1' });
  expect(assessmentOf(stateAfter(...journeys.reclassified))).toMatchObject({ occasion: '2-1', tier: 'provincial' });
});

describe('豁免排除情形', () => {
  const exemption = (state: DossierState) =>
    decideExemption(state, { exclusion: 'vehicle', ruling: sealed, evidence: ['a1'] });
  const excluded = [...submitted, an.assess({ outcome: 'excluded', ...notEligible })];

  it('命中了的可以举证豁免，退回补正时、入户调查时都行', () => {
    given(...excluded)
      .when(exemption)
      .records({ type: 'exempt', exclusion: 'vehicle' });
    given(...journeys.surveying)
      .when(exemption)
      .records();
  });

  it('没有认定过的，没有可以豁免的；公示以后不能再豁免，建档以后也不能', () => {
    for (const journey of [journeys.draft, journeys.reverifying]) {
      given(...journey)
        .when(exemption)
        .refuses(/还没有认定过/);
    }
    for (const journey of [submitted, journeys.underNotice, journeys.registered, journeys.reported]) {
      given(...journey)
        .when(exemption)
        .refuses(/不能豁免排除情形/);
    }
  });

  it('同一情形以最后一次裁定为准，记着是谁裁定的；别的情形不受影响', () => {
    const before = [...excluded, an.exempt({ evidence: ['a0'] }), an.exempt({ exclusion: 'house' })];
    const { exemptions } = given(...before)
      .when(exemption)
      .records();
    expect(exemptions).toEqual([
      { exclusion: 'house', version: 6, by: reviewer.id, ruling: sealed, evidence: ['a1'] },
      { exclusion: 'vehicle', version: 7, by: reviewer.id, ruling: sealed, evidence: ['a1'] },
    ]);
  });

  it('裁定的是那种情形，重新申报以后还在', () => {
    expect(stateAfter(...excluded, an.exempt(), an.submit({ run: 2 })).exemptions).toHaveLength(1);
  });
});
