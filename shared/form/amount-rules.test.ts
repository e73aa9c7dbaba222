import { describe, expect, it } from 'vitest';
import { code, context, household, type Path, set } from '../../test/support/spoiled-form.ts';
import { checkForm } from './check.ts';
import type { Form } from './form.ts';

/** The household with one amount changed; what else that makes wrong (sums) is left out. */
function asked(path: Path, fen: number, form: unknown = household()) {
  const { faults } = checkForm(set(path, fen, form as Form), context);
  const kinds = [code('amountTooSmall'), code('amountTooLarge')];
  return faults
    .filter((fault) => kinds.includes(`E${fault.code}`))
    .map(({ pointer, code: number, offer }) => ({ pointer, number: `E${number}`, offer }));
}

describe('看来填错单位的金额', () => {
  it.each([
    // 元填成了分
    [['worker', 'monthlyIncome'], 1_450, 145_000],
    [['household', 'annualHouseholdIncome'], 3_600, 360_000],
    [['household', 'annualHouseholdIncome'], 62_400, 6_240_000],
    [['members', 0, 'monthlyIncome'], 2_800, 280_000],
    [['rigidExpenses'], { medical: 9_800 }, 980_000],
  ] as [Path, number, number][])('%j 填 %j 太小，问一声，并附上可能的原意', (path, value, offer) => {
    expect(asked(path, value)).toMatchObject([{ number: code('amountTooSmall'), offer }]);
  });

  it.each([
    // 分又乘了一百
    [['worker', 'monthlyIncome'], 14_500_000, 145_000],
    [['household', 'annualHouseholdIncome'], 174_000_000, 1_740_000],
    [['household', 'otherAnnualIncome'], 120_000_000, 1_200_000],
  ] as [Path, number, number][])('%j 填 %j 太大，问一声，并附上可能的原意', (path, value, offer) => {
    expect(asked(path, value)).toMatchObject([{ number: code('amountTooLarge'), offer }]);
  });

  it('分界：月收入 50 元起不问，差一分问；30,000 元不问，多一分问', () => {
    const wage: Path = ['worker', 'monthlyIncome'];
    expect(asked(wage, 5_000)).toEqual([]);
    expect(asked(wage, 4_999)).toHaveLength(1);
    expect(asked(wage, 3_000_000)).toEqual([]);
    expect(asked(wage, 3_000_001)).toHaveLength(1);
  });

  it('没有收入不问；几元的利息不问', () => {
    expect(asked(['worker', 'monthlyIncome'], 0)).toEqual([]);
    expect(asked(['household', 'otherAnnualIncome'], 350)).toEqual([]);
  });

  it('改不成合理的数，就不给建议', () => {
    expect(asked(['worker', 'monthlyIncome'], 3)).toMatchObject([{ offer: undefined }]);
    expect(asked(['worker', 'monthlyIncome'], 3_000_001)).toMatchObject([{ offer: undefined }]);
  });

  it('确属如此的，写了金额说明就照收：真的很小的数不会挡住一户', () => {
    const noted = set(['household', 'amountNote'], '本月只上了一天班');
    expect(asked(['worker', 'monthlyIncome'], 1_450, noted)).toEqual([]);
  });
});
