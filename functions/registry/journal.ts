import { handled, mayNot, type User } from '../../shared/access/may.ts';
import type { AnswerOf, Told } from '../../shared/contract/types.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import type { Duplicate } from '../../shared/dossier/duplicate-state.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { thresholds } from '../../shared/duplicates/evidence.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import { fieldProblem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';

/** After which entry a page begins: the whole journal's first page without it. E1004 for what no page has answered. */
export function afterOf(text: string | undefined): number {
  if (text === undefined) return 0;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  const message = `没有${quoted(text)}这一条，应当是上一页给出的 next`;
  throw fieldProblem('/after', message);
}

/**
 * A page of a dossier's journal up to its head. How another household is alike is shown to whoever rules on it, and to an auditor
 * who has not handled this dossier. Others get the entries of a 查重, and of a merger that carried a ruling over, without it, so that they cannot check those entries'
 * hashes.
 */
export function journalOf(
  { id, version, hash, state }: Dossier,
  page: readonly JournalEntry[],
  user: User,
): Omit<Told<AnswerOf<'getJournal'>>, 'inWords'> {
  // What was recorded since the head was read belongs to a later head.
  const entries = page.filter((entry) => entry.version <= version);
  const last = entries.at(-1)?.version ?? version;
  const next = last < version ? last : null;
  const rules = mayNot(user, 'ruleDuplicate', state) === undefined;
  if (rules || (user.roles.includes('auditor') && !handled(user.id, state))) {
    return { id, entries, next, head: { version, hash, state: { ...state } } };
  }
  const shown = entries.map((entry) => ({ ...entry, action: withoutWithheld(entry.action) }));
  const duplicates = state.duplicates.filter(isTold).map(withoutReasons);
  return { id, entries: shown, next, head: { version, hash, state: { ...state, duplicates } } };
}

function withoutWithheld(action: Action): Action {
  if (action.type === 'absorb' && action.ruled) {
    // It says how alike the third is to the other, and where the third lies.
    const ruled = action.ruled.map(({ county: _, ...third }) => ({ ...third, score: thresholds[third.verdict] }));
    return { ...action, ruled };
  }
  if (action.type === 'findDuplicates') return { ...action, found: action.found.filter(isTold).map(withoutReasons) };
  if (action.type !== 'assess') return action;
  const { withheld: _, ...assessed } = action;
  return assessed;
}

function withoutReasons({ dossier, verdict }: Duplicate): Duplicate {
  return { dossier, verdict, score: thresholds[verdict], reasons: [] };
}
