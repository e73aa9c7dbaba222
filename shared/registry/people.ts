import { type Ability, mayNot, type User } from '../access/may.ts';
import { approves, standsInFor } from '../directory/asked.ts';
import type { Person } from '../directory/person.ts';
import { type Levels, levelDecidedBy, mayDecide, reachesLevelDue } from '../dossier/deciders.ts';
import type { DossierState } from '../dossier/state.ts';
import { contains, levelOf, unionAt, unionsAbove } from '../organisation/org-path.ts';
import { type UnionLevel, unionLevels } from '../organisation/union-level.ts';
import type { ProvinceSealed } from '../sealing/sealed.ts';
import { Changes } from './changes.ts';
import { newId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** Somebody of the directory as stored: their name, post and how to reach them are sealed under personContext(id). */
export interface PersonItem extends Key, Person {
  sealed: ProvinceSealed;
  /** Whether the directory has a mail address of theirs; the address itself is sealed. */
  hasMail: boolean;
  /** The same of a mobile number. */
  hasMobile: boolean;
  /** ISO instant at which they ceased to decide for their union (转请): what they were asked is somebody else's from then on. */
  leftAt?: string;
  /** By what their changes are filed: random, because it is anchored, and an anchor outlives everybody's login id. */
  changesOf: string;
  /** How often they were put: who puts them anew says what they saw. */
  revision: number;
}

export const personContext = (id: string): string => `person/${id}`;

/** Of one thing so many are told: whoever is first to look at it does it. */
const MOST_TOLD = 5;
/** So many are read in one command where all are wanted. */
const READ_AT_ONCE = 200;

/** The effect that fails when somebody else has put the person meanwhile. */
const PERSON_EFFECT = 'person';

/** 工会人员 of the province. Whoever must say a name reads one item. */
export class People {
  private readonly table: Table;
  private readonly changes: Changes;

  constructor(table: Table) {
    this.table = table;
    this.changes = new Changes(table);
  }

  async find(id: string): Promise<PersonItem | undefined> {
    return this.table.find<PersonItem>(keys.person(id));
  }

  /** Those of one union, not of the unions below it. */
  async of(orgPath: string): Promise<PersonItem[]> {
    return this.table.range<PersonItem>(keys.people, `${orgPath}#`, `${orgPath}#~`);
  }

  /** The next of a union and those below it, by org path and id; a page may be short as long as there is a `next`. */
  async page(orgPath: string, limit: number, after?: string): Promise<{ people: PersonItem[]; next: string | null }> {
    const from = after === undefined ? `${orgPath}#` : `${after} `;
    const read = await this.table.range<PersonItem>(keys.people, from, `${orgPath}/~`, { limit });
    // Between a union's own and what stands below it, others sort whose path begins with its path, as U0001-2 beside U0001.
    const people = read.filter((person) => contains(orgPath, person.orgPath));
    return { people, next: read.length === limit ? (read.at(-1) as Key).sk : null };
  }

  /** Everybody of a union and of those below it. */
  async *below(orgPath: string): AsyncGenerator<PersonItem> {
    let next: string | null | undefined;
    while (next !== null) {
      const page = await this.page(orgPath, READ_AT_ONCE, next);
      yield* page.people;
      next = page.next;
    }
  }

  /** The same, and those of the unions above it. */
  async *around(orgPath: string): AsyncGenerator<PersonItem> {
    const [, ...above] = unionsAbove(orgPath);
    for (const union of above) yield* await this.of(union);
    yield* this.below(orgPath);
  }

  /** Puts somebody, in place of what was seen of them before: by id for names, by union for lists; and who put what. */
  async putWrites(
    person: Person & Pick<PersonItem, 'sealed' | 'hasMail' | 'hasMobile'>,
    before: PersonItem | undefined,
    { by, now }: { by: string; now: Date },
  ): Promise<Write[]> {
    const { id, orgPath } = person;
    const revision = (before?.revision ?? 0) + 1;
    const leftAt = leftSince(person, before, now);
    const changesOf = before?.changesOf ?? newId();
    const own = { ...person, ...keys.person(id), changesOf, revision, ...(leftAt === undefined ? {} : { leftAt }) };
    const put = before
      ? this.table.putWrite(PERSON_EFFECT, own, 'revision = :seen', { ':seen': before.revision })
      : this.table.putWrite(PERSON_EFFECT, own);
    const moved = before !== undefined && before.orgPath !== orgPath;
    return [
      put,
      await this.changes.write(PERSON_EFFECT, own, { by, now }),
      this.table.putWrite(PERSON_EFFECT, { ...own, ...keys.personAt(orgPath, id) }, null),
      ...(moved ? [this.table.deleteWrite(PERSON_EFFECT, keys.personAt(before.orgPath, id))] : []),
    ];
  }

  /**
   * Whoever is to do something to a dossier: those who may, are in office and can be written to, of its own union or the
   * next one up that has any; by message where those are sent (`messages`). Nobody who must not, because they handled the matter; whoever stands in for somebody who is away `today` in their place. Empty where the directory has nobody.
   */
  async whoMay(
    ability: Ability,
    dossier: DossierState | { orgPath: string },
    { messages = false, today }: { messages?: boolean; today?: string } = {},
  ): Promise<PersonItem[]> {
    for (const union of unionsAbove(dossier.orgPath)) {
      const may = (person: PersonItem): boolean =>
        (isReached(person) || (messages && person.active && person.hasMobile)) &&
        mayNot(userOf(person), ability, dossier) === undefined;
      const able = (await this.of(union)).filter(may);
      if (able.length === 0) continue;
      const there = await Promise.all(able.map((person) => this.insteadOf(person, may, today)));
      return [...new Map(there.map((person) => [person.id, person])).values()].slice(0, MOST_TOLD);
    }
    return [];
  }

  /** Whoever stands in (代办) on a day for somebody, if they may do it; they themselves where nobody does. */
  private async insteadOf(person: PersonItem, may: (other: PersonItem) => boolean, today: string | undefined) {
    const by = today === undefined ? undefined : standsInFor(person, today);
    const acting = by === undefined ? undefined : await this.find(by);
    return acting && may(acting) ? acting : person;
  }

  /**
   * Who decides about this household at a level of the unions, or, where that one has nobody who may, at the next one up.
   * Where an approver is away today, whoever stands in for them (代办) is asked. Nobody decides in a matter that they
   * handled, or a second level of it, nor does anybody for them. Undefined when nobody at all may decide.
   */
  async approverFor(
    asked: ToDecide,
    unionLevel: UnionLevel,
    except: readonly string[] = [],
  ): Promise<PersonItem | undefined> {
    for (const each of unionLevels.slice(unionLevels.indexOf(unionLevel))) {
      const path = unionAt(each, asked.dossier.orgPath);
      if (path === undefined) continue;
      for (const person of (await this.of(path)).filter(approves)) {
        const by = standsInFor(person, asked.today);
        const acting = by === undefined ? person : await this.find(by);
        const isExcepted = except.includes(person.id) || (acting && except.includes(acting.id));
        if (acting && !isExcepted && mayActFor(person, acting, asked)) return acting;
      }
    }
    return undefined;
  }

  /** Whoever stands in today (代办) for somebody who is away or has left office, if they may decide about this household. */
  async standInFor(asked: ToDecide, approver: PersonItem): Promise<PersonItem | undefined> {
    const by = standsInFor(approver, asked.today);
    const acting = by === undefined ? undefined : await this.find(by);
    return acting && mayActFor(approver, acting, asked) ? acting : undefined;
  }
}

/** What somebody is to be asked to decide: the household, the province's levels, and the ISO date in Asia/Shanghai. */
export interface ToDecide {
  dossier: DossierState;
  levels: Levels;
  today: string;
}

/**
 * Whether somebody who is here today may decide for another, who may be they themselves: neither handled the matter, or
 * decided another level of it than the one that it would be.
 */
function mayActFor(person: Person, acting: Person, { dossier, levels, today }: ToDecide): boolean {
  const unionLevel = levelOf(acting.orgPath);
  const isHere = hasTheOffice(acting, dossier, levels) && standsInFor(acting, today) === undefined;
  if (!isHere || unionLevel === undefined) return false;
  const level = levelDecidedBy(dossier, levels, unionLevel);
  return [person, acting].every(({ id }) => mayDecide(dossier, { approver: id, level }));
}

/** Since when somebody decides no more where they did, as they are put now. */
function leftSince(person: Person, before: PersonItem | undefined, now: Date): string | undefined {
  if (before && approves(before) && (!approves(person) || person.orgPath !== before.orgPath)) return now.toISOString();
  return approves(person) ? undefined : before?.leftAt;
}

/** Whether a mail to somebody arrives: they are in office, and the directory has an address. */
export const isReached = ({ active, hasMail }: PersonItem): boolean => active && hasMail;

/**
 * Whether somebody is an approver in office who can be asked for the level that is due: of a union that stands above the
 * household, and no lower than that level's. Whoever was moved from the city to a county decides nothing for the city.
 */
export function hasTheOffice(person: Person | undefined, dossier: DossierState, levels: Levels): boolean {
  if (person === undefined || !approves(person) || !contains(person.orgPath, dossier.orgPath)) return false;
  const unionLevel = levelOf(person.orgPath);
  return unionLevel !== undefined && reachesLevelDue(dossier, levels, unionLevel);
}

/** Somebody as the staff that the directory says they are. */
export function userOf({ id, orgPath, roles }: Person): User {
  return { id, orgPath, roles: [...roles] };
}

/** The level above; the highest has none. */
export function levelAbove(unionLevel: UnionLevel): UnionLevel | undefined {
  return unionLevels[unionLevels.indexOf(unionLevel) + 1];
}
