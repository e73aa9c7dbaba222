import { handled, mayNot, type User } from '../../shared/access/may.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import type { Action, Duplicate } from '../../shared/dossier/actions.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { thresholds } from '../../shared/duplicates/evidence.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';

/**
 * A dossier's journal up to its head. How another household is alike is shown to whoever rules on it, and to an auditor
 * who has not handled this dossier. Others get the entries of a 查重 without it, so that they cannot check those entries'
 * hashes.
 */
export function journalOf(
  { id, version, hash, state }: Dossier,
  all: readonly JournalEntry[],
  user: User,
): Told<AnswerOf<'getJournal'>> {
  const entries = all.slice(0, version);
  const rules = mayNot(user, 'ruleDuplicate', state) === undefined;
  if (rules || (user.roles.includes('auditor') && !handled(user.id, state))) {
    return { id, entries, head: { version, hash, state: { ...state } } };
  }
  const shown = entries.map((entry) => ({ ...entry, action: withoutWithheld(entry.action) }));
  const duplicates = state.duplicates.filter(isTold).map(withoutReasons);
  return { id, entries: shown, head: { version, hash, state: { ...state, duplicates } } };
}

function withoutWithheld(action: Action): Action {
  if (action.type === 'findDuplicates') return { ...action, found: action.found.filter(isTold).map(withoutReasons) };
  if (action.type !== 'assess') return action;
  const { withheld: _, ...assessed } = action;
  return assessed;
}

function withoutReasons({ dossier, verdict }: Duplicate): Duplicate {
  return { dossier, verdict, score: thresholds[verdict], reasons: [] };
}
