import { permit } from '../../shared/access/permit.ts';
import { ResumeBody } from '../../shared/contract/bodies/lifecycle.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers } from '../../shared/services/services.ts';

export const lambda = (app: App) =>
  serve(app, {
    /** The step that failed is done again, once whatever it failed on is mended. */
    resume: {
      body: ResumeBody,
      handle: async ({ user, params, now, remember }) => {
        const before = await dossiers(app).get(params.id);
        permit(user, 'resume', before.state);
        const answer = { status: 202, body: { id: before.id, version: before.version + 1 } };
        const action = { type: 'resume' as const, times: before.state.resumed + 1 };
        const actor = { kind: 'staff' as const, id: user.id };
        await dossiers(app).record({ id: before.id, before, action, actor, now, effects: remember(answer) });
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());
