import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { JournalEntry as Entry } from '../../shared/contract/exchanges/registry.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { refusal } from '../../shared/dossier/rules.ts';
import { apply, type DossierState } from '../../shared/dossier/state.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { StoredItem } from './stored.ts';

/** A journal as far as it can be read. */
export interface ReadJournal {
  entries: JournalEntry[];
  /** The state after each entry; null when the entries add up to nothing. */
  states: DossierState[] | null;
  faults: string[];
}

/** Reads the items of a journal's partition: each lies where its number says, and says what could have been recorded. */
export function readJournal(id: string, items: readonly StoredItem[]): ReadJournal {
  const faults: string[] = [];
  const entries: JournalEntry[] = [];
  const stored: StoredItem[] = [];
  for (const item of items) {
    const entry = entryIn(item);
    if (entry === undefined) faults.push(`日志 ${item.sk}：不是日志的格式`);
    else {
      if (item.sk !== keys.entry(id, entry.version).sk) faults.push(`日志 ${item.sk}：写的是第 ${entry.version} 条`);
      if (item.action !== entry.action.type) faults.push(`第 ${entry.version} 条：旁边写的种类与条目不符`);
      entries.push(entry);
      stored.push(item);
    }
  }
  const states: DossierState[] = [];
  try {
    for (const [index, entry] of entries.entries()) {
      const before = states.at(-1) ?? null;
      const why = refusal(before, entry.action);
      if (why !== undefined) faults.push(`第 ${index + 1} 条：当时不能有（${why}）`);
      if (entry.on !== dateInShanghai(entry.at)) faults.push(`第 ${index + 1} 条：日期与时刻不符`);
      const state = apply(id, before, entry);
      if ((stored[index]?.over === true) !== isOver(state)) faults.push(`第 ${index + 1} 条：是否了结写得不符`);
      states.push(state);
    }
  } catch {
    // `verify` says that the journal adds up to nothing.
    return { entries, states: null, faults };
  }
  return { entries, states, faults };
}

function entryIn({ entry }: StoredItem): JournalEntry | undefined {
  try {
    return Entry.parse(JSON.parse(String(entry))) as JournalEntry;
  } catch {
    return undefined;
  }
}
