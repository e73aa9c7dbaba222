import { dateInWords } from '../../../shared/pages/dates.ts';
import { type Mail, write } from './mail.ts';
import { factsOf, shared, type WorkMailView } from './work-mails.ts';

/** From which union to which, and until when (ISO date) it is to be answered. */
interface TransferView extends WorkMailView {
  from: string;
  to: string;
  until: string;
}

const sides = ({ from, to, until }: TransferView): [string, string][] => [
  ['移交的工会', from],
  ['接收的工会', to],
  ['答复期限', dateInWords(until)],
];

/** 提出移交：写给接收的工会里可以答复的人 */
export function transferProposedMail(view: TransferView): Mail {
  return write({
    sender: view.sender,
    subject: '有一户要移交给你们工会，请答复',
    recipient: view.recipient,
    opening: '下面这一户要移交给你们工会。请登录系统看过移交的理由，接收，或写明原因退回；接收以前仍由原工会管理。',
    facts: [...factsOf(view), ...sides(view)],
    closing: [
      '不答复不算接收；过了期限会催办，并告诉上一级工会。',
      '银行退回、还没有办结的款，仍由付款的工会重新发放或作罢；接收以后，账户由你们与职工核对、更新，并告知付款的工会。',
      ...shared,
    ],
  });
}

/** 没有按期答复：写给该答复的、上一级的和提出的 */
export function transferOverdueMail(view: TransferView): Mail {
  return write({
    sender: view.sender,
    subject: '有一户的移交逾期没有答复',
    recipient: view.recipient,
    opening:
      '下面这一户的移交过了期限还没有答复。请接收的工会尽快答复，或由其上级工会督促、代为答复；提出的一方也可以撤回。',
    facts: [...factsOf(view), ...sides(view)],
    closing: ['不答复不算接收，这一户仍由原工会管理。'],
  });
}

/** 接收了：写给提出的人，从此看不到这一户 */
export function transferAcceptedMail(view: WorkMailView & { to: string }): Mail {
  return write({
    sender: view.sender,
    subject: '移交的一户已经接收',
    recipient: view.recipient,
    opening: '下面这一户已由接收的工会接收，从此由其管理，原工会不再看得到这份档案。',
    facts: [...factsOf(view), ['接收的工会', view.to]],
    closing: [
      '请把纸质档案一并移交，并告知职工本人今后与哪个工会联系。',
      '银行退回、还没有办结的款，仍是你们工会的待办：向接收的工会问清账户，再重新发放或作罢。',
    ],
  });
}

/** 退回了：写给提出的人 */
export function transferRefusedMail(view: WorkMailView & { to: string }): Mail {
  return write({
    sender: view.sender,
    subject: '移交的一户被退回',
    recipient: view.recipient,
    opening: '下面这一户的移交被对方退回，仍由原工会管理。为什么退回，请登录系统查看。',
    facts: [...factsOf(view), ['退回的工会', view.to]],
    closing: ['仍须移交的，与对方或共同的上级工会商定以后再提出。'],
  });
}

/** 别的工会（上级的，或移交以前的）发给这一户的款被银行退回：写给管这一户的工会，账户由它与职工核对 */
export function bouncedElsewhereMail(view: WorkMailView & { payer: string }): Mail {
  return write({
    sender: view.sender,
    subject: '有一户的一笔款被银行退回，请核对账户',
    recipient: view.recipient,
    opening:
      '下面这一户由别的工会报批的一笔款，银行退回了。请与职工核对银行账户，不对的在系统里登记新的账户，并告知付款的工会；款由付款的工会重新发放或作罢。',
    facts: [...factsOf(view), ['付款的工会', view.payer]],
    closing: [...shared],
  });
}
