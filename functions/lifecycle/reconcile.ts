import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { underWay } from '../../shared/dossier/status.ts';
import { UNSENT } from '../../shared/registry/mails.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
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

/**
 * Each day: makes everything go on that should and does not, whatever was lost on the way, and says how much there was.
 * Harmless when repeated, and beside the relay: a run has one execution, and is given up for the next one once.
 */
export const lambda = (app: App) => async (): Promise<void> => {
  let found = await lateMails(app);
  const running = await runningExecutions(app);
  await inLanes(dossiersToLookAt(app, running), LANES, async (id) => {
    try {
      // Added when it is known: what others add meanwhile must not be lost.
      const ofThis = await mend(app, id, running);
      found += ofThis;
    } catch (error) {
      found++;
      log('error', 'not mended', { dossier: id, ...traceOf(error) });
    }
  });
  app.count('LeftBehind', found);
  app.count('ReconciliationRuns', 1);
};

export const handler = lambda(fromEnvironment());

/** Whatever has a matter under way, a plan whose cards are not issued, or an execution that runs; each once. */
async function* dossiersToLookAt(app: App, running: ReadonlySet<string>): AsyncGenerator<string> {
  const seen = new Set<string>();
  const isNew = (id: string) => !seen.has(id) && seen.add(id);
  for (const status of underWay) {
    let after: string | undefined;
    do {
      const options = { limit: PAGE, ...(after === undefined ? {} : { after }) };
      const page = await dossierReader(app).page(status, app.profile.code, options);
      for (const { id } of page.dossiers) if (isNew(id)) yield id;
      after = page.last;
    } while (after !== undefined);
  }
  for await (const { dossierId } of tasks(app).dueBy('cards', dateInShanghai(app.now()))) {
    if (isNew(dossierId)) yield dossierId;
  }
  for (const name of running) {
    const id = name.split('-', 1)[0] as string;
    if (isNew(id)) yield id;
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
