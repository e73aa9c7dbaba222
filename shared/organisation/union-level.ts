/** 工会层级: levels of the unions that stand above a unit, lowest first. Not 档案级别, which is a dossier's. */
export const unionLevels = ['county', 'municipal', 'provincial'] as const;
export type UnionLevel = (typeof unionLevels)[number];

export const unionLevelTitles: Record<UnionLevel, string> = {
  county: '县级工会',
  municipal: '市级工会',
  provincial: '省级工会',
};
