import { Problem } from '../../../shared/errors/problem.ts';
import { problemPageReply } from '../../../shared/http/problem-reply.ts';
import type { PageAnswer } from '../../../shared/pages/page.ts';
import type { NoticeView, ObjectionReceivedView } from '../../../shared/pages/views.ts';
import { makeExamples } from './household.ts';

// What the pages are judged by: views that the functions' own code made of one household on its way (household.ts).
const { app, views } = await makeExamples();

export const noticesView = views.notices;
export const noticeView: NoticeView = views.notice;
export const {
  receipt: receiptView,
  approval: approvalView,
  decided: decidedView,
  plan: planView,
  signed: signedView,
} = views;
export const { publisher } = approvalView;
export const objectionReceivedView: ObjectionReceivedView = { publisher, named: true, ...views.received };

/** As whoever opened a page is told that something went wrong. */
export const problemAnswer = problemPageReply(new Problem(1009), '/notices', app) as PageAnswer;
