import { nearNingxia, provinceForm } from './defaults.ts';

/** 湖北省. 没有见到本省自己的规定，除区域外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('420000', '湖北省', {
  region: nearNingxia,
});
