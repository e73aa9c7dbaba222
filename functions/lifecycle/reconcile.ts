import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { type Status, underWay } from '../../shared/dossier/status.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { UNSENT } from '../../shared/registry/mails.ts';
import { inLanesUntil } from '../../shared/runtime/lanes.ts';
import { log, traceOf } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { dossierReader, table, tasks } from '../../shared/services/services.ts';
import { runningExecutions } from './executions.ts';
import { mend } from './mend.ts';

/** Dossiers looked at at once. */
const LANES = 16;
const PAGE = 500;
/** A mail that was due so long ago is one that the runs of the day pass over. */
const MAIL_LATE_MS = 12 * 3600_000;
/** Of the fifteen minutes that a run may take (infra/functions.ts), listing what runs being the first of it. */
const RUN_MS = 13 * 60_000;

/**
 * Each day: makes everything go on that should and does not, whatever was lost on the way, and says how much there was.
 * Harmless when repeated, and beside the relay: a run has one execution, and is given up for the next one once. Where there
 * is no time for all that is under way, the next morning goes on behind the last one, so that everything has its turn.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  const until = performance.now() + RUN_MS;
  let found = await lateMails(app);
  const running = await runningExecutions(app);
  const before = await table(app).find<Place & Key>(place);
  const from = before && { list: before.list, after: before.after };
  let at: Place | undefined;
  const looking = dossiersToLookAt(app, running, from, (there) => {
    at = there;
  });
  const areAll = await inLanesUntil(looking, { lanes: LANES, until }, async (id) => {
    try {
      // Added when it is known: what others add meanwhile must not be lost.
      const ofThis = await mend(app, id, running);
      found += ofThis;
    } catch (error) {
      found++;
      log('error', 'not mended', { dossier: id, ...traceOf(error) });
    }
  });
  if (!areAll && at) {
    log('warn', 'left for the next morning', { list: at.list });
    await table(app).put<Place & Key>({ ...place, ...at });
  } else if (before) await table(app).remove(place);
  app.count('LeftBehind', found);
  app.count('ReconciliationRuns', 1);
};

export const handler = lambda(fromEnvironment());

const place = keys.sweepCursor('reconciliation');

/** What has a matter under way; and at last what has an execution that runs, wherever it is listed. */
const lists = [...underWay, 'running'] as const;

/** In a list after a dossier, or an execution; or with its first one. */
interface Place {
  list: (typeof lists)[number];
  after: string | undefined;
}

/** All lists from a place on, and then from the beginning up to that place. */
function inTurn(from: Place | undefined): Place[] {
  const first = from === undefined ? 0 : lists.indexOf(from.list);
  const whole = [...lists.slice(first), ...lists.slice(0, first)].map((list): Place => ({ list, after: undefined }));
  return from === undefined ? whole : [from, ...whole.slice(1), ...whole.slice(0, 1)];
}

/** Each once: plans whose cards are not issued, which are few, and all that is in the lists. */
async function* dossiersToLookAt(
  app: App,
  running: ReadonlySet<string>,
  from: Place | undefined,
  isAt: (place: Place) => void,
): AsyncGenerator<string> {
  const seen = new Set<string>();
  const isNew = (id: string) => !seen.has(id) && seen.add(id);
  for await (const { dossierId } of tasks(app).dueBy('cards', dateInShanghai(app.now()))) {
    if (isNew(dossierId)) yield dossierId;
  }
  for (const { list, after } of inTurn(from)) {
    const pages = list === 'running' ? runningPages(running, after) : statusPages(app, list, after);
    for await (const { ids, begins } of pages) {
      isAt({ list, after: begins });
      for (const id of ids) if (isNew(id)) yield id;
    }
  }
}

interface Found {
  ids: string[];
  /** After what the page begins. */
  begins: string | undefined;
}

async function* statusPages(app: App, status: Status, from: string | undefined): AsyncGenerator<Found> {
  let after = from;
  do {
    const options = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    const page = await dossierReader(app).page(status, app.profile.code, options);
    yield { ids: page.dossiers.map(({ id }) => id), begins: after };
    after = page.last;
  } while (after !== undefined);
}

function* runningPages(running: ReadonlySet<string>, after = ''): Generator<Found> {
  const names = [...running].filter((name) => name > after).sort();
  for (let at = 0; at < names.length; at += PAGE) {
    const ids = names.slice(at, at + PAGE).map((name) => name.split('-', 1)[0] as string);
    yield { ids, begins: names[at - 1] ?? after };
  }
}

/** Mails that are neither sent nor given up, long past the time at which they were due. */
async function lateMails(app: App): Promise<number> {
  const until = new Date(app.now().getTime() - MAIL_LATE_MS).toISOString();
  let count = 0;
  let after: object | undefined;
  do {
    const page = await table(app).indexPage('byDue', UNSENT, { until, limit: PAGE, ...(after ? { after } : {}) });
    count += page.items.length;
    after = page.last;
  } while (after);
  if (count > 0) log('error', 'left behind', { what: 'mails', count });
  return count;
}
