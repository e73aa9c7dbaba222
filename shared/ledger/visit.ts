/** 走访方式 */
export const visitWays = { inPerson: '上门走访', telephone: '电话', online: '视频或即时通讯' } as const;
export type VisitWay = keyof typeof visitWays;

/** 回访的结果：退出以后怎样了 */
export const followUpFindings = { stable: '没有返困', hardAgain: '返困', notMet: '没有联系上' } as const;
export type FollowUpFinding = keyof typeof followUpFindings;

/** What `content` of a visit holds: nobody but whoever may read the household learns how it is. */
export interface VisitContent {
  way: VisitWay;
  /** Names of whoever visited. */
  visitors: string[];
  findings: string;
}

/** So many visits a dossier takes: thirty a year for ten years. */
export const mostVisits = 300;

/** So many visit together at most. */
export const mostVisitors = 10;

/** The next visit is agreed for no later than so many months after this one. */
export const furthestNextMonths = 24;
