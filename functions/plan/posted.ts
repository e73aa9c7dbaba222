import { typedCode } from '../../shared/pages/code.ts';
import { declineLimit, type SignatureEntry, signatureNameLimit } from '../../shared/pages/views.ts';
import { signedName } from './signed-name.ts';

/** The posted fields, and what is wrong with them in the order of the page; the code is checked for its shape only. */
export function readSignature(posted: Record<string, string>): { entry: SignatureEntry; code: string | undefined } {
  const agree = posted.agree === 'yes' || posted.agree === 'no' ? posted.agree : null;
  const entry: SignatureEntry = {
    name: signedName(posted.name ?? ''),
    agree,
    reason: (posted.reason ?? '').trim(),
    faults: {},
  };
  const code = typedCode(posted.code ?? '');
  if (agree === null) entry.faults.agree = '请看过计划后选同意或者不同意';
  if (agree === 'no' && entry.reason === '') entry.faults.reason = '不同意的，请写明为什么';
  if (entry.reason.length > declineLimit)
    entry.faults.reason = `最多 ${declineLimit} 字，现有 ${entry.reason.length} 字`;
  if (entry.name === '' || entry.name.length > signatureNameLimit) entry.faults.name = '请填写您的姓名';
  if (!code) entry.faults.code = '请填写 6 位数字验证码：在邮件正文里，或者由工作人员告诉您';
  return { entry, code };
}
