import { isOpen } from './matter.ts';
import { holding } from './objection-list.ts';
import type { DossierState } from './state.ts';

/** 档案状态: what lists show of where a dossier stands. Derived, and decided by nowhere. */
export const statuses = [
  'draft',
  'submitted',
  'returned',
  'surveying',
  'deliberating',
  'checking',
  'underNotice',
  'contested',
  'awaitingApproval',
  'registered',
  'amending',
  'reverifying',
  'temporary',
  'converting',
  'leaving',
  'rejected',
  'withdrawn',
  'abandoned',
  'merged',
  'liftedOut',
  'relieved',
  'cancelled',
] as const;
export type Status = (typeof statuses)[number];

/** What people call each status. */
export const statusTitles: Record<Status, string> = {
  draft: '草稿',
  submitted: '已提交',
  returned: '退回补正',
  surveying: '入户调查',
  deliberating: '评议',
  checking: '核对中',
  underNotice: '公示中',
  contested: '异议处理中',
  awaitingApproval: '待审批',
  registered: '在册',
  amending: '变更办理中',
  reverifying: '年度复核',
  temporary: '临时救助',
  converting: '转正办理中',
  leaving: '退出办理中',
  rejected: '不予建档',
  withdrawn: '已撤回',
  abandoned: '未提交而终结',
  merged: '已合并',
  liftedOut: '脱困',
  relieved: '解困',
  cancelled: '注销',
};

/** Those in which a matter may have a workflow that runs. */
export const underWay = [
  'submitted',
  'surveying',
  'deliberating',
  'checking',
  'underNotice',
  'contested',
  'awaitingApproval',
  'amending',
  'reverifying',
  'converting',
  'leaving',
] as const satisfies readonly Status[];

/** The one place that makes a status of standing, matter and stage. */
export function statusOf({ standing, end, matter }: Pick<DossierState, 'standing' | 'end' | 'matter'>): Status {
  if (end !== null) return end.as;
  if (standing === 'onFile') {
    if (!isOpen(matter)) return 'registered';
    if (matter.kind === 'amendment') return 'amending';
    return matter.kind === 'exit' ? 'leaving' : 'reverifying';
  }
  if (standing === 'temporary') {
    if (!isOpen(matter)) return 'temporary';
    return matter.kind === 'exit' ? 'leaving' : 'converting';
  }
  switch (matter.stage) {
    case 'form':
      return matter.form === null ? 'draft' : 'returned';
    case 'assessment':
      return 'submitted';
    case 'survey':
      return 'surveying';
    case 'deliberation':
      return 'deliberating';
    case 'checking':
      return 'checking';
    case 'notice':
      if (matter.notice === null) return 'surveying';
      return holding(matter).length > 0 ? 'contested' : 'underNotice';
    case 'approval':
      // A course without a notice has nothing up.
      return matter.approval === null && matter.notice !== null ? 'underNotice' : 'awaitingApproval';
    case 'conclusion':
      return 'awaitingApproval';
  }
}
