/** In how many classes a map is coloured, from few to many. */
export const CLASSES = 5;

/** From which number to which, both included. */
export interface Range {
  from: number;
  to: number;
}

/**
 * Classes of as many counties each as can be; what is equal is in one class, so that there may be fewer. Those of none,
 * and those that are not shown, are in none of them.
 */
export function classesOf(values: readonly (number | null)[]): Range[] {
  const sorted = values
    .filter((value) => value !== null && value > 0)
    .sort((one, other) => (one ?? 0) - (other ?? 0)) as number[];
  const ranges: Range[] = [];
  let at = 0;
  for (let left = CLASSES; left > 0 && at < sorted.length; left--) {
    const end = at + Math.max(1, Math.round((sorted.length - at) / left));
    const to = sorted[end - 1] as number;
    ranges.push({ from: sorted[at] as number, to });
    at = sorted.lastIndexOf(to) + 1;
  }
  return ranges;
}

/** In which of them a number is; -1 of none. */
export const classOf = (value: number | null, ranges: readonly Range[]): number =>
  value === null ? -1 : ranges.findIndex(({ from, to }) => value >= from && value <= to);
