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
  const end = await dossierReader(app).chainEnd(id);
  const entries = (await dossierReader(app).journal(id)).slice(0, end.version);
  const walk = new Walk(id, app.profile);
  const steps: Step[] = [];
  // One walk of the journal for both: that it adds up to something, and its rows. What its head holds is verify's.
  const faults = verify(id, entries, end, () => {
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
