import type { OperationName } from './routes.ts';

/** Everything that staff do to one dossier, by its operation, and what it is called on a button. */
export const actionTitles = {
  saveForm: '填表',
  submit: '提交',
  clear: '看过放行',
  withdraw: '撤回申请',
  requestUpload: '添加附件',
  exempt: '豁免排除情形',
  ruleDuplicate: '裁定疑似重复',
  merge: '合并档案',
  recordSurvey: '登记入户调查',
  openNumbers: '打开身份证号',
  recordDeliberation: '登记评议',
  authorizeCheck: '登记核对授权',
  explainCheck: '说明核对结果',
  ruleCheck: '复核核对结果',
  triageObjections: '初核异议',
  resolveObjection: '处理异议',
  resendApproval: '重发送审',
  makePlan: '制定帮扶计划',
  showPlan: '当面签字',
  recordPaperSignature: '登记纸质签字',
  rulePaperSignature: '核对纸质签字',
  evaluatePlan: '考核问效',
  recordAid: '登记帮扶',
  correctAid: '更正帮扶',
  recordVisit: '登记走访',
  updateContact: '更新资料',
  proposeAccount: '更换银行账户',
  ruleAccount: '确认银行账户',
  openAmendment: '开始变更',
  openConversion: '开始转正',
  paperInStep: '纸质档案已同步',
  reverify: '登记复核结果',
  proposeExit: '提出退出',
  abandon: '取消办理',
  showOwn: '本人查询',
  requestCorrection: '登记更正请求',
  answerCorrection: '答复更正请求',
  proposeTransfer: '提出移交',
  withdrawTransfer: '撤回移交',
  acceptTransfer: '接收移交',
  refuseTransfer: '退回移交',
  keepLonger: '延长保管',
  resume: '恢复流程',
} as const satisfies Partial<Record<OperationName, string>>;
export type DossierAction = keyof typeof actionTitles;

/** Of what sort a reason is: the part is another's, the person has had a hand in it, or it is not the time for it. */
export const denials = { role: '不在职责之内', separation: '须由别人办理', place: '现在还不能办' } as const;
export type DenialKind = keyof typeof denials;
