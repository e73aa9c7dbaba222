import { approves, standsInFor } from '../../../shared/directory/asked.ts';
import { unionAt } from '../../../shared/organisation/org-path.ts';
import type { UnionLevel } from '../../../shared/organisation/union-level.ts';
import type { Person, Place } from '../../parts/directory.ts';

/** Somebody who decides, and who does it for them today. */
export interface Deciding {
  person: Person;
  /** Undefined while they are there themselves, and where it is somebody above who is not listed here. */
  standIn: Person | undefined;
  /** Today somebody stands in who cannot: the request goes up. */
  lost: boolean;
}

/** Who decides at a place; `missing`: nobody does today, and what is asked there goes up to the next union. */
export interface Seat {
  place: Place;
  deciding: Deciding[];
  missing: boolean;
}

/** Who decides at a place on a day, by the directory. @param today ISO date */
export function seatAt(place: Place, people: readonly Person[], today: string): Seat {
  const deciding = people
    .filter((each) => each.orgPath === place.orgPath && approves(each))
    .map((person): Deciding => {
      const by = standsInFor(person, today);
      const standIn = people.find(({ id }) => id === by);
      return { person, standIn, lost: standIn !== undefined && !approves(standIn) };
    });
  return { place, deciding, missing: deciding.every(({ lost }) => lost) };
}

/**
 * Where nobody decides though somebody should: of each level that approves, the unions above the counties in which
 * dossiers are taken in.
 *
 * @param counties codes of those counties
 */
export function gaps(
  places: readonly Place[],
  people: readonly Person[],
  { levels, counties, today }: { levels: readonly UnionLevel[]; counties: readonly string[]; today: string },
): Seat[] {
  const taking = places.filter(({ level, orgPath }) => level === 'county' && counties.includes(codeOf(orgPath)));
  const needed = new Set(taking.flatMap(({ orgPath }) => levels.map((level) => unionAt(level, orgPath))));
  return places
    .filter(({ orgPath }) => needed.has(orgPath))
    .map((place) => seatAt(place, people, today))
    .filter(({ missing }) => missing);
}

export const codeOf = (orgPath: string): string => orgPath.split('/').at(-1) as string;
