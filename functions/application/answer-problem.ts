import { catalogue } from '../../shared/errors/catalogue.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import { problemPageReply } from '../../shared/http/problem-reply.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { problemPage } from '../../shared/pages/problem-page.ts';
import type { App } from '../../shared/services/app.ts';
import { publisher } from '../../shared/services/services.ts';

/** Of these pages nobody objects to anything: whoever is too fast is told so in their own words. */
export function answerProblem(problem: Problem, resource: string, app: App): Reply {
  if (resource.startsWith('/v1/') || problem.code !== 1010) return problemPageReply(problem, resource, app);
  const title = catalogue[1010].message;
  const detail = problem.detail ?? '请过一会儿再试。';
  return problemPage({ publisher: publisher(app), status: problem.status, title, detail, code: 'E1010' });
}
