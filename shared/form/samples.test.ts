import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromPaper, type PaperForm } from '../../tools/demo/from-paper.ts';
import { assessmentInput } from '../standards/form-input.ts';
import { checkForm } from './check.ts';

const samples: PaperForm[] = JSON.parse(readFileSync(new URL('../../samples/forms.json', import.meta.url), 'utf8'));
const context = { today: '2026-11-23' };
const sample = (start: string): PaperForm => {
  const found = samples.find(({ 说明 }) => String(说明).startsWith(start));
  if (found === undefined) throw new Error(`no sample begins with ${start}`);
  return found;
};

describe('十二份样表', () => {
  it.each(samples.map((paper) => [paper.说明, paper] as const))('%s', (_, paper) => {
    const { faults, warnings } = checkForm(fromPaper(paper), context);
    expect(faults.length > 0).toBe(String(paper.期望).startsWith('invalid'));
    expect(warnings).toEqual([]);
  });

  it('换用2020版选项表，同样的各份有效', () => {
    for (const paper of samples) {
      const { faults } = checkForm(fromPaper(paper, '2020'), { ...context, profileGeneration: '2020' });
      expect(faults.length > 0, String(paper.说明)).toBe(String(paper.期望).startsWith('invalid'));
    }
  });

  it('十五位旧号码被指出，并附上换算出的十八位号码供核对', () => {
    const { faults } = checkForm(fromPaper(sample('旧表上是15位')), context);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ pointer: '/worker/idNumber', code: 1116 });
    // The digits with the weights of GB 11643: 35+27+0+5+0+8+2+9+30+21+7+0+0+5+0+8+2 = 159; 159 mod 11 = 5, which is 7.
    expect(faults[0]?.offer).toBe('530102195710010217');
  });

  it('校验码不对且与出生日期不符的，两处同时指出', () => {
    const { faults } = checkForm(fromPaper(sample('户主填错')), context);
    expect(faults.map(({ pointer, code }) => [pointer, code])).toEqual([
      ['/worker/idNumber', 1119],
      ['/worker/birthDate', 1121],
    ]);
  });

  it('答复中不复述身份证号', () => {
    for (const paper of samples) {
      for (const { message } of checkForm(fromPaper(paper), context).faults) {
        expect(message).not.toMatch(/\d{15}/);
      }
    }
  });
});

describe('认定所需的数据', () => {
  const input = (start: string) => {
    const { form } = checkForm(fromPaper(sample(start)), context);
    if (form === null) throw new Error('the sample should be valid');
    return assessmentInput(form);
  };

  it('金额以分计，家庭人口、致困原因照表', () => {
    expect(input('三口之家')).toMatchObject({
      annualHouseholdIncome: 1_740_000,
      householdSize: 3,
      primaryCause: '下岗失业',
      secondaryCauses: [],
      anySeriousIllness: true,
      anyDisabled: false,
      anyStudent: true,
      division: '530102',
      hasAid: false,
    });
  });

  it('农民工按务工地标准认定', () => {
    expect(input('农民工')).toMatchObject({
      migrantWorker: true,
      division: '530112',
      contractYears: 2,
      unionMember: true,
    });
  });

  it('旧表的致困原因照写保存，按它所指的一项认定', () => {
    const { form } = checkForm(
      fromPaper({ ...sample('三口之家'), 主要致困原因: '意外灾害', 次要致困原因: ['本人大病'] }),
      context,
    );
    if (form === null) throw new Error('the sample should be valid');
    expect(form.causes).toMatchObject({ primaryCause: '意外灾害', secondaryCauses: ['本人大病'] });
    expect(assessmentInput(form)).toMatchObject({
      primaryCause: '遭受意外事故',
      secondaryCauses: ['家庭成员患重大疾病'],
    });
  });

  it('表上没有写的支出和财产按零计', () => {
    expect(input('意外致困')).toMatchObject({
      rigidMedical: 6_300_000,
      rigidAccident: 2_100_000,
      rigidOther: 0,
      homes: 0,
    });
    expect(input('收入高于')).toMatchObject({ homes: 1, vehicles: 1, exemptVehicles: 0 });
  });
});
