/** What of a household somebody reads that is written down (查阅), each with what people call it. A closed list. */
export const readingKinds = {
  detail: '详情',
  changes: '变更前后',
  journal: '日志',
  transfer: '移交',
  search: '查找',
  ledger: '帮扶台账',
  print: '打印件',
  attachment: '附件',
  objections: '异议原文',
  approvalPage: '审批页面',
  perusal: '审批人细看',
  perusalAttachment: '审批人看的附件',
  own: '本人查询',
  /** Put down under the name of whoever verified the contact. */
  ownByCode: '本人凭验证码查看',
  application: '职工的申请',
  applicationPaper: '申请的材料',
  /** Of each household that was in it. */
  workbook: '导出的表格',
  numbers: '全户身份证号',
  /** Beside the system, by whoever runs it. */
  replay: '运行系统的人再算认定',
  /** Not of one household: a page of a list, masked. */
  list: '列表',
} as const;

/** So many of the latest times that the whole ID numbers were shown stand in a dossier's detail. */
export const mostOpenings = 20;

export type ReadingKind = keyof typeof readingKinds;
