import { momentInWords } from '../../../shared/pages/dates.ts';
import { type CodedLink, type Mail, type Sender, write } from './mail.ts';

/**
 * 验证码：写给提异议的人。邮箱是别人填的也说不定，所以不写对哪一户、写了什么。
 *
 * Instants are ISO, UTC.
 */
export function objectionCodeMail(view: { sender: Sender; codeUntil: string; link: CodedLink }): Mail {
  return write({
    sender: view.sender,
    subject: '您提交的公示异议，请验证',
    recipient: '',
    opening: '有人用这个邮箱对一份公示提出了异议。是您提出的，请在页面上填写下面的验证码；不是您的，不必理会这封邮件。',
    facts: [['验证码有效到', momentInWords(view.codeUntil)]],
    link: { ...view.link, label: '打开回执' },
    closing: ['填对验证码以后，工会会调查处理，处理完之前这一户不会批准建档。不要把验证码告诉别人。'],
  });
}
