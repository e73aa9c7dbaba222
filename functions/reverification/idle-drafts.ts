import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { decideIdleEnd, decideIdleWarning } from '../../shared/dossier/idle-draft.ts';
import { isBeingFilled, nextOfIdle } from '../../shared/dossier/idle-state.ts';
import { inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, tasks } from '../../shared/services/services.ts';

const LANES = 8;

/**
 * Each day: of drafts that nobody has saved for long, and of what was sent back and nobody hands in again, whoever fills
 * them in is warned, and a month later they end. One that fails is still due the next day, and so is what there is no time
 * for.
 *
 * @param end when nothing more is begun (ms of `performance.now`)
 */
export async function endIdleDrafts(app: App, now: Date, end: number): Promise<void> {
  const today = dateInShanghai(now);
  await inLanesUntil(tasks(app).dueBy('drafts', today), { lanes: LANES, until: end }, async ({ dossierId }) => {
    try {
      await goOn(app, dossierId, { today, now });
    } catch (error) {
      app.count('ReminderFailures', 1);
      log('error', 'idle draft failed', { dossier: dossierId, ...traceOf(error) });
    }
  });
}

/** Harmless when repeated: what was warned is due another day, and what ended is no draft. */
async function goOn(app: App, id: string, { today, now }: { today: string; now: Date }): Promise<void> {
  await dossiers(app).recordLatest(id, async ({ state }) => {
    const { step, due } = nextOfIdle(state, app.profile.drafts);
    if (!isBeingFilled(state) || due > today) return undefined;
    const action = step === 'warn' ? decideIdleWarning(state) : decideIdleEnd(state);
    return isRefusal(action) ? undefined : { action, actor: { kind: 'system', id: 'sweep' }, now };
  });
}
