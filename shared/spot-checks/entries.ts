/**
 * The numbers that are in force: those that two people entered alike, each as they entered them last. Null while nobody
 * agrees with anybody.
 */
export function agreedNumbers(entries: readonly { by: string; numbers: string }[]): string | null {
  const last = new Map(entries.map(({ by, numbers }) => [by, numbers]));
  const seen = new Set<string>();
  for (const numbers of last.values()) {
    if (seen.has(numbers)) return numbers;
    seen.add(numbers);
  }
  return null;
}

/** So often numbers are entered for one draw. */
export const mostEntries = 20;
