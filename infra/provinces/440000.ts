import { nearBeijing, provinceForm } from './defaults.ts';
import { unconfirmed } from './sheet.ts';

/** 广东省. */
export const sheet = provinceForm('440000', '广东省', {
  region: nearBeijing,
  tiers: unconfirmed(['national'], '珠海 2023 年申报表分省级以上和珠海市两类；全省分几级建档未证实'),
});
