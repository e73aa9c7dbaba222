import { nearNingxia, provinceForm } from './defaults.ts';

/** 内蒙古自治区. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('150000', '内蒙古自治区', {
  region: nearNingxia,
});
