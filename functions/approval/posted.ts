import type { Decision } from '../../shared/dossier/matter.ts';
import { typedCode } from '../../shared/pages/code.ts';
import { type DecisionEntry, decisionTitles, opinionLimit } from '../../shared/pages/views.ts';

/** The posted fields, and what is wrong with them in the order of the page; the code is checked for its shape only. */
export function readDecision(posted: Record<string, string>): { entry: DecisionEntry; code: string | undefined } {
  const { decision, opinion = '' } = posted;
  const chosen =
    decision !== undefined && Object.hasOwn(decisionTitles.registration, decision) ? (decision as Decision) : null;
  const code = typedCode(posted.code ?? '');
  const entry: DecisionEntry = { decision: chosen, opinion: opinion.trim(), faults: {} };
  if (!chosen) entry.faults.decision = '请选择一项决定';
  if (chosen && chosen !== 'approve' && entry.opinion === '') entry.faults.opinion = '退回补正或不予通过的，请写明意见';
  if (entry.opinion.length > opinionLimit) entry.faults.opinion = `意见最多 ${opinionLimit} 字`;
  if (!code) entry.faults.code = '请填写邮件正文里的 6 位数字验证码';
  return { entry, code };
}
