import { nearBeijing, provinceForm } from './defaults.ts';

/** 吉林省. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('220000', '吉林省', {
  region: nearBeijing,
});
