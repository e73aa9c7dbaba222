import type { Role } from '../access/may.ts';

/** 待办: what is owed about a dossier, one word a kind. */
export const taskKinds = {
  correct: '补正后再次提交',
  draft: '很久没有保存、提交：提交，或撤回；到期自动终结',
  amend: '填好变更的档案表并提交，或取消',
  convert: '填好转正的档案表并提交，或取消',
  expiry: '临时救助期满以前办理转正，或提出注销',
  overdueExpiry: '临时救助期满还没有结论的，督促建档人',
  survey: '入户调查',
  deliberate: '评议并登记评议记录',
  authorize: '补齐核对授权书',
  check: '送核对家庭经济状况',
  chase: '登记核对结果，没有答复的催办',
  explain: '把核对结果告诉职工，说明不一致的',
  ruleCheck: '复核核对结果的说明',
  rule: '裁定疑似重复',
  settle: '合并、改裁，或撤回、取消（已裁定为同一户）',
  triage: '初核异议',
  resolve: '处理异议',
  decide: '审批',
  paper: '使纸质档案与电子档案一致',
  enter: '录入工会帮扶工作管理系统',
  confirmAccount: '确认新的银行账户，或不采用',
  plan: '制定帮扶计划',
  sign: '请困难职工签字确认帮扶计划',
  countersign: '核对帮扶计划的纸质签字',
  evaluate: '考核帮扶计划',
  application: '接收、询问或不接收职工的申请',
  overdueApplication: '下级工会逾期没有接收的申请，督促或转给别的工会',
  remindApplication: '催办没有接收的申请',
  forgetApplication: '删去没有接收的申请',
  rectify: '答复本人的更正请求',
  remedy: '整改抽查发现的问题',
  consent: '有人撤回了同意：办理退出或变更，或重新征得同意',
  visit: '走访（约定的下一次）',
  transfer: '答复移交来的档案：接收，或退回',
  overdueTransfer: '下级工会逾期没有答复的移交，督促或代为答复',
  followUp: '回访（退出以后）',
  comeBack: '返困，重新建档',
  margin: '边缘名单上的一户可能符合了：问要不要再申请',
  bounced: '银行退回的款，重新发放或作罢',
  report: '登记复核结果',
  propose: '补正退出的材料，或取消退出',
  transcript: '核对报来的旧档：确认，或不转入',
  batch: '批准报来的资金发放，或不予批准',
  resume: '恢复停滞的流程',
  review: '开始年度复核',
  issue: '发放联系卡',
  remindTransfer: '催办没有答复的移交',
  remindExpiry: '催办期满的临时救助',
  idleDraft: '提醒很久没有保存、提交的申请，到期终结',
  confirmDisposal: '确认处置（保管期满），或延长保管',
  releaseDisposal: '批准处置下级确认的档案，或延长保管',
  dispose: '保管期满，列入处置清单',
  darken: '销毁',
} as const;
export type TaskKind = keyof typeof taskKinds;

/** Whoever does it: staff of a role in a union, the approver who was asked, or the daily run. */
export type TaskRole = Role | 'approver' | 'system';

export interface Task {
  kind: TaskKind;
  /** Which of its kind in this dossier: the matter's, the plan's or the request's number. */
  n: number;
  role: TaskRole;
  /** The union in which it is to be done, or a union below it. */
  orgPath: string;
  /** The approver who was asked: it is theirs alone. */
  person?: string;
  /** Whoever handled the matter and must leave it to others; left out where that is nobody. */
  notFor?: readonly string[];
  /** ISO date, the last day; null where nobody has set one. */
  due: string | null;
}
