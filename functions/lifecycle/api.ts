import { ResumeBody } from '../../shared/contract/bodies/lifecycle.ts';
import { decideResumption } from '../../shared/dossier/running.ts';
import { act } from '../../shared/http/act.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** The step that failed is done again, once whatever it failed on is mended. */
    resume: {
      body: ResumeBody,
      handle: (call) =>
        act(app, call, 'resume', async ({ state }) => ({ decided: decideResumption(state), says: {} }), 202),
    },
  });

export const handler = lambda(fromEnvironment());
