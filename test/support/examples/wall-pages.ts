import { lambda as workbench } from '../../../functions/workbench/page.ts';
import { openFigures } from '../../../shared/services/services.ts';
import { apiEvent } from '../api-event.ts';
import { type Journey, linkIn, mailed, people, told, wrongCode } from '../journey.ts';
import type { MemoryApp, SentMail } from '../memory/app.ts';
import { aside, opened, pageOf, sent } from './asked.ts';

const longText = '这家人在城东有一处门面出租，每月都收租金，邻居都知道。'.repeat(40);
const reason = '反映家中有门面出租，每月收租。';

/**
 * What a citizen sees of a notice on the wall and of objections to it, each as it was answered; all that is done for it
 * is undone.
 *
 * @param closed receipt of an objection that is resolved
 */
export function wallPages(app: MemoryApp, journey: Journey, notice: { id: string; closed: string }) {
  const { id } = notice;
  /** The key that the page carries comes back with its form. */
  const object = async (fields: Record<string, string>) => {
    const { body } = await opened(app, 'noticePage', { params: { id } });
    const requestKey = /name="requestKey" value="([\w-]+)"/.exec(body)?.[1] as string;
    return sent(app, 'objectionPage', { id }, { requestKey, ...fields });
  };
  const named = (mail: string) => object({ signed: 'named', reason, name: '周某', mail });
  const receiptIn = ({ body }: { body: string }) => /([\w-]{14})<\/strong>/.exec(body)?.[1] as string;
  const receipt = (given: string, query = {}) => opened(app, 'receiptPage', { params: { receipt: given }, query });
  const again = (given: string) => sent(app, 'verifyByReceipt', { receipt: given }, { again: 'yes' });

  return aside(app, async () => {
    await openFigures(app).publish({
      ...{ month: '2026-10', day: '2026-10-31', anchor: { number: 31, root: 'a1'.repeat(32) } },
      categories: ['意外致困职工', '深度困难职工', '相对困难职工'],
      counties: [
        { name: '云南省昆明市五华区总工会', cells: [null, 35, 120] },
        { name: '云南省大理白族自治州大理市总工会', cells: [null, 20, 45] },
      ],
      whole: [null, 55, 165],
    });
    const pages = {
      'open-figures': await opened(app, 'openFiguresPage'),
      'open-month': await opened(app, 'openMonthPage', { params: { month: '2026-10' } }),
      notices: await opened(app, 'noticesPage', { query: { division: ['530102'] } }),
      'notices-none': await opened(app, 'noticesPage', { query: { division: ['530103'] } }),
      notice: await opened(app, 'noticePage', { params: { id } }),
      'notice-not-found': await opened(app, 'noticePage', { params: { id: 'none' } }),
      'notice-refused': await object({ signed: 'named', reason: longText, name: '周某', mail: 'zhou@', contact: '' }),
      'receipt-find': await opened(app, 'findReceiptPage'),
      'receipt-not-found': await sent(app, 'findByReceipt', {}, { receipt: 'k7qm 2xpa 9tw' }),
      'receipt-closed': await receipt(notice.closed),
      'self-check': await opened(app, 'selfCheckPage'),
      'self-check-refused': await sent(app, 'selfCheckByPage', {}, { people: '0', income: '' }),
      'self-check-result': await sent(
        app,
        'selfCheckByPage',
        {},
        {
          ...{ division: '530102', people: '3', income: '600' },
          ...{ illness: 'yes', student: 'yes', migrant: 'yes' },
        },
      ),
      nowhere: pageOf(
        await workbench(app)(apiEvent({ method: 'GET', resource: '/notice/7Q', headers: { accept: 'text/html' } })),
      ),
      problem: await sent(app, 'verifyByReceipt', { receipt: 'K7QM-2XPA-9TWD' }, { code: '123456' }),
    };

    const received = await named('zhou@example.cn');
    const own = receiptIn(received);
    const mail = (await mailed(app)).find(({ to }) => to === 'zhou@example.cn') as SentMail;
    const { code } = linkIn(mail);
    // As many as one address may send in a day without being verified; the next waits for its code, or is refused.
    const anonymous = await object({ signed: 'anonymous', reason });
    for (let n = 0; n < 3; n++) await object({ signed: 'anonymous', reason });
    const notReceived = await named('wu@example.cn');
    const waiting = receiptIn(notReceived);
    const objections = {
      'objection-received': received,
      'objection-anonymous': anonymous,
      'objection-not-received': notReceived,
      'objections-too-many': await object({ signed: 'anonymous', reason }),
    };

    const receipts = {
      receipt: await receipt(own),
      'receipt-again': await receipt(own, { again: ['1'] }),
      'receipt-not-received': await again(waiting),
      'receipt-wrong-code': await sent(app, 'verifyByReceipt', { receipt: own }, { code: wrongCode(code) }),
      'receipt-open': await sent(app, 'verifyByReceipt', { receipt: own }, { code }),
    };
    // A mailbox gets no more than five codes in a day.
    let notSent = await again(waiting);
    for (let n = 0; n < 5 && notSent.status === 200; n++) notSent = await again(waiting);

    await journey.noticeClosed();
    return {
      ...pages,
      ...objections,
      ...receipts,
      'receipt-not-sent': notSent,
      'receipt-too-late': await receipt(waiting),
      'receipt-dropped': await aside(app, async () => {
        await told(app, 'withdraw', {
          as: people.registrar,
          params: { id: journey.id },
          body: { reason: '本人不申请了。' },
        });
        return receipt(receiptIn(anonymous));
      }),
      'notice-ended': await opened(app, 'noticePage', { params: { id } }),
    };
  });
}
