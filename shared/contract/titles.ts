import type { Stage } from '../matters/course.ts';

export { objectionTitles, senderTitles } from '../dossier/objection-list.ts';

/* What the words of a dossier's detail are called: the description of the API and every screen take them from here. */

export const stageTitles: Record<Stage, string> = {
  form: '填表、报告或提出',
  assessment: '认定',
  survey: '入户调查',
  deliberation: '评议',
  checking: '核对',
  notice: '公示',
  approval: '审批',
  conclusion: '办结',
};
export const outcomeTitles = { eligible: '符合', ineligible: '不符合', excluded: '命中排除情形' };
export const surveyOutcomeTitles = {
  confirmed: '属实',
  return: '退回',
  returnForPaper: '只缺材料，补上以后接着调查',
  reject: '不予',
};
export const attachmentTitles = {
  named: '列了名，还没有上传',
  awaiting: '等待文件或检查',
  accepted: '收下',
  refused: '拒收',
};
/** Of a paper of an application nothing is listed before it is uploaded. */
const { named: _, ...paperTitles } = attachmentTitles;

export { paperTitles };
export const applicationLists = { open: '等着办的', ended: '办完了的' };
export const transferAnswers = {
  accepted: '接收了',
  refused: '退回了',
  withdrawn: '撤回了',
  lapsed: '没有答复，这一户已经退出',
};
export const decisionTitles = { approve: '通过', return: '退回补正', returnForPaper: '只缺材料', reject: '不予通过' };
/** The same to whoever decides: what becomes of it then. */
export const decisionsToTake = { ...decisionTitles, returnForPaper: '只缺材料，补上以后回到这一级' };
/** Why something is sent back or refused, each a sentence of the opinion. */
export const returnReasonTitles = {
  papers: '材料不全',
  income: '收入没有核清',
  members: '家庭成员没有核清',
  assets: '财产没有核清',
  survey: '入户调查不充分',
  category: '类别或级别不妥',
  duplicate: '是否重复没有查清',
} as const;
