import { nearBeijing, provinceForm } from './defaults.ts';
import { unconfirmed } from './sheet.ts';

/** 安徽省. */
export const sheet = provinceForm('340000', '安徽省', {
  region: nearBeijing,
  tiers: unconfirmed(['national'], '合肥分解困脱困、困难职工帮扶、常态化送温暖三层；全省分几级建档未证实'),
});
