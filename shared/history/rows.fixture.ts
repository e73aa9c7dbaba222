import type { ReadRow } from './fold.ts';
import type { HistoryDetail, HistoryRow } from './row.ts';

/** A row of a household on file, as it is where nothing else is said. */
export function rowOf(
  changes: Partial<HistoryRow> & Pick<HistoryRow, 'dossier' | 'orgPath'>,
  detail?: Partial<HistoryDetail>,
): ReadRow {
  const on = changes.on ?? '2027-03-01';
  const row: HistoryRow = {
    ...{ version: 1, on, at: `${on}T02:00:00.000Z`, from: null },
    ...{ status: 'registered', standing: 'onFile', reason: null, category: '深度困难职工', tier: 'national' },
    ...{ form: 1, appliedOn: on, enteredOn: on, changedOn: on, aids: 0, tasks: [], isDark: false },
    ...{ plan: { made: false, signed: false, cards: false }, happened: {}, given: 0, daysToCards: null },
    ...changes,
  };
  const household = { causes: ['其他'], workerKind: '在职', people: [{ sex: '男', born: 1975 }] };
  const opened: HistoryDetail = { household, aid: [], ...detail };
  return { row, open: () => opened };
}
