import { makeExamples } from './household.ts';

// What the pages are judged by: what the functions made of one household on its way (household.ts).
const { pages, views } = await makeExamples();

/** Every page that exists, in every variant, by the name under which tests and screenshots know it. */
export const examplePages = pages;
export const { notices: noticesView, notice: noticeView, approval: approvalView, plan: planView } = views;
