/** 核对去问哪些部门 (facts 1.5.5, 1.5.9): one batch asks one of them. */
export const checkSources = {
  civilAffairs: '民政（低保和救助）',
  vehicles: '车辆（公安交警）',
  business: '经营主体登记（市场监管）',
  property: '不动产登记',
} as const;
export type CheckSource = keyof typeof checkSources;
export const checkSourceCodes = Object.keys(checkSources) as CheckSource[];

/** What an office answers, in the words of its file. */
export const checkResults = { consistent: '一致', differs: '不一致', notFound: '查无此人' } as const;
export type CheckResult = keyof typeof checkResults;
export const checkResultCodes = Object.keys(checkResults) as CheckResult[];

/** What a household's people come to together: what is worst of any of them. */
export function together(results: readonly CheckResult[]): CheckResult {
  return (['differs', 'notFound'] as const).find((worst) => results.includes(worst)) ?? 'consistent';
}
