/** What a public notice may say of a household (facts: 去标识化), and nothing else. */
export interface NoticeSummary {
  id: string;
  maskedName: string;
  /** Employer, or the township for those who have none. */
  workplace: string;
  hardshipCategory: string;
  householdSize: number;
  /** 拟建档案级别 */
  tier: string;
  from: string;
  until: string;
}
