import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { disposalStage, isDark, isGone } from '../../shared/dossier/disposal-state.ts';
import { decideListing } from '../../shared/dossier/disposing.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { RunQueue } from '../../shared/registry/tasks.ts';
import { inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, tasks } from '../../shared/services/services.ts';
import { keptUntil } from '../../shared/tasks/disposal-tasks.ts';
import { darken } from './darken.ts';
import { forgetApplication } from './forget-application.ts';

/** So many dossiers at once: each that is made dark deletes some dozens of things, several at once. */
const LANES = 4;
/** Of the fifteen minutes that a run may take (infra/functions.ts): until then each of the three goes on, the quick ones first. */
const MS = { forgetting: 4 * 60_000, listing: 6 * 60_000, darkening: 12 * 60_000 } as const;

/**
 * Each night: forgets the applications that came to nothing, puts on its county's list what need not be kept any longer, and
 * makes dark what was released. What failed, and what there was no time for, is still due the next night; one dossier's
 * failure never stops the next, and tens of thousands of one kind keep none of another waiting. Reports how many failed.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const now = app.now();
  const today = dateInShanghai(now);
  // The last day on which it is kept is a whole one.
  const yesterday = addDays(today, -1);
  const begun = performance.now();
  let failed = 0;
  const all = async (queue: RunQueue, by: string, ms: number, work: (id: string) => Promise<void>) => {
    const until = begun + ms;
    const areAll = await inLanesUntil(tasks(app).dueBy(queue, by), { lanes: LANES, until }, async ({ dossierId }) => {
      try {
        await work(dossierId);
      } catch (error) {
        failed++;
        log('error', 'disposal failed', { dossier: dossierId, ...traceOf(error) });
      }
    });
    if (!areAll) log('warn', 'left for the next night', { queue });
  };
  await all('forgotten', yesterday, MS.forgetting, (id) => forgetApplication(app, id, now));
  await all('retention', yesterday, MS.listing, (id) => list(app, id, now));
  await all('dark', today, MS.darkening, async (id) => {
    const { state } = await dossiers(app).get(id);
    if (isGone(state) && !isDark(state)) await darken(app, state, now);
  });
  app.count('DisposalFailures', failed);
  app.count('DisposalRuns', 1);
};

export const handler = lambda(fromEnvironment());

/** Harmless when repeated. What was merged into another dossier is kept as long as that one. */
async function list(app: App, id: string, now: Date): Promise<void> {
  const today = dateInShanghai(now);
  await dossiers(app).recordLatest(id, async ({ state }) => {
    if (!isPast(app, state, today) || disposalStage(state) !== undefined) return undefined;
    const heir = state.mergedInto === null ? undefined : await dossiers(app).standing(id);
    if (heir && !isPast(app, heir.state, today)) return undefined;
    const action = decideListing(state);
    return isRefusal(action) ? undefined : { action, actor: { kind: 'system', id: 'disposal-run' }, now };
  });
}

/** Whether the days are over for which it has to be kept. */
function isPast({ profile }: App, { end, disposal }: DossierState, today: string): boolean {
  return end !== null && keptUntil(end, disposal, profile) < today;
}
