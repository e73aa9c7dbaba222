import type { JournalEntry } from './journal.ts';
import type { Objection } from './objection-list.ts';

/** Some of the objections, as they are listed, and the place from which the next ones are asked for; null at the end. */
interface Listed {
  listed: Objection[];
  cursor: string | null;
}

/** The place is among those that joined an objection: they are read from the journal behind the entry `read`. */
export interface Joining {
  to: Objection;
  read: number;
  /** Where the list goes on after the last of them; null where it ends with them. */
  rest: string | null;
}

const mark = /^(\d{1,6})(?:-(\d{1,6}))?$/;

/** Whether a text can be a place of the list. */
export const isObjectionMark = (text: string): boolean => mark.test(text);

/**
 * The objections behind a place of the list. Whoever may read what was written (`reads`) is shown those that joined one
 * right after it: their page ends there, and its cursor stands among what joined.
 *
 * @param cursor `3`: behind the third; `3-120`: among those that joined the third, behind the journal entry 120
 */
export function pageBehind(
  objections: readonly Objection[],
  cursor: string | undefined,
  { size, reads }: { size: number; reads: boolean },
): Listed | Joining {
  const [, after = '0', read] = mark.exec(cursor ?? '') ?? [];
  const later = objections.filter(({ objection }) => objection > Number(after));
  const to = objections.find(({ objection }) => objection === Number(after));
  if (reads && read !== undefined && to) return { to, read: Number(read), rest: later.length > 0 ? after : null };
  const shared = reads ? later.slice(0, size).findIndex(({ joined }) => joined > 0) : -1;
  const listed = later.slice(0, shared < 0 ? size : shared + 1);
  const last = listed.at(-1);
  const end = last && listed.length < later.length ? String(last.objection) : null;
  return { listed, cursor: last && shared >= 0 ? `${last.objection}-${last.raisedIn}` : end };
}

/** Those of the next `size` journal entries that joined an objection, each with the entry that holds what was written. */
export function joinedIn(entries: readonly JournalEntry[], { to, rest }: Joining, size: number): Listed {
  const joined = entries.filter(({ action }) => action.type === 'raiseObjection' && action.objection === to.objection);
  return {
    listed: joined.map(({ version }) => ({ ...to, raisedIn: version })),
    cursor: entries.length === size ? `${to.objection}-${entries.at(-1)?.version}` : rest,
  };
}
