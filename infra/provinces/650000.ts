import { nearNingxia, provinceForm } from './defaults.ts';

/** 新疆维吾尔自治区. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('650000', '新疆维吾尔自治区', {
  region: nearNingxia,
});
