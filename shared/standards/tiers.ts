/**
 * 档案级别 (facts.md 1.11): at which level a dossier is kept and out of whose means it is helped, from the national one
 * down. A household that misses the standard of one tier may meet that of the next.
 */
export const tiers = ['national', 'provincial', 'municipal', 'county', 'grassroots'] as const;
export type Tier = (typeof tiers)[number];

/** What people call each tier. */
export const tierTitles: Record<Tier, string> = {
  national: '全国级',
  provincial: '省级',
  municipal: '地市级',
  county: '区县级',
  grassroots: '基层',
};
