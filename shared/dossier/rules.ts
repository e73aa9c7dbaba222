import type { Action, ActionOf, ActionType } from './actions.ts';
import { isApproved } from './approval.ts';
import { duplicateRefusal, isHeld, openDuplicates, rulingRefusal } from './duplicate-state.ts';
import { objectionRefusals, openObjections, undecided } from './objections.ts';
import type { DossierState } from './state.ts';

import { liveStatuses, type Status, statusTitles } from './status.ts';
import { unknownWord } from './unknown-word.ts';

/** Every status of a dossier that is begun and not over. */
const underWay: readonly Status[] = ['draft', ...liveStatuses];

/** Of an exit under way an approver decides: nothing is merged past that decision. */
const mergeable: readonly Status[] = [...liveStatuses].filter((status) => status !== 'leaving');

/** The statuses in which each action may be recorded. Read by the API, by steps, by the workbench and by tests. */
export const allowedIn: Record<ActionType, readonly Status[] | 'any'> = {
  createDraft: [],
  saveForm: ['draft', 'returned'],
  addAttachment: 'any',
  refuseAttachment: 'any',
  submit: ['draft', 'returned'],
  assess: ['submitted', 'reverifying'],
  exempt: ['returned', 'surveying'],
  findDuplicates: ['draft', 'returned', 'submitted'],
  clear: ['draft', 'returned'],
  ruleDuplicate: underWay,
  absorb: mergeable,
  mergeInto: mergeable,
  recordSurvey: ['surveying'],
  openNotice: ['surveying'],
  closeNotice: ['underNotice', 'contested'],
  raiseObjection: ['underNotice', 'contested'],
  verifyObjection: undecided,
  triageObjections: [...liveStatuses],
  resolveObjection: undecided,
  requestApproval: ['underNotice', 'awaitingApproval', 'leaving'],
  decide: ['awaitingApproval', 'leaving'],
  register: ['awaitingApproval'],
  makePlan: ['registered'],
  signPlan: ['registered'],
  issueCards: ['registered'],
  openReverification: ['registered'],
  reverify: ['reverifying'],
  beginExit: ['reverifying'],
  setNextReview: ['reverifying', 'leaving'],
  leave: ['leaving'],
  withdraw: ['draft', 'submitted', 'returned', 'surveying', 'underNotice', 'contested', 'awaitingApproval'],
  markOverdue: 'any',
  stall: 'any',
  resume: 'any',
};

/** Why the action cannot be recorded now, as a Chinese sentence; undefined when it can. */
export function refusal(state: DossierState | null, action: Action): string | undefined {
  if (state === null) return action.type === 'createDraft' ? undefined : '没有这份档案';
  return statusRefusal(state, action.type) ?? more[action.type]?.(state, action as never);
}

/** Why no action of this type can be recorded in the dossier's status; undefined when one may be. */
export function statusRefusal({ status }: DossierState, type: ActionType): string | undefined {
  if (!Object.hasOwn(allowedIn, type)) return unknownWord(type as never);
  const statuses = allowedIn[type];
  if (statuses === 'any' || statuses.includes(status)) return undefined;
  return `档案现为“${statusTitles[status]}”，不能${titles[type]}`;
}

/** Whether an objection that is being looked into stands in the way of this decision. */
export function approvalHeld(state: DossierState, decision: ActionOf<'decide'>['decision']): boolean {
  return decision === 'approve' && state.approval?.purpose === 'registration' && openObjections(state).length > 0;
}

type Check<T extends ActionType> = (state: DossierState, action: Extract<Action, { type: T }>) => string | undefined;

