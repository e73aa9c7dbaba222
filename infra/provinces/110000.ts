import { nearBeijing, provinceForm } from './defaults.ts';

/** 北京市. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('110000', '北京市', {
  region: nearBeijing,
});
