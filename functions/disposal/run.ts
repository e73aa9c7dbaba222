import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { disposalStage, isDark, isGone } from '../../shared/dossier/disposal-state.ts';
import { decideListing } from '../../shared/dossier/disposing.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossiers, tasks } from '../../shared/services/services.ts';
import { keptUntil } from '../../shared/tasks/disposal-tasks.ts';
import { darken } from './darken.ts';
import { forgetApplication } from './forget-application.ts';

/** So many dossiers at once: each that is made dark deletes some dozens of things, several at once. */
const LANES = 4;
/** Of the fifteen minutes that a run may take (infra/functions.ts) so many: what is left is due the next night. */
const RUN_MS = 12 * 60_000;

/**
 * Each night: what need not be kept any longer is put on its county's list, and what was released is made dark. What
 * failed is still due the next night; one dossier's failure never stops the next. Reports how many failed.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const now = app.now();
  const today = dateInShanghai(now);
  const until = performance.now() + RUN_MS;
  let failed = 0;
  const each = (work: (id: string) => Promise<void>) => async (task: { dossierId: string }) => {
    if (performance.now() > until) return;
    try {
      await work(task.dossierId);
    } catch (error) {
      failed++;
      log('error', 'disposal failed', { dossier: task.dossierId, ...traceOf(error) });
    }
  };
  await inLanes(
    tasks(app).dueBy('dark', today),
    LANES,
    each(async (id) => {
      const { state } = await dossiers(app).get(id);
      if (isGone(state) && !isDark(state)) await darken(app, state, now);
    }),
  );
  // The last day on which it is kept is a whole one.
  await inLanes(
    tasks(app).dueBy('retention', addDays(today, -1)),
    LANES,
    each((id) => list(app, id, now)),
  );
  await inLanes(
    tasks(app).dueBy('forgotten', addDays(today, -1)),
    LANES,
    each((id) => forgetApplication(app, id, now)),
  );
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
