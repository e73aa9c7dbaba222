import { type CodeList, unchanged } from './code-list.ts';

/** No official list is known; these are the kinds that the unions' systems and their lists of materials name. */
export const attachmentType: CodeList = {
  title: '附件类型',
  source: '各地工会建档材料清单',
  generations: unchanged([
    '困难职工登记表照片',
    '本人及主要家属身份证复印件',
    '户口本复印件',
    '个人困难申请',
    '收入证明',
    '本单位开具的证明',
    '上级工会证明',
    '银行卡复印件',
    '低保证明',
    '诊断证明复印件',
    '医院单据',
    '残疾证复印件',
    '学籍或录取证明',
    '灾害或事故证明',
    '劳动合同复印件',
    '婚姻状况证明',
    '公示材料复印件',
    '帮扶款物签收凭证',
    '帮扶计划签字页',
    '告知同意书',
    '核对授权书',
    '评议记录',
    '入户调查照片',
    '入户调查签字',
    '其他',
  ]),
};
