/** Levels of the union organisation that stand above a unit, lowest first. */
export type OrgTier = 'county' | 'municipal' | 'provincial';

/** How many segments the org path of a union of each level has: province/city/county. */
export const orgDepth: Record<OrgTier, number> = { county: 3, municipal: 2, provincial: 1 };
