import { nearBeijing, provinceForm } from './defaults.ts';
import { unconfirmed } from './sheet.ts';

/** 辽宁省. */
export const sheet = provinceForm('210000', '辽宁省', {
  region: nearBeijing,
  approval: {
    levels: unconfirmed(
      [{ unionLevel: 'county', workingDays: 5 }],
      '抚顺 2021：建档工会入户摸底，上级工会复核，县级以上帮扶中心备案；是否全省如此、每级几个工作日未证实',
    ),
  },
});
