/** What of the lists and the history is true today. */
import type { Ended, History } from './history.ts';
import type { Lists } from './names.ts';

/** Today's divisions by code, two to six digits. @throws when the lists lack one that never ended */
export function today(lists: Lists, history: History): Map<string, string> {
  const current = new Map([...lists.current, ...history.named]);
  for (const { code, year } of history.ended.values()) {
    if ((history.began.get(code) ?? 0) <= year) current.delete(code);
  }
  // A city without counties stands for itself (东莞、中山、儋州、嘉峪关).
  for (const [code, name] of [...current]) {
    if (code.length === 4 && ![...current.keys()].some((other) => other.length === 6 && other.startsWith(code))) {
      current.set(`${code}00`, name);
    }
  }
  const missing = [...history.began.keys()].filter(
    (code) => code.length === 6 && !current.has(code) && !history.ended.has(code) && lists.all.get(code) !== '市辖区',
  );
  if (missing.length > 0) throw new Error(`began, never ended, and in no list of today: ${missing.join(' ')}`);
  return current;
}

/** Where the ground of a former division is today. @throws when the history leads to a code that is not today's */
export function successorsToday(ended: Ended, history: History, current: ReadonlyMap<string, string>): string[] {
  const found = new Set(ended.successors.flatMap((code) => follow(code, ended.year, history)));
  for (const code of found) {
    if (!current.has(code)) throw new Error(`${ended.code}${ended.name} leads to ${code}, which is not of today`);
  }
  return [...found].sort();
}

/** From a code at the end of a year to those that have its ground now. */
function follow(code: string, year: number, history: History): string[] {
  const given = [...history.oldNames, ...(history.ended.has(code) ? [history.ended.get(code) as Ended] : [])]
    .filter((event) => event.code === code && event.year > year && event.successors !== undefined)
    .sort((a, b) => a.year - b.year)[0];
  const until = given?.year ?? Number.POSITIVE_INFINITY;
  const parts = history.splits
    .filter((split) => split.code === code && split.year > year && split.year <= until)
    .flatMap((split) => split.successors.flatMap((part) => follow(part, split.year, history)));
  const rest = given?.successors?.flatMap((heir) => follow(heir, until, history)) ?? [code];
  return [...rest, ...parts];
}
