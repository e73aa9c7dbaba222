import { alreadyDecidedPage, approvalPage, decisionTakenPage } from '../../../shared/pages/approval-page.ts';
import { linkEndPage } from '../../../shared/pages/link-page.ts';
import {
  noticeEndedPage,
  noticeNotFoundPage,
  noticePage,
  tooManyObjectionsPage,
} from '../../../shared/pages/notice-page.ts';
import { noticesPage } from '../../../shared/pages/notices-page.ts';
import type { PageAnswer } from '../../../shared/pages/page.ts';
import { alreadySignedPage, planPage, planSignedPage } from '../../../shared/pages/plan-page.ts';
import { findReceiptPage, objectionReceivedPage, receiptPage } from '../../../shared/pages/receipt-page.ts';
import {
  approvalView,
  decidedView,
  noticesView,
  noticeView,
  objectionReceivedView,
  planView,
  problemAnswer,
  publisher,
  receiptView,
  signedView,
} from './views.ts';

const longText = '这家人在城东有一处门面出租，每月都收租金，邻居都知道。'.repeat(30);

const exitView = {
  ...approvalView,
  purpose: 'exit' as const,
  exit: { leaveAs: '脱困', review: '建档工会复核，认为应当退出', opinion: '为保护个人信息，本页不显示。' },
};

/** Every page that exists, in every variant, by the name under which tests and screenshots know it. */
export const examplePages = {
  notices: noticesPage(noticesView),
  'notices-none': noticesPage({ ...noticesView, division: null, notices: [], nextCursor: null, later: false }),
  notice: noticePage(noticeView),
  'notice-before': noticePage({ ...noticeView, day: 0 }),
  'notice-refused': noticePage({
    ...noticeView,
    objection: {
      reason: longText,
      signed: 'named',
      name: '周某',
      mail: 'zhou@',
      contact: '',
      requestKey: 'b0d1c7e29f',
      faults: { reason: '异议事由最多 1000 字，请精简。', contact: '署名的，请留下联系方式。' },
    },
  }),
  'notice-ended': noticeEndedPage(publisher),
  'notice-not-found': noticeNotFoundPage(publisher),
  'objection-received': objectionReceivedPage(objectionReceivedView),
  'objection-anonymous': objectionReceivedPage({ ...objectionReceivedView, codeSent: false, named: false }),
  'objection-not-received': objectionReceivedPage({ ...objectionReceivedView, received: false }),
  receipt: receiptPage(receiptView),
  'receipt-again': receiptPage({ ...receiptView, again: true }),
  'receipt-not-sent': receiptPage({ ...receiptView, notSent: '验证码发送得太频繁，请过一阵或明天再试。' }),
  'receipt-not-received': receiptPage({ ...receiptView, standing: 'notReceived', sentAgain: true }),
  'receipt-too-late': receiptPage({ ...receiptView, standing: 'tooLate', mayVerify: false }),
  'receipt-wrong-code': receiptPage({ ...receiptView, fault: '验证码没有通过。还可以再试 4 次。' }),
  'receipt-open': receiptPage({ ...receiptView, standing: 'open', mayVerify: false, until: '2026-12-05' }),
  'receipt-closed': receiptPage({ ...receiptView, standing: 'closed', mayVerify: false }),
  'receipt-find': findReceiptPage({ publisher, status: 200, typed: '' }),
  'receipt-not-found': findReceiptPage({
    publisher,
    status: 422,
    typed: 'k7qm 2xpa 9tw',
    fault: '回执编号是 12 位，您填的有 11 位，请再看一遍。',
  }),
  'objections-too-many': tooManyObjectionsPage(publisher, 600),
  approval: approvalPage(approvalView, 200),
  'approval-wrong-code': approvalPage(
    {
      ...approvalView,
      entry: { decision: 'return', opinion: longText.slice(0, 500), faults: { code: '验证码不对，还可以试 3 次。' } },
    },
    403,
  ),
  'approval-refused': approvalPage(
    {
      ...approvalView,
      entry: {
        decision: 'reject',
        opinion: '',
        faults: { opinion: '不予通过的，请写明意见。', code: '请输入邮件里的六位验证码。' },
      },
    },
    422,
  ),
  'approval-exit': approvalPage(exitView, 200),
  'decision-taken': decisionTakenPage(decidedView),
  'decision-exit-refused': decisionTakenPage({
    ...decidedView,
    purpose: 'exit',
    decision: 'reject',
    next: '这一户仍然在册，帮扶照常继续；建档工会会向职工说明，下次年度复核时再议。',
  }),
  'decision-already': alreadyDecidedPage({ ...decidedView, decision: 'return', next: '档案已退回申报单位补正。' }),
  'approval-not-found': linkEndPage(publisher, 'approval', 'notFound'),
  'approval-expired': linkEndPage(publisher, 'approval', 'expired'),
  'approval-superseded': linkEndPage(publisher, 'approval', 'superseded'),
  'approval-departed': linkEndPage(publisher, 'approval', 'departed'),
  'approval-locked': linkEndPage(publisher, 'approval', 'locked'),
  plan: planPage(planView, 200),
  'plan-wrong-code': planPage(
    { ...planView, entry: { name: '欧阳秀英', agree: true, faults: { code: '验证码不对，还可以试 4 次。' } } },
    403,
  ),
  'plan-signed': planSignedPage(signedView),
  'plan-already': alreadySignedPage(signedView),
  'plan-expired': linkEndPage(publisher, 'signature', 'expired'),
  'plan-locked': linkEndPage(publisher, 'signature', 'locked'),
  problem: problemAnswer,
} satisfies Record<string, PageAnswer>;