/** What a status alone does not say. */
const more: { [T in ActionType]?: Check<T> } = {
  submit: (state, action) => {
    if (state.form === 0 || action.form !== state.form) return '请先保存档案表，再提交最近保存的一份';
    // What is only possible is looked into on the way; what is certain stops here.
    const stops = isHeld(state) || openDuplicates(state).some(({ verdict }) => verdict === 'certain');
    return stops ? duplicateRefusal(state) : undefined;
  },
  findDuplicates: (state, action) => (action.form === state.form ? undefined : '档案表已有更新的一份'),
  clear: (state, action) => (action.form === state.form ? undefined : '档案表已有更新的一份，请看过那一份'),
  ruleDuplicate: rulingRefusal,
  recordSurvey: (state) => (state.survey?.outcome === 'confirmed' ? '入户调查已有结论' : undefined),
  openNotice: (state) =>
    state.survey?.outcome === 'confirmed' ? duplicateRefusal(state) : '入户调查尚未确认，不能公示',
  raiseObjection: objectionRefusals.raise,
  verifyObjection: objectionRefusals.verify,
  triageObjections: objectionRefusals.triage,
  resolveObjection: objectionRefusals.resolve,
  closeNotice: (state) => (state.notice?.closed ? '公示已经结束' : undefined),
  requestApproval: (state, action) => {
    if (action.purpose === 'exit') return state.status === 'leaving' ? undefined : '没有办理中的退出';
    if (state.status === 'leaving') return '退出办理中，不能按建档送审';
    // One open when the notice ends keeps the dossier 异议处理中, and one upheld rejects it: neither is among the allowed
    // statuses. One that comes to be heard after the end does not stop the request, but the approval (see `decide`).
    return state.notice?.closed === true ? undefined : '公示未结束，不得进入审批';
  },
  decide: (state, action) => {
    if (state.approval?.request !== action.request) return '这次送审已被取代';
    if (state.approval.decision !== null) return '这次送审已有决定';
    return approvalHeld(state, action.decision) ? '有异议正在处理，处理完才能同意' : undefined;
  },
  register: (state) => (isApproved(state, 'registration') ? undefined : '审批尚未通过，不得建档'),
  makePlan: (state) => (state.plan?.signedAt ? '帮扶计划已由困难职工签字确认' : undefined),
  signPlan: (state, action) => {
    if (state.plan?.plan !== action.plan) return '帮扶计划已有新的版本，请打开最近的链接';
    return state.plan.signedAt === null ? undefined : '帮扶计划已经签字确认';
  },
  issueCards: (state) => (state.plan?.signedAt ? undefined : '帮扶计划尚未签字，不得发卡'),
  reverify: (state, action) =>
    state.review?.review === action.review && state.review.outcome === null ? undefined : '没有待办的复核',
  resume: (state, action) =>
    state.stalled !== null && action.times === state.resumed + 1 ? undefined : '流程没有停滞',
  leave: (state) => (isApproved(state, 'exit') ? undefined : '退出尚未获得批准'),
  withdraw: (state) =>
    isApproved(state, 'registration')
      ? '审批已经通过，不能再撤回；建档完成以后，由建档人在年度复核时办理退出'
      : undefined,
};

/** What each action is called when a person is told about it. */
export const titles: Record<ActionType, string> = {
  createDraft: '建立草稿',
  saveForm: '保存档案表',
  addAttachment: '收下附件',
  refuseAttachment: '拒收附件',
  submit: '提交',
  assess: '按标准认定',
  exempt: '豁免排除情形',
  findDuplicates: '查重',
  clear: '看过放行',
  ruleDuplicate: '裁定疑似重复',
  absorb: '并入另一份档案',
  mergeInto: '合并到另一份档案',
  recordSurvey: '登记入户调查',
  openNotice: '开始公示',
  closeNotice: '结束公示',
  raiseObjection: '提出异议',
  verifyObjection: '验证异议',
  triageObjections: '初核异议',
  resolveObjection: '处理异议',
  requestApproval: '送审',
  decide: '作出审批决定',
  register: '建档',
  makePlan: '制定帮扶计划',
  signPlan: '签字确认',
  issueCards: '发放联系卡',
  openReverification: '开始年度复核',
  reverify: '登记复核结果',
  beginExit: '转入退出',
  setNextReview: '定下次复核日期',
  leave: '撤档',
  withdraw: '撤回申请',
  markOverdue: '记录逾期',
  stall: '记录流程停滞',
  resume: '恢复流程',
};
