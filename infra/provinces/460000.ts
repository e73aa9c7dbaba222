import { nearBeijing, provinceForm } from './defaults.ts';

/** 海南省. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('460000', '海南省', {
  region: nearBeijing,
});
