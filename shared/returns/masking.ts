import { isBreakdown, type ReturnForm, type ReturnValues } from './form.ts';

/** So few households may be recognized by whoever knows the place. */
const FEW = 5;

/**
 * Which cells of some parts (counties, a row each) a level above does not see: those that say of fewer than five, and as
 * many others as it takes that none follows from a total of its row or its column. Totals themselves are always seen.
 */
export function maskedCells(
  { columns, sums }: Pick<ReturnForm, 'columns' | 'sums'>,
  parts: readonly ReturnValues[],
): ReadonlySet<string>[] {
  const ids = columns.filter(isBreakdown).map(({ id }) => id);
  const masked = parts.map((values) => new Set(ids.filter((id) => isFew(values[id] ?? 0))));
  const groups = sums.map(({ plus, minus = [] }) => [...plus, ...minus].filter((id) => ids.includes(id)));
  for (let goesOn = true; goesOn; ) {
    goesOn = false;
    parts.forEach((values, at) => {
      for (const group of groups) {
        const other = onlyOne(group.map((id) => ({ value: values[id] ?? 0, isMasked: masked[at]?.has(id), id })));
        if (other === undefined) continue;
        masked[at]?.add(other.id);
        goesOn = true;
      }
    });
    for (const id of ids) {
      const other = onlyOne(parts.map((values, at) => ({ value: values[id] ?? 0, isMasked: masked[at]?.has(id), at })));
      if (other === undefined) continue;
      masked[other.at]?.add(id);
      goesOn = true;
    }
  }
  return masked;
}

/** So few that somebody may be recognized; nobody is nobody. */
const isFew = (value: number): boolean => value !== 0 && value < FEW;

/** Where one cell alone is masked, the next to be: the smallest of the others, those that say of nobody last. */
function onlyOne<C extends { value: number; isMasked: boolean | undefined }>(cells: readonly C[]): C | undefined {
  if (cells.filter(({ isMasked }) => isMasked).length !== 1) return undefined;
  const rank = ({ value }: C) => (value === 0 ? Number.POSITIVE_INFINITY : value);
  return cells.filter(({ isMasked }) => !isMasked).sort((one, other) => rank(one) - rank(other))[0];
}
