import { catalogue } from '../../shared/errors/catalogue.ts';
import type { Problem } from '../../shared/errors/problem.ts';
import { problemPageReply } from '../../shared/http/problem-reply.ts';
import type { Reply } from '../../shared/http/reply.ts';
import { serve } from '../../shared/http/serve.ts';
import { problemPage } from '../../shared/pages/problem-page.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { publisher } from '../../shared/services/services.ts';
import { ownApplications } from './own-api.ts';
import { ownFiles } from './own-file.ts';
import { startPages } from './pages.ts';
import { papers } from './papers.ts';
import { selfChecks } from './self-check.ts';
import { sessions } from './session.ts';
import { stepPages } from './step-pages.ts';
import { terms } from './terms.ts';

export const lambda = (app: App) =>
  serve(
    app,
    {
      ...selfChecks(app),
      ...terms(app),
      ...sessions(app),
      ...ownApplications(app),
      ...papers(app),
      ...ownFiles(app),
      ...startPages(app),
      ...stepPages(app),
    },
    answerProblem,
  );

export const handler = lambda(fromEnvironment());

/** Of these pages nobody objects to anything: whoever is too fast is told so in their own words. */
function answerProblem(problem: Problem, resource: string, app: App): Reply {
  if (resource.startsWith('/v1/') || problem.code !== 1010) return problemPageReply(problem, resource, app);
  const title = catalogue[1010].message;
  const detail = problem.detail ?? '请过一会儿再试。';
  return problemPage({ publisher: publisher(app), status: problem.status, title, detail, code: 'E1010' });
}
