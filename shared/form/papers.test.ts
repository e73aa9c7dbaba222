import { describe, expect, it } from 'vitest';
import { household } from '../../test/support/household.ts';
import type { DraftForm, Form } from './form.ts';
import { missingPapers, paperOccasions, type RequiredPaper } from './papers.ts';

/** Nobody is ill, disabled or at school, and nothing is deducted. */
const plain: Form = { ...household(1), members: [] };
const withHealth = (health: string): Form => ({ ...plain, worker: { ...plain.worker, health } });
const withCause = (primaryCause: string): Form => ({ ...plain, causes: { primaryCause } });
const child = (occupationStatus: string): Form => ({
  ...plain,
  members: [{ name: '王小宝', relation: '儿子', sex: '男', birthDate: '2012-01-01', health: '良好', occupationStatus }],
});

const kind = '本人及主要家属身份证复印件';
const asks = (when: RequiredPaper['when'], form: DraftForm) =>
  missingPapers([{ kind, when }], form, new Set()).length === 1;

describe('必须有的材料', () => {
  it.each<[RequiredPaper['when'], string, DraftForm]>([
    ['always', '每一户', plain],
    ['always', '还没有填的草稿', {}],
    ['aided', '有救助金额', { ...plain, governmentAid: 1 }],
    ['aided', '经政府救助', { ...plain, household: { ...plain.household, receivedAid: true } }],
    ['illness', '本人患病', withHealth('癌症')],
    ['illness', '成员患病', { ...plain, members: household(1).members }],
    ['illness', '因病致困', withCause('家庭成员患重大疾病')],
    ['illness', '旧表的写法', withCause('本人大病')],
    [
      'illness',
      '次要原因',
      { ...plain, causes: { primaryCause: '下岗失业', secondaryCauses: ['家庭成员患重大疾病'] } },
    ],
    ['illness', '医疗支出', { ...plain, rigidExpenses: { medical: 1 } }],
    ['disability', '残疾', withHealth('残疾')],
    ['disability', '护理支出', { ...plain, rigidExpenses: { disabilityCare: 1 } }],
    ['schooling', '孩子在校', child('初中')],
    ['schooling', '因子女上学致困', withCause('子女上学')],
    ['schooling', '教育支出', { ...plain, rigidExpenses: { education: 1 } }],
    ['accident', '遭灾', withCause('遭受自然灾害')],
    ['accident', '出事故', withCause('重大意外事故')],
    ['migrant', '农民工', { ...plain, worker: { ...plain.worker, employmentType: '困难农民工' } }],
  ])('%s：%s，要', (when, _, form) => {
    expect(asks(when, form)).toBe(true);
  });

  it.each<[RequiredPaper['when'], string, DraftForm]>([
    ['aided', '没有救助', { ...plain, governmentAid: 0, household: { ...plain.household, receivedAid: false } }],
    ['illness', '良好', plain],
    ['illness', '一般疾病', withHealth('一般疾病')],
    ['illness', '残疾不是病', withHealth('残疾')],
    ['disability', '病不是残疾', withHealth('癌症')],
    ['schooling', '孩子已经工作', child('在岗')],
    ['accident', '别的原因', withCause('下岗失业')],
    ['migrant', '城镇职工', { ...plain, worker: { ...plain.worker, employmentType: '城镇困难职工' } }],
    ['illness', '还没有填的草稿', {}],
  ])('%s：%s，不要', (when, _, form) => {
    expect(asks(when, form)).toBe(false);
  });

  it('有一件同类的收下了就够；别的类不算', () => {
    const required: RequiredPaper[] = [{ kind, when: 'always' }];
    expect(missingPapers(required, plain, new Set([kind]))).toEqual([]);
    expect(missingPapers(required, plain, new Set(['收入证明']))).toHaveLength(1);
  });

  it('指明缺哪一件、为什么要，和要传到收下；几种情形都要的只说一遍', () => {
    const required: RequiredPaper[] = [
      { kind: '医院单据', when: 'illness' },
      { kind: '收入证明', when: 'always' },
      { kind: '医院单据', when: 'accident' },
    ];
    const form = { ...withHealth('癌症'), causes: { primaryCause: '遭受意外事故' } };
    expect(missingPapers(required, form, new Set())).toEqual([
      {
        pointer: '/attachments',
        code: 1156,
        message: `缺少医院单据：${paperOccasions.illness.why}，${paperOccasions.accident.why}，须上传，检查通过的才算`,
      },
      { pointer: '/attachments', code: 1156, message: '缺少收入证明：本省要求每户都有，须上传，检查通过的才算' },
    ]);
  });

  it('没有一省要求时，什么也不缺', () => {
    expect(missingPapers([], { ...plain, governmentAid: 1 }, new Set())).toEqual([]);
  });
});
