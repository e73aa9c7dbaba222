import { nearNingxia, provinceForm } from './defaults.ts';
import { unconfirmed } from './sheet.ts';

/** 青海省. */
export const sheet = provinceForm('630000', '青海省', {
  region: nearNingxia,
  notice: {
    scope: unconfirmed('建档单位和所在社区张贴', '黄南州总工会的做法；全省未证实'),
  },
});
