import type { Arrangement } from '../calendar/arrangement.ts';
import { addDays } from '../calendar/dates.ts';
import { isInvented } from '../standards/invented.ts';
import type { SubsistenceLine } from '../standards/standard.ts';

/**
 * The arrangements that count, one for each year. Of several for one year it is the one confirmed last; without any
 * confirmed, the one built in. An invented one counts only while there is no other.
 *
 * @param builtIn as published when the functions were built
 * @param confirmed in the order of their versions
 */
export function arrangementsInForce(
  builtIn: readonly Arrangement[],
  confirmed: readonly Arrangement[],
): readonly Arrangement[] {
  const order = [...confirmed.filter(isInvented), ...builtIn, ...confirmed.filter((each) => !isInvented(each))];
  return [...new Map(order.map((each) => [each.year, each])).values()].sort((a, b) => a.year - b.year);
}

/**
 * The lines that count: a county's line holds until the next one begins, so that a new line needs no end to be written
 * to the old one. Of several that begin on one day the one confirmed last counts.
 *
 * @param builtIn the profile's
 * @param confirmed in the order of their versions
 */
export function linesInForce(
  builtIn: readonly SubsistenceLine[],
  confirmed: readonly SubsistenceLine[],
): SubsistenceLine[] {
  const counties = Map.groupBy([...builtIn, ...confirmed], ({ division }) => division);
  return [...counties.values()].flatMap((lines) => {
    const byBeginning = [...new Map(lines.map((line) => [line.from, line])).values()];
    const inOrder = byBeginning.sort((a, b) => (a.from < b.from ? -1 : 1));
    return inOrder.map((line, index) => ({ ...line, to: earlier(line.to, dayBefore(inOrder[index + 1])) }));
  });
}

function dayBefore(next: SubsistenceLine | undefined): string | null {
  return next === undefined ? null : addDays(next.from, -1);
}

function earlier(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}
