import { typedCode } from '../../shared/pages/code.ts';
import { type ApprovalForm, type Decision, decisionTitles, opinionLimit } from '../../shared/pages/views.ts';

/** The posted fields, and what is wrong with them in the order of the page; the code is checked for its shape only. */
export function readDecision(posted: Record<string, string>): { form: ApprovalForm; code: string | undefined } {
  const { decision, opinion = '' } = posted;
  const chosen = decision !== undefined && Object.hasOwn(decisionTitles, decision) ? (decision as Decision) : null;
  const code = typedCode(posted.code ?? '');
  const form: ApprovalForm = { decision: chosen, opinion: opinion.trim(), faults: {} };
  if (!chosen) form.faults.decision = '请选择一项决定';
  if (chosen && chosen !== 'approve' && form.opinion === '') form.faults.opinion = '退回补正或不予通过的，请写明意见';
  if (form.opinion.length > opinionLimit) form.faults.opinion = `意见最多 ${opinionLimit} 字`;
  if (!code) form.faults.code = '请填写邮件正文里的 6 位数字验证码';
  return { form, code };
}
