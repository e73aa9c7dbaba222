import { requireLevel } from '../../shared/access/level.ts';
import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { DisposeBody, KeepLongerBody } from '../../shared/contract/bodies/disposal.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import { type DisposalStage, disposalStage, disposalStages } from '../../shared/dossier/disposal-state.ts';
import { decideKeeping, goneRefusal } from '../../shared/dossier/disposing.ts';
import { keepingContext } from '../../shared/dossier/seal-contexts.ts';
import { fieldProblem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { actPermitted } from '../../shared/http/act.ts';
import { remembered } from '../../shared/http/remembered.ts';
import { serve } from '../../shared/http/serve.ts';
import { divisionOf, isOwnOf } from '../../shared/organisation/org-path.ts';
import { isDisposalPlace } from '../../shared/registry/disposals.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { disposals, dossiers, keyring, readings } from '../../shared/services/services.ts';
import { confirmation, disposeOfMany, release } from './many.ts';
import { disposalOf } from './view.ts';

/** So many are read at once. */
const LANES = 8;

export const lambda = (app: App) =>
  serve(app, {
    listDisposals: {
      handle: async ({ user, query, now }) => {
        const { org = user.orgPath, cursor } = query;
        permit(user, 'readDisposals', { orgPath: org });
        const stage = stageIn(query.stage);
        const isOurs = (text: unknown): text is string => typeof text === 'string' && isDisposalPlace(text, stage);
        const after = placeIn(cursor, isOurs);
        const { found, last } = await disposals(app).page(divisionOf(org), stage, { limit: pageSizes.dossiers, after });
        const here = found.filter(({ orgPath }) => isOwnOf(org, orgPath));
        const body = { stage, disposals: await shown(app, here, stage), cursor: last ? pageMark(last) : null };
        if (here.length > 0) {
          const reading = { kind: 'list' as const, by: user.id, what: `disposals-${stage}`, page: cursor ?? '' };
          await readings(app).record(org, reading, now);
        }
        return { status: 200, body };
      },
    },

    confirmDisposals: {
      body: DisposeBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'confirmDisposal', user);
        requireLevel(user, 'confirmDisposal', app.profile);
        const answer = {
          status: 200,
          body: await disposeOfMany(app, body.dossiers, confirmation(user), { user, now }),
        } as const;
        await remembered(app, remember(answer));
        return answer;
      },
    },

    releaseDisposals: {
      body: DisposeBody,
      handle: async ({ user, body, now, remember }) => {
        permit(user, 'releaseDisposal', user);
        requireLevel(user, 'releaseDisposal', app.profile);
        const answer = {
          status: 200,
          body: await disposeOfMany(app, body.dossiers, release(user), { user, now }),
        } as const;
        await remembered(app, remember(answer));
        return answer;
      },
    },

    /** 延长保管 */
    keepLonger: {
      body: KeepLongerBody,
      handle: (call) =>
        actPermitted(
          app,
          call,
          ({ state }) => {
            permit(call.user, 'keepLonger', state);
            requireLevel(call.user, 'keepLonger', app.profile);
          },
          async ({ id, version, state }) => {
            const { until, because } = call.body;
            const gone = goneRefusal(state);
            if (gone !== undefined) return { decided: { refused: gone, code: 1302 }, says: { until } };
            const reason = await keyring(app).seal(keepingContext(id, version + 1), call.body.reason);
            const today = dateInShanghai(call.now);
            return { decided: decideKeeping(state, { until, because, reason }, today), says: { until } };
          },
        ),
    },
  });

export const handler = lambda(fromEnvironment());

function stageIn(text: string | undefined): DisposalStage {
  if (text === undefined) return 'listed';
  if (Object.hasOwn(disposalStages, text)) return text as DisposalStage;
  const message = `没有${quoted(text)}这一步，只能是 ${Object.keys(disposalStages).join('、')}`;
  throw fieldProblem('/stage', message);
}

/** In the order of the list; who has come to another stage meanwhile is left out. */
async function shown(app: App, found: readonly { dossier: string }[], stage: DisposalStage) {
  const all = new Map<string, Awaited<ReturnType<typeof disposalOf>>>();
  await inLanes(found, LANES, async ({ dossier: id }) => {
    const dossier = await dossiers(app).find(id);
    if (dossier) all.set(id, await disposalOf(app, dossier, stage, disposalStage(dossier.state)));
  });
  return found.map(({ dossier }) => all.get(dossier)).filter((each) => each !== undefined);
}
