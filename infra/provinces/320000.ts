import { nearBeijing, provinceForm } from './defaults.ts';
import { unconfirmed } from './sheet.ts';

/** 江苏省. */
export const sheet = provinceForm('320000', '江苏省', {
  region: nearBeijing,
  tiers: unconfirmed(['national'], '2019 年 7 月市县工会建档 13658 户，其中全国级 4463 户：另有地方档案，分几级未证实'),
});
