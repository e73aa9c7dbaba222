import { nearBeijing, provinceForm } from './defaults.ts';
import { unconfirmed } from './sheet.ts';

/** 海南省. 没有见到本省自己的规定，除区域和县界图外全取 defaults.ts 的默认值。 */
export const sheet = provinceForm('460000', '海南省', {
  region: nearBeijing,
  countyMap: unconfirmed(null, '海南的图须连同南海诸岛和南海断续线，这里只会画各县的界；不画'),
});
