import { permit } from '../../shared/access/permit.ts';
import { ReverifyBody } from '../../shared/contract/bodies/reverification.ts';
import { reverificationContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve } from '../../shared/http/serve.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, keyring } from '../../shared/services/services.ts';

export const lambda = (app: App) =>
  serve(app, {
    reverify: {
      body: ReverifyBody,
      handle: async ({ user, params, body, now, remember }) => {
        const before = await dossiers(app).get(params.id);
        permit(user, 'reverify', before.state);
        const { review } = before.state;
        if (!review) throw new Problem(1308);
        const answer = { status: 200, body: { id: before.id, version: before.version + 1, outcome: body.outcome } };
        await dossiers(app).record({
          id: before.id,
          before,
          action: {
            type: 'reverify',
            review: review.review,
            outcome: body.outcome,
            leaveAs: body.outcome === 'leave' ? body.leaveAs : null,
            opinion: await keyring(app).seal(reverificationContext(before.id, review.review), body.opinion),
          },
          actor: { kind: 'staff', id: user.id },
          now,
          effects: remember(answer),
        });
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());
