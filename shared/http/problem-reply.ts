import { catalogue } from '../errors/catalogue.ts';
import type { Problem } from '../errors/problem.ts';
import { problemPage } from '../pages/problem-page.ts';
import type { App } from '../services/app.ts';
import { publisher } from '../services/services.ts';
import { problemReply, type Reply } from './reply.ts';

/** A problem as whoever asked can read it: a page for those who opened a page, problem+json for clients of the API. */
export function problemPageReply(problem: Problem, resource: string, app: App): Reply {
  if (resource.startsWith('/v1/')) return problemReply(problem);
  const title = catalogue[problem.code].message;
  const again = problem.code === 1010 ? '请过一会儿再试。' : '请返回上一页再试；从邮件打开的，请从邮件里重新打开链接。';
  const detail = problem.detail ?? again;
  const { status, code, retryAfter } = problem;
  return problemPage({ publisher: publisher(app), status, title, detail, code: `E${code}`, retryAfter });
}
