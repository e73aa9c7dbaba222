import { nearNingxia, provinceForm } from './defaults.ts';

/** 西藏自治区. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('540000', '西藏自治区', {
  region: nearNingxia,
});
