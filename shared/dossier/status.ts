/** 档案状态. The reducer decides; nothing else writes a status. */
export const statuses = [
  'draft',
  'submitted',
  'returned',
  'surveying',
  'underNotice',
  'contested',
  'awaitingApproval',
  'registered',
  'reverifying',
  'leaving',
  'rejected',
  'liftedOut',
  'relieved',
  'closed',
] as const;
export type Status = (typeof statuses)[number];

/** What people call each status. */
export const statusTitles: Record<Status, string> = {
  draft: '草稿',
  submitted: '已提交',
  returned: '退回补正',
  surveying: '入户调查',
  underNotice: '公示中',
  contested: '异议处理中',
  awaitingApproval: '待审批',
  registered: '在册',
  reverifying: '年度复核',
  leaving: '退出办理中',
  rejected: '不予建档',
  liftedOut: '脱困',
  relieved: '解困',
  closed: '注销',
};

/** A dossier in these statuses holds its household's identity locks: it is the household's one live dossier. */
export const liveStatuses: ReadonlySet<Status> = new Set([
  'submitted',
  'returned',
  'surveying',
  'underNotice',
  'contested',
  'awaitingApproval',
  'registered',
  'reverifying',
  'leaving',
]);

/** Whether the life of a dossier in this status is over; it never lives again. */
export function isOver(status: Status): boolean {
  return status !== 'draft' && !liveStatuses.has(status);
}
