import { typedCode } from '../../shared/pages/code.ts';
import { type SignatureEntry, signatureNameLimit } from '../../shared/pages/views.ts';
import { signedName } from './signed-name.ts';

/** The posted fields, and what is wrong with them in the order of the page; the code is checked for its shape only. */
export function readSignature(posted: Record<string, string>): { entry: SignatureEntry; code: string | undefined } {
  const entry: SignatureEntry = { name: signedName(posted.name ?? ''), agree: posted.agree === 'yes', faults: {} };
  const code = typedCode(posted.code ?? '');
  if (!entry.agree) entry.faults.agree = '请看过计划后勾选同意；不同意的请联系工会';
  if (entry.name === '' || entry.name.length > signatureNameLimit) entry.faults.name = '请填写您的姓名';
  if (!code) entry.faults.code = '请填写邮件正文里的 6 位数字验证码';
  return { entry, code };
}
