import { describe, expect, it } from 'vitest';
import { code, codes, set, spoiled } from '../../test/support/spoiled-form.ts';

describe('家庭人口和收入', () => {
  it('人口少于本人加成员的，须有说明', () => {
    expect(spoiled(['household', 'householdSize'], 1)).toEqual([`/household/householdSize ${code('householdSize')}`]);
    expect(
      codes(set(['household', 'householdSizeReason'], '丈夫已分户', set(['household', 'householdSize'], 1))),
    ).toEqual([]);
    expect(spoiled(['household', 'householdSize'], 4)).toEqual([]);
  });

  it('年度总收入少于本人工资加其他收入的，说明也不能补', () => {
    expect(spoiled(['household', 'annualHouseholdIncome'], 1_739_900)).toEqual([
      `/household/annualHouseholdIncome ${code('incomeBelowParts')}`,
    ]);
    const noted = set(['household', 'incomeNote'], '少发了', set(['household', 'annualHouseholdIncome'], 1_000_000));
    expect(codes(noted)).toEqual([`/household/annualHouseholdIncome ${code('incomeBelowParts')}`]);
  });

  it('连同成员月收入少了的，说明成员年内才上班即可', () => {
    const form = set(['members', 0, 'monthlyIncome'], 300_000);
    expect(codes(form)).toEqual([`/household/annualHouseholdIncome ${code('incomeBelowMembers')}`]);
    expect(codes(set(['household', 'incomeNote'], '丈夫上月刚上班', form))).toEqual([]);
  });

  it('比各项多的，须有说明，除非有成年成员现无收入（年内可能挣过）', () => {
    const more = set(['household', 'annualHouseholdIncome'], 2_000_000);
    expect(codes(more)).toEqual([]);
    const earning = set(['members', 0, 'monthlyIncome'], 10_000, more);
    expect(codes(earning)).toEqual([`/household/annualHouseholdIncome ${code('incomeAboveParts')}`]);
    expect(codes(set(['household', 'incomeNote'], '有年终奖', earning))).toEqual([]);
    const alone = set(['members'], [], more);
    expect(codes(alone)).toEqual([`/household/annualHouseholdIncome ${code('incomeAboveParts')}`]);
  });

  it('月平均数四舍五入到分造成的几分钱之差不算错', () => {
    // 10,000.00 元 a year is 833.33 元 a month; twelve of them are 4 fen short.
    const rounded = set(['worker', 'monthlyIncome'], 83_333, set(['household', 'annualHouseholdIncome'], 1_000_000));
    expect(codes(set(['members'], [], rounded))).toEqual([]);
  });
});
