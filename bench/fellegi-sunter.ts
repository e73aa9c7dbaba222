import { plainAddress } from '../shared/duplicates/address.ts';
import { plainName, surnameOf } from '../shared/duplicates/name.ts';
import { spoken } from '../shared/duplicates/sound.ts';
import type { Household, Person } from './population/population.ts';

/**
 * The usual way to link records, as a peer (Fellegi and Sunter 1969): each field adds the logarithm of how much likelier
 * its agreement, or disagreement, is of one person than of two. How likely of one is counted on pairs that are known to
 * be one (supervised); of two, from how frequent each value is. It reads everything in the clear, which the product
 * must not, and is given the product's own candidates and its way of reading names and addresses.
 */
export class FellegiSunter {
  private readonly weights: Record<string, Record<string, number>> = {};
  private readonly known = new WeakMap<Household, Seen>();
  /** At this weight, in bits, somebody is asked. */
  threshold = 0;

  /** @param pairs known to be one person; @param households from which frequencies are counted */
  constructor(pairs: readonly (readonly [Person, Person])[], households: readonly Household[]) {
    const counted = new Map<string, Map<string, number>>();
    for (const [one, other] of pairs) {
      for (const [field, level] of Object.entries(agreement(seenPerson(one), seenPerson(other)))) {
        const levels = counted.get(field) ?? new Map<string, number>();
        counted.set(field, levels.set(level, (levels.get(level) ?? 0) + 1));
      }
    }
    const people = households.flatMap(({ worker, members }) => [worker, ...members]).map(seenPerson);
    const chance = chances(people);
    for (const [field, levels] of counted) {
      const all = [...levels.values()].reduce((sum, n) => sum + n, 0);
      this.weights[field] = Object.fromEntries(
        Object.entries(chance[field] ?? {}).map(([level, u]) => [
          level,
          Math.log2(((levels.get(level) ?? 0) + 0.5) / (all + 1) / Math.max(u, 1e-7)),
        ]),
      );
    }
  }

  /** Bits that speak for two households being one: of the people who are most alike, of the door and the telephone. */
  weight(one: Household, other: Household): number {
    const [mine, theirs] = [this.seen(one), this.seen(other)];
    const taken = new Set<SeenPerson>();
    let sum = 0;
    for (const person of mine.people) {
      let best = 0;
      let whose: SeenPerson | undefined;
      for (const each of theirs.people) {
        if (taken.has(each)) continue;
        let bits = 0;
        for (const [field, level] of Object.entries(agreement(person, each))) bits += this.weights[field]?.[level] ?? 0;
        if (bits > best) [best, whose] = [bits, each];
      }
      if (whose) taken.add(whose);
      sum += best;
    }
    // A door is shared by one in some 10,000 pairs of candidates, a telephone by one in 100,000.
    if (mine.door !== undefined && mine.door === theirs.door) sum += Math.log2(0.7 / 1e-4);
    if (mine.mobile !== undefined && mine.mobile === theirs.mobile) sum += Math.log2(0.5 / 1e-5);
    return sum;
  }

  private seen(household: Household): Seen {
    const before = this.known.get(household);
    if (before) return before;
    const { worker, members } = household;
    const seen = {
      people: [worker, ...members].map(seenPerson),
      door: plainAddress(worker.homeAddress, worker.hukouDivision)?.text,
      mobile: worker.mobile,
    };
    this.known.set(household, seen);
    return seen;
  }
}

interface SeenPerson {
  name: string;
  sound: string;
  shortened: string[];
  surname: string;
  year: string;
  day: string;
  division: string | undefined;
  order: string | undefined;
}
interface Seen {
  people: SeenPerson[];
  door: string | undefined;
  mobile: string | undefined;
}

function seenPerson({ name, birthDate, idNumber }: Person): SeenPerson {
  const heard = spoken(name);
  return {
    name: plainName(name),
    sound: heard?.whole ?? '',
    shortened: heard?.shortened ?? [],
    surname: surnameOf(name),
    year: birthDate.slice(0, 4),
    day: birthDate.slice(5),
    division: idNumber?.slice(0, 6),
    order: idNumber?.slice(-4, -1),
  };
}

function agreement(one: SeenPerson, other: SeenPerson): Record<string, string> {
  const same = (a: string | undefined, b: string | undefined) =>
    a === undefined || b === undefined ? 'missing' : a === b ? 'same' : 'differ';
  const names =
    one.name === other.name
      ? 'same'
      : one.sound === other.sound
        ? 'sound'
        : one.shortened.includes(other.sound) || other.shortened.includes(one.sound)
          ? 'shortened'
          : one.surname === other.surname
            ? 'surname'
            : 'differ';
  return {
    name: names,
    year: same(one.year, other.year),
    day: same(one.day, other.day),
    division: same(one.division, other.division),
    order: same(one.order, other.order),
  };
}

/** How often two people agree by chance, from how frequent each value is. */
function chances(people: readonly SeenPerson[]): Record<string, Record<string, number>> {
  const equal = (value: (person: SeenPerson) => string | undefined) => {
    const counts = new Map<string | undefined, number>();
    for (const person of people) counts.set(value(person), (counts.get(value(person)) ?? 0) + 1);
    return [...counts.values()].reduce((sum, n) => sum + (n / people.length) ** 2, 0);
  };
  const [name, sound, surname] = [equal((it) => it.name), equal((it) => it.sound), equal((it) => it.surname)];
  // What is missing says nothing.
  const simple = (same: number) => ({ same, differ: 1 - same });
  return {
    // Of those of one surname about as many are alike but for one character as sound alike.
    name: { same: name, sound: sound - name, shortened: sound, surname: surname - sound, differ: 1 - surname },
    year: simple(equal((it) => it.year)),
    day: simple(equal((it) => it.day)),
    division: simple(equal((it) => it.division)),
    order: simple(equal((it) => it.order)),
  };
}
