import { problemPageReply } from '../../shared/http/problem-reply.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { ownApplications } from './own-api.ts';
import { ownFiles } from './own-file.ts';
import { startPages } from './pages.ts';
import { papers } from './papers.ts';
import { sessions } from './session.ts';
import { stepPages } from './step-pages.ts';
import { terms } from './terms.ts';

export const lambda = (app: App) =>
  serve(
    app,
    {
      ...terms(app),
      ...sessions(app),
      ...ownApplications(app),
      ...papers(app),
      ...ownFiles(app),
      ...startPages(app),
      ...stepPages(app),
    },
    problemPageReply,
  );

export const handler = lambda(fromEnvironment());
