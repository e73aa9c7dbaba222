import { nearNingxia, provinceForm } from './defaults.ts';

/** 山西省. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('140000', '山西省', {
  region: nearNingxia,
});
