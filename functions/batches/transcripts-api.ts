import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { transcribing } from './transcripts.ts';

export const lambda = (app: App) => serve(app, transcribing(app));

export const handler = lambda(fromEnvironment());
