/** 复核的缘由: why a household on file is looked at again. */
export const reviewReasons = {
  due: '到期的年度复核',
  rules: '困难职工标准或低保标准变了，按新的认定结论会变',
  campaign: '集中清理',
} as const;
export type ReviewReason = keyof typeof reviewReasons;
export const reviewReasonCodes = Object.keys(reviewReasons) as [ReviewReason, ...ReviewReason[]];

/** 集中清理里的一户办到哪里. */
export const campaignStages = {
  waiting: '等着开始（正在办别的事项）',
  failed: '没有能开始，下一趟再试',
  asked: '已经开始，等建档人报告',
  returned: '退回补正，等建档人再报',
  answered: '已经报告，还没有办结',
  stalled: '停滞，等管理员恢复',
  done: '办结',
} as const;
export type CampaignStage = keyof typeof campaignStages;
