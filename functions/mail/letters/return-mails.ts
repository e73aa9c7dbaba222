import { dateInWords } from '../../../shared/pages/dates.ts';
import { type Mail, type Sender, write } from './mail.ts';
import { shared } from './work-mails.ts';

const MOST_NAMED = 20;

/** 上报没有签报：写给本级的审核人，连同下级谁还没有；没有任何数 */
export function returnDueMail(view: {
  sender: Sender;
  recipient: string;
  union: string;
  /** Of the period, and its last day. */
  title: string;
  day: string;
  due: string;
  isPast: boolean;
  /** Names of the unions below that have not signed. */
  below: readonly string[];
}): Mail {
  const { below } = view;
  const more = below.length > MOST_NAMED ? ` 等 ${below.length} 个` : '';
  return write({
    sender: view.sender,
    subject: view.isPast ? '上报过了期限还没有签报' : '上报快到期限了，请签报',
    recipient: view.recipient,
    opening: '下面这一期困难职工建档立卡情况的上报还没有签报。请登录系统，在“上报”里看过核对出的各条，签报。',
    facts: [
      ['工会', view.union],
      ['哪一期', `${view.title}，截至${dateInWords(view.day)}`],
      [view.isPast ? '已过的期限' : '期限', dateInWords(view.due)],
      ...(below.length === 0
        ? []
        : [['还没有签报的下级', `${below.slice(0, MOST_NAMED).join('、')}${more}`] as [string, string]]),
    ],
    closing: [
      ...(below.length === 0 ? [] : ['请督促没有签报的下级；等不到的，写明原因先签报，它们签了再补充上报。']),
      ...shared,
    ],
  });
}
