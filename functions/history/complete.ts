import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { type Status, statuses } from '../../shared/dossier/status.ts';
import { yearOf } from '../../shared/registry/history-years.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, historyWriter, historyYears, table } from '../../shared/services/services.ts';
import { detailsOf, stepsOf } from './row-of.ts';

/** Dossiers looked at at once. */
const LANES = 16;
/** Of the fifteen minutes that a run may take (infra/functions.ts) so many: the next run goes on with what is left. */
const RUN_MS = 12 * 60_000;
const TOO_MANY = 'there was no time for all of them: the next run goes on';

/** How far the days through one are looked at. */
interface Looking {
  /** Complete is what was before, and is to be this one (ISO dates). */
  after: string;
  through: string;
  /** Since this day a dossier may have gone from one list to another. */
  begunOn: string;
  /** In which list, each of which comes twice, and after which place of it. */
  list: number;
  place: string | null;
  failed: number;
}
const cursor = keys.sweepCursor('complete-history');

/**
 * Each night: sees to it that of the days that are over no 历史行 is missing, and says so. It asks the journals and not
 * what was sent: whatever was lost or is late on the way, in the stream, a queue or a dead letter, is written here. Only
 * dossiers of which something was recorded since the last day that was complete are looked at. It runs when whoever
 * recorded something on the day has long ended, and lists show it. When a large table came back from a backup that is all of
 * a province: what there is no time for the next run goes on with, which is tried again at once.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const until = performance.now() + RUN_MS;
  const today = dateInShanghai(app.now());
  const yesterday = addDays(today, -1);
  for (;;) {
    const { completeThrough: after = '' } = await historyYears(app).span();
    if (after >= yesterday) return;
    const found = await table(app).find<Looking & Key>(cursor);
    const left = found?.after === after ? found : undefined;
    const looking = left ?? { after, through: yesterday, begunOn: yesterday, list: 0, place: null, failed: 0 };
    await look(app, looking, { today, until });
    if (found) await table(app).remove(cursor);
    // It is tried again, and some hours later there is a dead letter.
    if (looking.failed > 0) throw new Error(`the history of ${looking.failed} dossiers is not complete`);
    await historyYears(app).markComplete(looking.through);
    log('info', 'history complete', { through: looking.through });
  }
};

export const handler = lambda(fromEnvironment());

/** Looks at all of them; throws where there is no time, with how far it came written down. */
async function look(app: App, looking: Looking, { today, until }: { today: string; until: number }): Promise<void> {
  let missing = 0;
  const areAll = await inLanesUntil(recordedSince(app, looking), { lanes: LANES, until }, async (id) => {
    try {
      // Added when it is known: what others add meanwhile must not be lost.
      const ofThis = await complete(app, id, { ...looking, today });
      missing += ofThis;
    } catch (error) {
      looking.failed++;
      log('error', 'history not completed', { dossier: id, ...traceOf(error) });
    }
  });
  if (missing > 0) app.count('LeftBehind', missing);
  if (areAll) return;
  await table(app).put({ ...cursor, ...looking });
  throw new Error(TOO_MANY);
}

/**
 * Dossiers of which an entry was recorded on that day or later, each once; notes in `looking` how far it is. All lists are
 * gone through, and then all once more for those that were recorded meanwhile: what moves from a list that was not read yet
 * to one that was is met the second time. The day itself is looked at again, because two entries about midnight may be
 * recorded in the other order than they are dated.
 */
async function* recordedSince(app: App, looking: Looking): AsyncGenerator<string> {
  const seen = new Set<string>();
  for (; looking.list < 2 * statuses.length; looking.list++) {
    const isSecond = looking.list >= statuses.length;
    const status = statuses[looking.list % statuses.length] as Status;
    const since = isSecond && looking.begunOn > looking.after ? looking.begunOn : looking.after;
    let after = looking.place ?? undefined;
    do {
      looking.place = after ?? null;
      const page = await dossierReader(app).recorded(status, after);
      for (const { id, on } of page.found) {
        if (on < since || seen.has(id)) continue;
        seen.add(id);
        yield id;
      }
      after = page.last;
    } while (after !== undefined);
    looking.place = null;
  }
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
