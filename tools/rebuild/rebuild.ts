import { detailsOf } from '../../functions/history/row-of.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { verify } from '../../shared/dossier/journal.ts';
import { type Step, Walk } from '../../shared/history/walk.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, historyWriter } from '../../shared/services/services.ts';

/** What came of a dossier: how many rows, or what is wrong with its journal, of which then no row was written. */
export interface Rebuilt {
  rows: number;
  faults: string[];
}

/** Writes every 历史行 of a dossier anew, out of its journal, once that is found to be whole. Once more is harmless. */
export async function rebuildDossier(app: App, id: string): Promise<Rebuilt> {
  const [{ version, hash, state }, journal] = [await dossierReader(app).get(id), await dossierReader(app).journal(id)];
  const entries = journal.slice(0, version);
  const walk = new Walk(id, app.profile);
  const steps: Step[] = [];
  // One walk of the journal for both: what it adds up to is what its head says, and these are its rows.
  const faults = verify(id, entries, { version, hash, state }, () => {
    for (const entry of entries) steps.push(...[walk.next(entry)].filter((step) => step !== undefined));
    return walk.state;
  });
  if (faults.length > 0) return { rows: 0, faults };
  const today = dateInShanghai(app.now());
  const detailOf = detailsOf(app, entries);
  const rows = await Promise.all(steps.map(async (step) => ({ row: step.row, detail: await detailOf(step) })));
  await historyWriter(app).putAgain(rows, today);
  return { rows: steps.length, faults: [] };
}
