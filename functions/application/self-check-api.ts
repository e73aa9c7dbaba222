import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { answerProblem } from './answer-problem.ts';
import { selfChecks } from './self-check.ts';

export const lambda = (app: App) => serve(app, selfChecks(app), answerProblem);

export const handler = lambda(fromEnvironment());
