import { isGone } from '../../shared/dossier/disposal-state.ts';
import { rowResults } from '../../shared/ledger/batch.ts';
import { type Batch, batchItem, batchPlaces, bouncedDue, type RowOutcome } from '../../shared/registry/batches.ts';
import { BATCH, BATCHES, keys } from '../../shared/registry/keys.ts';
import { withoutDue } from '../../shared/registry/tasks.ts';
import { CountyLists } from './county-lists.ts';
import type { Finding } from './dossier.ts';
import { isSame, slimState } from './head.ts';
import { readJournal } from './journal.ts';
import { type Stored, type StoredItem, storedItem } from './stored.ts';

type Row = StoredItem & RowOutcome;

/**
 * 资金发放批次 and what the bank said of each row. What a batch pays is sealed, and what was decided of it is in its record of
 * changes (alone.ts); here it is where it is looked for, decided by two people, and a row that was paid is an entry of a
 * household's ledger. Takes the items of a scan one after the other, and then reads again what it names.
 */
export class Batches {
  private readonly seen = new Set<string>();
  private readonly lists = new CountyLists(BATCHES, 'batch');

  see(item: StoredItem): void {
    if (item.pk.startsWith(BATCH)) this.seen.add(item.pk.slice(BATCH.length));
    this.lists.see(item);
  }

  async *examine(stored: Stored): AsyncGenerator<Finding> {
    for (const id of [...new Set([...this.seen, ...this.lists.listed()])].sort()) {
      // Somebody may have put something while it was read: what is wrong is wrong twice.
      const first = await this.faultsOf(stored, id);
      const faults = first.length === 0 ? first : await this.faultsOf(stored, id);
      yield { id: keys.batch(id).pk, faults, entries: 0, hash: '' };
    }
  }

  private async faultsOf(stored: Stored, id: string): Promise<string[]> {
    const items = await stored.partition(keys.batch(id).pk);
    const batch = items.find(({ sk }) => sk === keys.batch(id).sk) as (StoredItem & Batch) | undefined;
    // That it is gone, its record of changes says.
    if (batch === undefined) return items.length === 0 ? [] : ['银行的答复还在'];
    const rows = items.filter((item) => item !== batch) as Row[];
    const { status, by, decidedBy } = batch;
    return [
      ...(status === 'approved' && by === decidedBy ? ['报批和批准的是同一个人'] : []),
      ...(isSame(batch, batchItem(withoutDue(batch))) ? [] : ['排在待办里的不对']),
      ...(status !== 'approved' && rows.length > 0 ? ['没有批准，有银行的答复'] : []),
      // Its county finds it, and its file is not handed in a second time.
      ...(await this.lists.faultsOf(stored, id, batchPlaces(batch))),
      ...(await Promise.all(rows.map((row) => rowFaults(stored, batch, row)))).flat(),
      ...rows.filter((row) => isTwice(row, rows)).map(({ row }) => `第 ${row} 行与另一行是同一条台账`),
    ];
  }
}

const isTwice = ({ row, dossier, aid }: Row, rows: readonly Row[]): boolean =>
  aid !== undefined && rows.some((other) => other.row < row && other.dossier === dossier && other.aid === aid);

async function rowFaults(stored: Stored, batch: Batch, row: Row): Promise<string[]> {
  const { row: n, result } = row;
  if (!Object.hasOwn(rowResults, result)) return [`第 ${n} 行的答复不是所列的`];
  if (result === 'paid') return (await isInLedger(stored, row)) ? [] : [`第 ${n} 行记为到账，台账里没有这一条`];
  return result === 'bounced' && !(await isOwed(stored, batch, row)) ? [`第 ${n} 行退回的待办不对`] : [];
}

/** A batch outlives the households that it paid: of one that was disposed of, its journal still says what its ledger did. */
async function isInLedger(stored: Stored, { on, dossier, aid }: Row): Promise<boolean> {
  if (dossier === undefined || aid === undefined) return false;
  const entry = await storedItem(stored, keys.aid(dossier, aid));
  if (entry !== undefined) return entry.givenOn === on;
  if (!isGone({ disposal: null, ...slimState(await storedItem(stored, keys.head(dossier))) })) return false;
  const { entries } = readJournal(dossier, await stored.partition(keys.journal(dossier)));
  return entries.some(({ action }) => action.type === 'recordAid' && action.aid === aid && action.givenOn === on);
}

/** Whose it is stands in its place among the tasks alone: somebody who has a dossier; and it is owed by whoever pays. */
async function isOwed(
  stored: Stored,
  { orgPath: union }: Batch,
  { row, due, dueSort, maskedName }: Row,
): Promise<boolean> {
  const [, , orgPath = '', dossier = ''] = String(dueSort).split('#');
  if (orgPath !== union || (await storedItem(stored, keys.head(dossier))) === undefined) return false;
  return isSame({ due, dueSort, maskedName }, bouncedDue(row, { dossier, orgPath, maskedName: String(maskedName) }));
}
