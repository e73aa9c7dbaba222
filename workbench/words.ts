import type { AnswerOf } from '../shared/contract/types.ts';

/* What the API's words are called on the screen. */

type Detail = AnswerOf<'getDossier'>;
type Survey = NonNullable<Detail['survey']>;
type Objection = Detail['objections'][number];
type Titles<T extends string> = Readonly<Record<T, string>>;

export const stageTitles: Titles<Detail['matter']['stage']> = {
  form: '填表、报告或提出',
  assessment: '认定',
  survey: '入户调查',
  deliberation: '评议',
  checking: '核对',
  notice: '公示',
  approval: '审批',
  conclusion: '办结',
};
export const outcomes: Titles<NonNullable<Detail['assessment']>['outcome']> = {
  eligible: '符合',
  ineligible: '不符合',
  excluded: '命中排除情形',
};
export const surveyOutcomes: Titles<Survey['outcome']> = {
  confirmed: '属实',
  return: '退回',
  returnForPaper: '只缺材料，补上以后接着调查',
  reject: '不予',
};
export const senders: Titles<Objection['sender']> = { anonymous: '不署名', named: '署名未验证', verified: '验证过' };
export const objectionOutcomes: Titles<Objection['outcome']> = {
  untriaged: '等待初核',
  setAside: '不予受理',
  open: '待处理',
  dismissed: '不成立',
  upheld: '成立',
};
export const attachmentStates: Titles<Detail['attachments'][number]['state']> = {
  named: '列了名，还没有上传',
  awaiting: '等待文件或检查',
  accepted: '收下',
  refused: '拒收',
};
