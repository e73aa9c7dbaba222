import { dateInWords, momentInWords } from '../../../shared/pages/dates.ts';
import { type Mail, type Sender, write } from './mail.ts';
import { shared } from './work-mails.ts';

/**
 * 申请的验证码。邮箱是别人填的也说不定，所以不写是谁、申请什么。
 *
 * Instants are ISO, UTC.
 */
export function applicantCodeMail(view: { sender: Sender; codeUntil: string; url: string; code: string }): Mail {
  return write({
    sender: view.sender,
    subject: '申请困难帮扶的验证码',
    recipient: '',
    opening:
      '有人用这个邮箱申请困难帮扶，或者看申请办到哪里。是您本人的，请把下面的验证码填在刚才打开的页面上；不是您的，不必理会这封邮件。',
    facts: [['验证码有效到', momentInWords(view.codeUntil)]],
    link: { url: view.url, code: view.code, label: '填验证码的页面' },
    closing: ['验证码只能填在要它的那个浏览器里。不要把它告诉别人，工会的人不会向您要它。'],
  });
}

const told = {
  question: '工会对您的申请有话要问，请打开申请页看，并在那里答复。',
  refused: '工会看过您的申请，没有接收。为什么，请打开申请页看；有话要说的，请打电话。',
  takenOver: '工会已经接收您的申请，接下来填档案表、入户调查。办到哪里，打开申请页随时可以看。',
} as const;

/** It may go out a day later, or more: the day is said. */
const shown = (on: string): string =>
  `工会的人${dateInWords(on)}当面打开了您的申请，给在场的人看、填。是您本人在工会的，不必理会；您没有去过的，请打开申请页看有没有变动，打下面的电话。`;

/**
 * 申请有了进展：写给申请人。申请了什么、问了什么，都不写在信里。
 *
 * @param view `on`: the day (ISO) on which it came about
 */
export function applicationToldMail(view: {
  sender: Sender;
  what: keyof typeof told | 'shown';
  on: string;
  url: string;
}): Mail {
  return write({
    sender: view.sender,
    subject: '您的申请有了新的进展',
    recipient: '',
    opening: view.what === 'shown' ? shown(view.on) : told[view.what],
    facts: [['申请的页面', view.url]],
    closing: ['打开以后填这个邮箱，收到验证码，就看得到。'],
  });
}

interface StaffView {
  sender: Sender;
  recipient: string;
  maskedName: string;
  /** Number of the application, by which staff find it. */
  id: string;
  /** ISO date. */
  due: string;
}

const factsOf = ({ maskedName, id, due }: StaffView): [string, string][] => [
  ['职工姓名', maskedName],
  ['申请标识', id],
  ['办理期限', dateInWords(due)],
];

/** 来了申请，或者申请人答复了：写给能接收的人 */
export function applicationReceivedMail(view: StaffView): Mail {
  return write({
    sender: view.sender,
    subject: '有一件职工的申请等您接收',
    recipient: view.recipient,
    opening: '有职工自己提交了申请，或者答复了您的询问。请登录系统看，接收、询问，或者写明原因不接收。',
    facts: factsOf(view),
    closing: shared,
  });
}

/** 逾期没有人接收：写给能接收的人，和县里的审核人 */
export function applicationOverdueMail(view: StaffView & { times: number }): Mail {
  return write({
    sender: view.sender,
    subject: '有一件职工的申请逾期没有接收',
    recipient: view.recipient,
    opening: `这件申请过了期限还没有接收，这是第 ${view.times} 次提醒。没有人能办的，请转给别的工会。申请不会自己取消。`,
    facts: factsOf(view),
    closing: shared,
  });
}
