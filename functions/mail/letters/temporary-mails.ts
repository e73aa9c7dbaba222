import { dateInWords } from '../../../shared/pages/dates.ts';
import { type Mail, write } from './mail.ts';
import { factsOf, shared, type WorkMailView } from './work-mails.ts';

/** Until when it is helped, an ISO date. */
interface TemporaryMailView extends WorkMailView {
  until: string;
}

const lastDay = ({ until }: TemporaryMailView): [string, string] => ['帮扶到哪一天', dateInWords(until)];

const whatNext = '还要帮扶的，请办理转正；困难已经过去的，请提出退出，原因写期满或困难已经过去。';

/** 临时建档：写给建档人 */
export function takenInMail(view: TemporaryMailView): Mail {
  return write({
    sender: view.sender,
    subject: '有一户的临时救助已经批准',
    recipient: view.recipient,
    opening: '下面这一户经审批同意，按临时救助帮扶，不制定帮扶计划，不发联系卡。给的帮扶请记入台账。',
    facts: [...factsOf(view), lastDay(view)],
    closing: [`期满以前须有个结论。${whatNext}`],
  });
}

/** 转正或者注销没有获得批准：写给建档人 */
export function staysTemporaryMail(view: TemporaryMailView & { closing: boolean }): Mail {
  const what = view.closing ? '注销' : '转正';
  return write({
    sender: view.sender,
    subject: `有一户临时救助的${what}没有获得批准`,
    recipient: view.recipient,
    opening: `下面这一户的${what}，审批人没有同意，这一户仍是临时救助。请登录系统查看审批意见，职工知道这件事的，向本人说明。`,
    facts: [...factsOf(view), lastDay(view)],
    closing: [view.closing ? '期满以后不能再登记那以后的帮扶。' : '期满以前可以再办理转正；期满的，请提出退出。'],
  });
}

/** 临时救助快要期满，或者期满了还没有结论：写给建档人，过了期限的写给上级工会的审核人 */
export function expiryMail(view: TemporaryMailView & { past: boolean }): Mail {
  return write({
    sender: view.sender,
    subject: view.past ? '有一户的临时救助期满，还没有结论' : '有一户的临时救助快要期满',
    recipient: view.recipient,
    opening: view.past
      ? '下面这一户的临时救助期满，还没有办理转正或者注销。期满以后不能再登记那以后的帮扶；档案不会自己注销，请尽快办理，不由您办的请督促。'
      : '下面这一户的临时救助快要期满，请核实家里的情况，决定转正还是注销。',
    facts: [...factsOf(view), lastDay(view)],
    closing: [whatNext, ...shared],
  });
}
