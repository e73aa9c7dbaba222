import { problemPageReply } from '../../shared/http/problem-reply.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { selfChecks } from './self-check.ts';

export const lambda = (app: App) => serve(app, selfChecks(app), problemPageReply);

export const handler = lambda(fromEnvironment());
