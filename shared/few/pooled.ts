import { type Areas, isIn } from './areas.ts';
import { fewest, isFew } from './few.ts';

/**
 * Areas of which nothing is shown at all, because they have so few households themselves: each of them, and with it so many
 * of its neighbours, the smallest first, that what is left of the area above says nothing of one of them.
 *
 * @param totals how many households each leaf has
 */
export function pooled({ top, leaves, all }: Areas, totals: ReadonlyMap<string, number>): Set<string> {
  const totalOf = (area: string) =>
    leaves.reduce((sum, leaf) => sum + (isIn(area, leaf) ? (totals.get(leaf) ?? 0) : 0), 0);
  const sums = new Map(all.map((area) => [area, totalOf(area)]));
  const of = (area: string) => sums.get(area) as number;
  const hidden = new Set<string>();
  if (isFew(of(top))) return new Set(all);
  for (const parent of all) {
    const children = all.filter((area) => area !== parent && isIn(parent, area) && parentIn(all, area) === parent);
    const pool = children.filter((child) => isFew(of(child)));
    if (pool.length === 0) continue;
    const others = children.filter((child) => of(child) >= fewest).sort((one, other) => of(one) - of(other));
    let sum = pool.reduce((before, child) => before + of(child), 0);
    for (const other of others) {
      if (sum >= fewest) break;
      pool.push(other);
      sum += of(other);
    }
    for (const child of pool) for (const area of all) if (isIn(child, area)) hidden.add(area);
  }
  return hidden;
}

/** The nearest of the areas above one. */
function parentIn(all: readonly string[], area: string): string | undefined {
  return all.filter((each) => each !== area && isIn(each, area)).sort((one, other) => other.length - one.length)[0];
}
