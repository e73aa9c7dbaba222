import { nearBeijing, openEnd, provinceForm } from './defaults.ts';
import { unconfirmed } from './form.ts';
import { secondGeneration } from './standards/second-generation.ts';

/** 河南省. */
export const form = provinceForm('410000', '河南省', {
  region: nearBeijing,
  standards: [
    {
      text: unconfirmed(
        secondGeneration,
        '没有见到全省的标准；平顶山市总工会公布的认定标准是这一代，郑州 2017 年仍是上一代',
      ),
      from: unconfirmed('2020-01-01', '平顶山、郑州两份材料都没有写明换代的日子'),
      to: openEnd,
    },
  ],
});
