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
    closing: ['填对验证码以后，工会会调查处理，处理完之前这件事不会批准。不要把验证码告诉别人。'],
  });
}

const answers = {
  dismissed: '经核实不成立，这一户照常办理',
  upheld: '经核实成立，这一户不予建档',
  upheldStays: '经核实成立，这一户没有照公示的退出或者转正，仍如原来',
  dropped: '这件事已经不再办理，您反映的情况不再另行处理',
};

/** 处理结果：写给验证过邮箱的人。不写是哪一户、写了什么，调查里看到的也不写：邮件不是说别人家里事的地方 */
export function objectionAnsweredMail(view: { sender: Sender; receipt: string; outcome: keyof typeof answers }): Mail {
  const isDropped = view.outcome === 'dropped';
  return write({
    sender: view.sender,
    subject: isDropped ? '您提的公示异议不再处理' : '您提的公示异议已经处理',
    recipient: '',
    opening: isDropped
      ? '您对一份公示提出的异议，还没有调查处理完，那件事就不再办理了。'
      : '您对一份公示提出的异议，工会已经调查处理，结果如下。',
    facts: [
      ['回执编号', view.receipt],
      ['处理结果', answers[view.outcome]],
    ],
    closing: [
      '凭回执编号，也可以从公示栏末尾的“提过异议的，凭回执编号查办理情况”看。',
      isDropped
        ? '仍有情况要反映的，请打下面的电话，报回执编号。'
        : '对结果有不同意见的，请打下面的电话，报回执编号。为保护别人的个人信息，调查的详细情况不写在邮件里。',
    ],
  });
}
