import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { type Status, statuses } from '../../shared/dossier/status.ts';
import { yearOf } from '../../shared/registry/history-years.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, historyWriter, historyYears } from '../../shared/services/services.ts';
import { detailsOf, stepsOf } from './row-of.ts';

/** Dossiers looked at at once. */
const LANES = 16;

/**
 * Each night: sees to it that of the days that are over no 历史行 is missing, and says so. It asks the journals and not
 * what was sent: whatever was lost or is late on the way, in the stream, a queue or a dead letter, is written here. Only
 * dossiers of which something was recorded since the last day that was complete are looked at. It runs when whoever
 * recorded something on the day has long ended, and lists show it.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const today = dateInShanghai(app.now());
  const through = addDays(today, -1);
  const { completeThrough: after = '' } = await historyYears(app).span();
  if (after >= through) return;
  let [missing, failed] = [0, 0];
  await inLanes(recordedSince(app, after), LANES, async (id) => {
    try {
      // Added when it is known: what others add meanwhile must not be lost.
      const ofThis = await complete(app, id, { after, through, today });
      missing += ofThis;
    } catch (error) {
      failed++;
      log('error', 'history not completed', { dossier: id, ...traceOf(error) });
    }
  });
  if (missing > 0) app.count('LeftBehind', missing);
  // It is tried again, and some hours later there is a dead letter.
  if (failed > 0) throw new Error(`the history of ${failed} dossiers is not complete`);
  await historyYears(app).markComplete(through);
  log('info', 'history complete', { through, missing });
};

export const handler = lambda(fromEnvironment());

/**
 * Dossiers of which an entry was recorded on that day or later, each once. All lists are gone through, and then all once
 * more: what moves from a list that was not read yet to one that was is met the second time. The day itself is looked at
 * again, because two entries about midnight may be recorded in the other order than they are dated.
 */
async function* recordedSince(app: App, day: string): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (const _ of ['once', 'once more']) {
    const found = (await Promise.all(statuses.map((status) => recordedIn(app, status, day)))).flat();
    for (const id of found) {
      if (seen.has(id)) continue;
      seen.add(id);
      yield id;
    }
  }
}

/** Of one list; one whose place moves on while it is read may stand in it twice. */
async function recordedIn(app: App, status: Status, day: string): Promise<string[]> {
  const found = new Set<string>();
  for await (const { id, on } of dossierReader(app).recorded(status)) if (on >= day) found.add(id);
  return [...found];
}

/** Writes what is missing of the days after one through another; answers how many rows that were. */
async function complete(
  app: App,
  id: string,
  { after, through, today }: { after: string; through: string; today: string },
): Promise<number> {
  const journal = await dossierReader(app).journal(id);
  const steps = stepsOf(app, id, journal).filter((step) => step !== undefined);
  const within = steps.filter(({ row: { on } }) => after < on && on <= through);
  const lacking = new Set(await historyWriter(app).lacking(within));
  const detailOf = detailsOf(app, journal);
  for (const step of within) {
    // A row that lies in its own year may not have reached the one that began since.
    if (!lacking.has(step) && yearOf(step.row.on) === yearOf(today)) continue;
    await historyWriter(app).put(step.row, await detailOf(step), today);
  }
  return lacking.size;
}
