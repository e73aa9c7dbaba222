import { nearNingxia, provinceForm } from './defaults.ts';

/** 宁夏回族自治区. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('640000', '宁夏回族自治区', {
  region: nearNingxia,
});
