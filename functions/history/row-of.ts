import { isDark } from '../../shared/dossier/disposal-state.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { aidContext } from '../../shared/dossier/seal-contexts.ts';
import type { CountedAid, HistoryDetail, HistoryRow } from '../../shared/history/row.ts';
import { countedAid, householdOf, type LedgerChange, type Step, Walk } from '../../shared/history/walk.ts';
import type { AidContent } from '../../shared/ledger/aid.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, forms, keyring } from '../../shared/services/services.ts';

/** The steps of a whole journal, in order: undefined for each entry that makes no row. */
export function stepsOf(app: App, id: string, journal: readonly JournalEntry[]): (Step | undefined)[] {
  const walk = new Walk(id, app.profile);
  return journal.map((entry) => walk.next(entry));
}

/** The step of the last entry of a journal; undefined where it makes no row. */
export function lastStepOf(app: App, id: string, journal: readonly JournalEntry[]): Step | undefined {
  const walk = new Walk(id, app.profile);
  for (const entry of journal.slice(0, -1)) walk.pass(entry);
  const last = journal.at(-1);
  return last && walk.next(last);
}

/**
 * Tells what is sealed beside each row of a journal, out of the form and the ledger's entries that it rests on; undefined
 * where the household was disposed of since, and nobody knows any more. A form is opened once, however many rows rest on it.
 */
export function detailsOf(
  app: App,
  journal: readonly JournalEntry[],
): (step: Step) => Promise<HistoryDetail | undefined> {
  const households = new Map<number, Promise<HistoryDetail['household']>>();
  const householdIn = ({ dossier, form }: HistoryRow) => {
    if (form === null) return null;
    const opened = households.get(form) ?? forms(app).getSubmitted(dossier, form).then(householdOf);
    households.set(form, opened);
    return opened;
  };
  return async ({ row, ledger }) => {
    if (row.isDark) return { household: null, aid: [] };
    try {
      const [household, aid] = await Promise.all([householdIn(row), aidIn(app, row.dossier, ledger, journal)]);
      return { household, aid };
    } catch (error) {
      if (isDark((await dossierReader(app).get(row.dossier)).state)) return undefined;
      throw error;
    }
  };
}

async function aidIn(
  app: App,
  id: string,
  ledger: LedgerChange | null,
  journal: readonly JournalEntry[],
): Promise<CountedAid[]> {
  if (ledger === null) return [];
  const [added, back] = await Promise.all([
    givenIn(app, id, ledger.added, journal),
    ledger.corrects === null ? null : givenIn(app, id, ledger.corrects, journal),
  ]);
  return [...(back ? [countedAid(back, -1)] : []), ...(added ? [countedAid(added, 1)] : [])];
}

/** What an entry of the ledger says was given; null where it says that nothing was. */
async function givenIn(app: App, id: string, aid: number, journal: readonly JournalEntry[]) {
  const said = journal.find(
    ({ action }) => (action.type === 'recordAid' || action.type === 'correctAid') && action.aid === aid,
  )?.action;
  if (said?.type !== 'recordAid' && said?.type !== 'correctAid')
    throw new Error(`entry ${aid} of the ledger is missing`);
  return (await keyring(app).open<AidContent>(aidContext(id, aid), said.content)).given;
}
