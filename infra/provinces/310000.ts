import { nearBeijing, provinceForm } from './defaults.ts';
import { unconfirmed } from './sheet.ts';

/** 上海市. */
export const sheet = provinceForm('310000', '上海市', {
  region: nearBeijing,
  tiers: unconfirmed(['national'], '松江区分深度救助、困难帮扶、送温暖三级梯度；全市分几级建档未证实'),
});
