/** 不归哪一户的待办: what somebody owes for their union, not for one household. */
export const dutyKinds = {
  signReturn: '签报',
  drawNumbers: '录入抽奖号码',
  drawSample: '按号码抽取',
  coverage: '覆盖抽查',
  inspectionEnds: '督查授权就要到期',
  confirmProposal: '核准公布数据',
} as const;
export type DutyKind = keyof typeof dutyKinds;

export interface Duty {
  kind: DutyKind;
  /** Which of its kind: the period, the draw, the inspection, the proposal; null where there is one. */
  about: string | null;
  /** What is to be done, and what else there is to know of it, in Chinese. */
  title: string;
  detail: string | null;
  /** ISO date, the last day; null where nobody has set one. */
  due: string | null;
}

/** So many names are said of many. */
const MOST_NAMED = 8;

/** 甲、乙等 12 个. */
export function named(names: readonly string[]): string {
  const some = names.slice(0, MOST_NAMED).join('、');
  return names.length > MOST_NAMED ? `${some}等 ${names.length} 个` : some;
}
