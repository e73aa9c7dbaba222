import { nearBeijing, provinceForm } from './defaults.ts';
import { unconfirmed } from './form.ts';

/** 黑龙江省. */
export const form = provinceForm('230000', '黑龙江省', {
  region: nearBeijing,
  tiers: unconfirmed(['national'], '塔河县对收入在低保标准 2 至 3 倍之间的另建地方档案；全省分几级未证实'),
});
