import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { campaigns } from '../../shared/services/services.ts';
import { compute } from './compute-scenarios.ts';
import { lookOver } from './look-over.ts';
import { takeOn } from './take-on.ts';

/** Of the fifteen minutes that a run may take (infra/functions.ts), its campaigns and the new rules, each so much. */
const RUN_MS = 6 * 60_000;
/** And what time they leave of these is for scenarios. */
const WHOLE_MS = 13 * 60_000;

/**
 * Each night: goes on with the campaigns that are under way, and asks the new rules about households on file where a
 * standard or a line has changed; and goes on with what is to be computed (情景测算), which changes nothing. What failed, and what was not finished, is taken up the next night; one campaign's or
 * dossier's failure never stops the next. Reports for how many dossiers it could not say.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const now = app.now();
  const begun = performance.now();
  const half = begun + RUN_MS;
  let failed = 0;
  for (const campaign of await campaigns(app).underWay()) {
    if (performance.now() >= half) break;
    try {
      // Whatever came of it, the others come first the next night.
      const turn = takeOn(app, campaign, now, half);
      failed += await turn.finally(() => campaigns(app).takenOn(campaign.id, now.toISOString()));
    } catch (error) {
      failed++;
      log('error', 'campaign failed', { campaign: campaign.id, ...traceOf(error) });
    }
  }
  failed += await lookOver(app, now, Math.max(half, performance.now()) + RUN_MS);
  failed += await compute(app, now, begun + WHOLE_MS);
  app.count('ReviewsNotOpened', failed);
};

export const handler = lambda(fromEnvironment());
