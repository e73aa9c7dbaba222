import { type Tier, tierTitles } from '../standards/tiers.ts';

/** 资金来源, as the reports count it (facts 4.1.2, 6.12). */
export const fundSources = {
  central: '中央财政',
  provincial: '省级财政',
  municipal: '市级财政',
  county: '县级财政',
  union: '工会经费',
  social: '社会资金',
} as const;
export type FundSource = keyof typeof fundSources;
export const fundSourceCodes = Object.keys(fundSources) as [FundSource, ...FundSource[]];

/** For which tiers of dossiers each source of funds may be used: a province's rule (facts 1.3.4, 1.11.3). */
export type Funds = Readonly<Record<FundSource, readonly Tier[]>>;

/** Why these funds are not for a dossier of this tier, as a Chinese sentence; undefined when they are. */
export function fundsRefusal(funds: Funds, source: FundSource, tier: Tier): string | undefined {
  if (funds[source].includes(tier)) return undefined;
  const taken = funds[source].map((each) => tierTitles[each]).join('、');
  return `${fundSources[source]}用于${taken}档案，这一户是${tierTitles[tier]}`;
}
