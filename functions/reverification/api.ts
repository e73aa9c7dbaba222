import { permit } from '../../shared/access/permit.ts';
import { ReverifyBody } from '../../shared/contract/bodies/reverification.ts';
import { reverificationContext } from '../../shared/dossier/seal-contexts.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { serve, staff } from '../../shared/http/serve.ts';
import { dossiers, keyring, table } from '../../shared/services/services.ts';

export const handler = serve(table, {
  reverify: staff(ReverifyBody, async ({ user, params, body, now, remember }) => {
    const before = await dossiers().get(params.id ?? '');
    permit(user, 'reverify', before.state);
    const { review } = before.state;
    if (!review) throw new Problem(1308);
    const answer = { status: 200, body: { id: before.id, version: before.version + 1, outcome: body.outcome } };
    await dossiers().record({
      id: before.id,
      before,
      action: {
        type: 'reverify',
        review: review.review,
        outcome: body.outcome,
        leaveAs: body.outcome === 'leave' ? body.leaveAs : null,
        opinion: await keyring().seal(reverificationContext(before.id, review.review), body.opinion),
      },
      actor: { kind: 'staff', id: user.id },
      now,
      effects: remember(answer),
    });
    return answer;
  }),
});
