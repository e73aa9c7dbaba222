import { describe, expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import type { Form } from '../form/form.ts';
import { basisOf } from '../standards/basis-of.ts';
import { line700, smallStandard } from '../standards/standard.fixture.ts';
import type { ProvinceStandards, Standard } from '../standards/standard.ts';
import type { Action } from './actions.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { type Judged, judgementOf } from './judging.ts';
import type { InForce } from './matter.ts';

const clauses = [smallStandard().clauses[0] as Standard['clauses'][number]];
const never = { id: 'three', title: '三套住宅', cel: 'homes >= 3.0', source: '示例', exemptible: false };
const exclusions = [...smallStandard().exclusions, never];
const province: ProvinceStandards = {
  standards: [smallStandard({ requirements: [], clauses, exclusions })],
  subsistenceLines: [line700],
};
/** 500 a head and month, below the line of 700; with one home. */
const poor: Form = { ...household(1), assets: { homes: 1 } };
const earning = (times: number, homes = 1): Form => ({
  ...poor,
  household: { ...poor.household, annualHouseholdIncome: (poor.household.annualHouseholdIncome ?? 0) * times },
  assets: { homes },
});
/** 750 a head: above the line, and below one that is a tenth higher; and 1000. */
const [nearly, well] = [earning(1.5), earning(2)];
const twoHomes = earning(1, 2);

function judged(journey: readonly Action[], form: Form, more: Partial<Judged> = {}) {
  const state = stateAfter(...journey);
  const inForce = state.inForce && {
    ...state.inForce,
    basis: basisOf(province, poor, '2026-11-02') as InForce['basis'],
  };
  const basis = basisOf(province, form, '2027-11-02');
  const asked = { form, basis, exemptions: [], marginPercent: undefined, ...more };
  return { basis, ...judgementOf(province, { matter: state.matter, inForce }, asked) };
}
const { submitted, conversionSubmitted, reported, amendmentSubmitted } = journeys;

describe('申请建档的认定', () => {
  it('符合的有类别和级别，没有退出的原因，也不问差多少', () => {
    const { says, record } = judged(submitted, poor, { marginPercent: 10 });
    expect(says).toEqual({ outcome: 'eligible', category: '甲类', tier: 'national', reason: null });
    expect(record.assessment.outcome).toBe('eligible');
  });

  it('不符合的，本省问差多少的，差一点的说差一点', () => {
    const none = { outcome: 'ineligible', category: null, tier: null, reason: null };
    expect(judged(submitted, nearly, { marginPercent: 10 }).says).toEqual({ ...none, marginPercent: 10, nearly: true });
    expect(judged(submitted, well, { marginPercent: 10 }).says).toEqual({ ...none, marginPercent: 10 });
    expect(judged(submitted, nearly).says).toEqual(none);
  });

  it('被排除的、临时救助的、转正的，不问差多少，也没有退出的原因', () => {
    // What the clauses would have given stands beside what excludes it.
    const excluded = { outcome: 'excluded', category: '甲类', tier: 'national', reason: null };
    expect(judged(submitted, twoHomes, { marginPercent: 10 }).says).toEqual(excluded);
    const none = { outcome: 'ineligible', category: null, tier: null, reason: null };
    const temporary = journeys.temporarySurveyed.slice(0, 3);
    expect(judged(temporary, nearly, { marginPercent: 10 }).says).toEqual(none);
    expect(judged(conversionSubmitted, nearly, { marginPercent: 10 }).says).toEqual(none);
  });
});

describe('在册的一户再认定', () => {
  it('复核写明按哪些标准，变更提交时已经写明', () => {
    const taken = { outcome: 'eligible', category: '甲类', tier: 'national', reason: null };
    const review = judged(reported, poor, { marginPercent: 10 });
    expect(review.says).toEqual({ ...taken, basis: review.basis });
    expect(judged(amendmentSubmitted, poor).says).toEqual(taken);
  });

  it('不再符合的说为什么（标准、低保标准都没有变的，是这一户自己的情况），不问差多少', () => {
    const gone = { outcome: 'ineligible', category: null, tier: null, reason: 'notACase' };
    const review = judged(reported, nearly, { marginPercent: 10 });
    expect(review.says).toEqual({ ...gone, basis: review.basis });
    expect(judged(amendmentSubmitted, nearly).says).toEqual(gone);
  });

  it('复核命中能豁免的，豁免了就符合的，先等审核人；变更的、豁免了也不符合的，不等', () => {
    const hit = { outcome: 'excluded', category: '甲类', tier: 'national' };
    const review = judged(reported, twoHomes);
    expect(review.says).toEqual({ ...hit, reason: null, exemptible: true, basis: review.basis });
    expect(judged(amendmentSubmitted, twoHomes).says).toEqual({ ...hit, reason: 'excluded' });
    // Three homes are hit by what may be exempted, and by what may not.
    const three = judged(reported, earning(1, 3));
    expect(three.says).toEqual({ ...hit, reason: 'excluded', basis: three.basis });
  });
});
