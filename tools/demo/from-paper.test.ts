import { describe, expect, it } from 'vitest';
import { AmountError } from '../../shared/money/fen.ts';
import { fromPaper } from './from-paper.ts';

describe('抄自纸表', () => {
  it('金额由元变分，是否变真假，空栏略去，错的照抄', () => {
    expect(
      fromPaper({
        说明: '样表',
        姓名: '李秀英',
        身份证号: '530102571001021',
        本人月平均收入: 1450.5,
        工会会员: '是',
        备注: null,
        家庭主要成员: [{ 姓名: '马安然', 身份证号: null, 无身份证号说明: '新生儿', 月收入: 0 }],
        '刚性支出(年)': { 医疗: 0.29 },
        财产: { 机动车: 2 },
        附件: ['收入证明'],
      }),
    ).toEqual({
      codeLists: '2016',
      worker: { name: '李秀英', idNumber: '530102571001021', monthlyIncome: 145_050, unionMember: true },
      members: [{ name: '马安然', noIdNumberReason: '新生儿', monthlyIncome: 0 }],
      rigidExpenses: { medical: 29 },
      assets: { vehicles: ['机动车', '机动车'] },
      attachments: [{ type: '收入证明', name: '收入证明' }],
    });
  });

  it('表上没有的栏不会悄悄丢掉', () => {
    expect(() => fromPaper({ 姓名: '李秀英', 绰号: '小李' })).toThrow('绰号');
    expect(() => fromPaper({ 财产: { 游艇: 1 } })).toThrow('游艇');
  });

  it('不是整分的金额不作舍入', () => {
    expect(() => fromPaper({ 本人月平均收入: 0.1 + 0.2 })).toThrow(AmountError);
  });
});
