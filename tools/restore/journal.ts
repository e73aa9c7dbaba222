import { type JournalEntry, verify } from '../../shared/dossier/journal.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { isSame } from '../verify/head.ts';
import { readJournal } from '../verify/journal.ts';
import type { StoredItem } from '../verify/stored.ts';

/** The journal that a dossier has once what is missing has been put back. */
export interface United {
  entries: JournalEntry[];
  /** The state after each entry. */
  states: DossierState[];
  /** In order; in the restored table only. */
  missing: StoredItem[];
  /** Chinese; with any of them there is no journal to go by, and a person has to look. */
  conflicts: string[];
}

/**
 * Both journals together: an entry is put back where there is none, and never changed. Two that differ, and entries that
 * do not continue one another, are for a person to judge.
 */
export function unite(id: string, live: readonly StoredItem[], restored: readonly StoredItem[]): United {
  const has = new Map(live.map((item) => [item.sk, item]));
  const had = new Map(restored.map((item) => [item.sk, item]));
  const different = live.filter((item) => had.has(item.sk) && !isSame(item, had.get(item.sk)));
  const missing = restored.filter(({ sk }) => !has.has(sk));
  const conflicts = different.map(({ sk }) => `日志第 ${Number(sk)} 条两边不同：由人核对，这里不改`);
  const all = [...live, ...missing].sort((a, b) => (a.sk < b.sk ? -1 : 1));
  const { entries, states, faults } = readJournal(id, all);
  const last = entries.at(-1);
  const state = states?.at(-1);
  if (conflicts.length > 0 || last === undefined) return { entries, states: [], missing, conflicts };
  const head = { version: entries.length, hash: last.hash, state: state as DossierState };
  const broken = [...new Set([...faults, ...verify(id, entries, head)])];
  return { entries, states: states ?? [], missing, conflicts: broken.map((fault) => `日志合起来接不上：${fault}`) };
}
