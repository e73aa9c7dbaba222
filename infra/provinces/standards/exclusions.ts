import type { StandardText } from '../sheet.ts';
import { cite, type Source } from '../sources.ts';
import { documents } from './documents.ts';

type Exclusion = StandardText['exclusions'][number];

/**
 * 不予建档的情形 (facts.md 1.4), as the places word them. None stops a household for good: each can be exempted with
 * evidence and a ruling.
 */

export const secondHome = (source: Source): Exclusion => ({
  id: 'second-home',
  title: '家庭拥有 2 套（含）以上住宅',
  cel: 'homes >= 2.0',
  source,
  exemptible: true,
});

export const business = (source: Source): Exclusion => ({
  id: 'business',
  title: '家庭拥有商业店铺或雇佣他人从事经营活动',
  cel: 'shops >= 1.0 || employees >= 1.0',
  source,
  exemptible: true,
});

/** @param title the places draw the line of a costly school in different ways */
export const costlySchooling = (title: string, source: Source): Exclusion => ({
  id: 'costly-schooling',
  title,
  cel: 'privateSchool || overseasStudy',
  source,
  exemptible: true,
});

/** @param title owning one, or using one often */
export const vehicle = (title: string, source: Source): Exclusion => ({
  id: 'vehicle',
  title: `${title}（残疾人代步车、摩托车除外）`,
  cel: 'vehicles > exemptVehicles',
  source: [...source, cite(documents.zhuhai, '的除外规定')],
  exemptible: true,
});

export const retired = (source: Source): Exclusion => ({
  id: 'retired',
  title: '实行社会化管理的退休人员',
  cel: 'retired',
  source,
  exemptible: true,
});
