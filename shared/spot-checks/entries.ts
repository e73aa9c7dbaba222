/**
 * The numbers that are in force: those that two people entered alike, each as they entered them last. Null while nobody
 * agrees with anybody, and while two pairs agree on different ones.
 */
export function agreedNumbers(entries: readonly { by: string; numbers: string }[]): string | null {
  const last = new Map(entries.map(({ by, numbers }) => [by, numbers]));
  const seen = new Set<string>();
  const agreed = new Set<string>();
  for (const numbers of last.values()) {
    if (seen.has(numbers)) agreed.add(numbers);
    seen.add(numbers);
  }
  const [only] = agreed;
  return agreed.size === 1 && only !== undefined ? only : null;
}

/** So often numbers are entered for one draw; and by one person, who alone must not use them up for everybody else. */
export const mostEntries = 20;
export const mostOwnEntries = 5;

/** Whether somebody can enter no more numbers for a draw. */
export const mayEnterNoMore = (entries: readonly { by: string }[], by: string): boolean =>
  entries.length >= mostEntries || entries.filter((each) => each.by === by).length >= mostOwnEntries;
