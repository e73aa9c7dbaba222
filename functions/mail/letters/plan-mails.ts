import { momentInWords } from '../../../shared/pages/dates.ts';
import { type CodedLink, type Mail, type Sender, write } from './mail.ts';

/** An assistance plan (帮扶计划) waits for its signature. Instants are ISO, UTC; the name is masked. */
export interface PlanToSignView {
  sender: Sender;
  recipient: string;
  maskedName: string;
  expiresAt: string;
  link: CodedLink;
}

/** 请签字：发给困难职工本人 */
export function planToSignMail(view: PlanToSignView): Mail {
  return write({
    sender: view.sender,
    subject: '请确认您的帮扶计划',
    recipient: view.recipient,
    opening: '工会和帮扶责任人同您商定的帮扶计划已经写好，请看过以后签字确认。',
    facts: [['办理期限', momentInWords(view.expiresAt)]],
    link: { ...view.link, label: '打开帮扶计划' },
    closing: [
      '打开链接只是查看，不等于签字。同意、不同意，都请在页面上选好，填写姓名和验证码，不同意的写明为什么；看不明白的，请打下面的电话。',
    ],
  });
}

/** 请协助签字：困难职工没有邮箱，由所在单位工会的帮扶责任人当面请本人确认 */
export function planToSignThroughOfficerMail(view: PlanToSignView): Mail {
  return write({
    sender: view.sender,
    subject: '请协助困难职工确认帮扶计划',
    recipient: view.recipient,
    opening: '下面这位困难职工没有登记邮箱，请当面请本人看过帮扶计划，由本人签字确认。',
    facts: [
      ['职工姓名', view.maskedName],
      ['办理期限', momentInWords(view.expiresAt)],
    ],
    link: { ...view.link, label: '打开帮扶计划' },
    closing: [
      '请在本人面前打开链接，把计划念给本人听，再由本人填写姓名；验证码可以念给本人。',
      '不得代替本人签字。本人不同意的，由本人在页面上选不同意，写明为什么，工会另行商定计划。',
    ],
  });
}

/** 链接锁定：写给收到链接的人，告诉他怎样再要一个；写给责任人的写明是谁 */
export function lockedSignatureMail(
  view: Pick<PlanToSignView, 'sender' | 'recipient'> & { maskedName?: string },
): Mail {
  return write({
    sender: view.sender,
    subject: '确认帮扶计划的链接已经锁定',
    recipient: view.recipient,
    opening: '确认帮扶计划的链接，验证码输错了 5 次，已经锁定。帮扶计划还没有签字。',
    facts: view.maskedName === undefined ? [] : [['职工姓名', view.maskedName]],
    closing: [
      '请建档的工会在系统里重新登记一次帮扶计划，新的链接和验证码随即发出；也可以打下面的电话。',
      '不是您本人输错的，请一并告知：可能有人看到了您的邮件。',
    ],
  });
}
