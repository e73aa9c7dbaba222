import { nationalStandard, nearBeijing, openEnd, provinceForm } from './defaults.ts';
import { unconfirmed } from './sheet.ts';
import { firstGeneration } from './standards/first-generation.ts';
import { secondGeneration } from './standards/second-generation.ts';

/** 河南省. */
export const sheet = provinceForm('410000', '河南省', {
  region: nearBeijing,
  standards: [
    {
      ...nationalStandard('410000'),
      text: unconfirmed(firstGeneration, '没有见到全省的标准；郑州 2017 年的认定口径是这一代'),
      from: unconfirmed('2016-06-06', '取工保字〔2016〕2号的印发日'),
      to: unconfirmed('2019-12-31', '平顶山、郑州两份材料都没有写明换代的日子'),
    },
    {
      ...nationalStandard('410000'),
      text: unconfirmed(secondGeneration, '没有见到全省的标准；平顶山市总工会公布的认定标准是这一代，文字取它'),
      from: unconfirmed('2020-01-01', '平顶山、郑州两份材料都没有写明换代的日子'),
      to: openEnd,
    },
  ],
});
