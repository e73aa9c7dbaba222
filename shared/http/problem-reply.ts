import { catalogue } from '../errors/catalogue.ts';
import type { Problem } from '../errors/problem.ts';
import { tooManyObjectionsPage } from '../pages/notice-page.ts';
import { problemPage } from '../pages/problem-page.ts';
import type { App } from '../services/app.ts';
import { publisher } from '../services/services.ts';
import { problemReply, type Reply } from './reply.ts';

const RETRY_AFTER_SECONDS = 3600;

/** A problem as whoever asked can read it: a page for those who opened a page, problem+json for clients of the API. */
export function problemPageReply(problem: Problem, resource: string, app: App): Reply {
  if (resource.startsWith('/v1/')) return problemReply(problem);
  if (problem.code === 1010) return tooManyObjectionsPage(publisher(app), RETRY_AFTER_SECONDS, problem.detail);
  const title = catalogue[problem.code].message;
  const detail = problem.detail ?? '请返回上一页再试；从邮件打开的，请从邮件里重新打开链接。';
  return problemPage({ publisher: publisher(app), status: problem.status, title, detail, code: `E${problem.code}` });
}
