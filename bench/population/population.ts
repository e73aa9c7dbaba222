import { countiesOf } from '../../shared/divisions/divisions.ts';
import type { TracedHousehold } from '../../shared/duplicates/traces.ts';
import { checkCharacter } from '../../shared/identity/id-number.ts';
import { written } from './addresses.ts';
import { Chance, type Weighted } from './chance.ts';
import { given, type People, type Sex, surname, transliterated } from './names.ts';
import { type County, counties, type Place, place } from './places.ts';

export interface Person {
  name: string;
  birthDate: string;
  idNumber?: string;
  sex: Sex;
  people: People;
}

export interface Household extends TracedHousehold {
  worker: TracedHousehold['worker'] & Person;
  members: Person[];
  place: Place;
}

/** The year in which all are asked how old they are. */
const THIS_YEAR = 2026;

/**
 * Households of hard-pressed workers in 云南, drawn from a seed: as many as one asks for, each other than all before,
 * the same ones in the same order for the same seed. Meant to be unkind to whoever matches them: names come in
 * fashions, order numbers of ID numbers from few blocks, the old are born on the first of a month, doors are written
 * down in many ways. All of it is a model; no person is meant.
 */
export class Population {
  readonly chance: Chance;
  private readonly counties: Weighted<County>;
  private readonly farCounties: string[];
  private readonly usedNumbers = new Set<string>();
  private readonly doors = new Set<string>();
  /** A village cadre's or an office's number, entered for many households; one for each county. */
  private readonly cadres = new Map<string, string>();
  readonly households: Household[] = [];

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.counties = counties(this.chance, '530000', () => surname(this.chance));
    this.farCounties = ['510000', '520000', '450000', '430000', '410000'].flatMap((province) =>
      countiesOf(province).flatMap(({ divisions }) => divisions.map(({ code }) => code)),
    );
  }

  /** Adds so many, and answers them. */
  grow(count: number): Household[] {
    const before = this.households.length;
    for (let i = 0; i < count; i++) this.households.push(this.household());
    return this.households.slice(before);
  }

  /** One more; it is not kept. */
  household(): Household {
    const { chance } = this;
    const county = this.county();
    const people = this.drawPeople(county);
    const born = THIS_YEAR - 22 - Math.floor(chance.next() ** 1.2 * 50);
    const [sex, spouseSex] = chance.is(0.55) ? (['男', '女'] as const) : (['女', '男'] as const);
    const own = surname(chance);
    const worker = this.person({ people, surname: own, sex, year: born, county });
    const members: Person[] = [];
    const isMarried = chance.is(born > 1998 ? 0.3 : 0.72);
    let father = own;
    if (isMarried) {
      const spouseSurname = surname(chance);
      const year = born + Math.round((chance.next() + chance.next() - 1) * 6);
      members.push(this.person({ people, surname: spouseSurname, sex: spouseSex, year, county }));
      if (sex === '女') father = spouseSurname;
    }
    const children = isMarried || chance.is(0.4) ? [0, 1, 1, 1, 2, 2, 3][chance.below(7)] : 0;
    const motherBorn = members[0] && sex === '男' ? Number(members[0].birthDate.slice(0, 4)) : born;
    let sibling: string | undefined;
    for (let i = 0; i < (children as number) && members.length < 5; i++) {
      const year = motherBorn + 21 + chance.below(9) + i * 2;
      if (year > THIS_YEAR - 1 || THIS_YEAR - year > 28) continue;
      const childSex = chance.is(0.53) ? '男' : '女';
      const child = this.person({ people, surname: father, sex: childSex, year, county, sibling });
      sibling ??= child.name.slice([...father].length);
      // A newborn is not registered yet.
      if (year >= THIS_YEAR - 1 && chance.is(0.4)) delete child.idNumber;
      members.push(child);
    }
    if (born > 1955 && chance.is(0.5) && members.length < 5) {
      members.push(this.person({ people, surname: own, sex: '女', year: born - 24 - chance.below(8), county }));
    }
    return this.housed(worker, members, this.place(county, own));
  }

  /** The household of these people in a place, whoever else may live there. */
  housed(worker: Person, members: Person[], at: Place, mobile = this.mobile(at.county)): Household {
    // Who lives elsewhere than where they are registered writes down where that is.
    const moved = this.chance.is(0.1) ? this.county().code : at.county.code;
    const homeAddress = written(this.chance, at, moved !== at.county.code);
    return {
      worker: { ...worker, homeAddress, hukouDivision: moved, ...(mobile ? { mobile } : {}) },
      members,
      place: at,
    };
  }

  county(): County {
    return this.counties.draw(this.chance);
  }

  newPlace(surname: string): Place {
    return this.place(this.county(), surname);
  }

  /** A door where nobody of the others lives; 2 of 100 follow upon somebody who moved, or share a flat (model). */
  private place(county: County, surname: string): Place {
    for (let tries = 0; ; tries++) {
      const at = place(this.chance, county, surname);
      const door = [
        county.code,
        at.name || at.road,
        at.roadNumber,
        at.building,
        at.unit,
        at.floor,
        at.flat,
        at.group,
      ].join(' ');
      if (this.doors.has(door) && !this.chance.is(0.02) && tries < 50) continue;
      this.doors.add(door);
      return at;
    }
  }

  /** 7 of 100 have none; 3 of 100 give the office's; 4 of 1,000 that of somebody in another household. */
  mobile(county: County): string | undefined {
    const { chance } = this;
    if (chance.is(0.07)) return undefined;
    if (chance.is(0.03)) {
      const shared = this.cadres.get(county.code) ?? this.ownMobile();
      this.cadres.set(county.code, shared);
      return shared;
    }
    const other =
      chance.is(0.004) && this.households.length > 0 ? chance.pick(this.households).worker.mobile : undefined;
    return other ?? this.ownMobile();
  }

  ownMobile(): string {
    return `1${this.chance.pick(['38', '35', '39', '87', '59', '88'])}${String(this.chance.below(100_000_000)).padStart(8, '0')}`;
  }

  private drawPeople({ code }: County): People {
    if (this.chance.is(0.01)) return 'uyghur';
    // 迪庆, 德宏 and 西双版纳.
    const home = { '5334': 'tibetan', '5331': 'dai', '5328': 'dai' }[code.slice(0, 4)] as People | undefined;
    return home !== undefined && this.chance.is(0.4) ? home : 'han';
  }

  /** Somebody born in a year; 3 of 4 have their number from the county where they live. */
  person(of: {
    people: People;
    surname: string;
    sex: Sex;
    year: number;
    county: County;
    sibling?: string | undefined;
  }): Person {
    const { people, sex, year, county } = of;
    const name =
      people === 'han'
        ? of.surname + given(this.chance, year, sex, of.sibling)
        : transliterated(this.chance, people, sex);
    const birthDate = this.birthDate(year);
    return { name, birthDate, idNumber: this.idNumber(birthDate, sex, county), sex, people };
  }

  birthDate(year: number): string {
    const { chance } = this;
    const heaped = year < 1965 ? 0.04 : 0.004;
    if (chance.is(heaped))
      return `${year}-${chance.pick(['01-01', '01-01', '10-01', '06-01', '05-01', '07-01', '08-15'])}`;
    return new Date(Date.UTC(year, 0, 1 + chance.below(365))).toISOString().slice(0, 10);
  }

  /** A number that nobody has, of somebody who lives in a county. */
  idNumber(birthDate: string, sex: Sex, county: County): string {
    const { chance } = this;
    const where = chance.next();
    const issuer = where < 0.76 ? county : where < 0.95 ? this.county() : undefined;
    return this.issued(birthDate, sex, issuer?.code ?? chance.pick(this.farCounties), issuer?.blocks);
  }

  /** The next number of a day in a block: odd for men, the low ones first. */
  issued(
    birthDate: string,
    sex: Sex,
    division: string,
    blocks: readonly number[] = [0, 1, 2, 3, 5, 8, 10, 12],
  ): string {
    const { chance } = this;
    for (let block = this.chance.pick(blocks); ; block = chance.below(100)) {
      let digit = sex === '男' ? 1 : 2;
      while (digit < 8 && chance.is(0.4)) digit += 2;
      for (; digit <= 9; digit += 2) {
        const body = `${division}${birthDate.replaceAll('-', '')}${String(block).padStart(2, '0')}${digit}`;
        if (this.usedNumbers.has(body)) continue;
        this.usedNumbers.add(body);
        return body + checkCharacter(body);
      }
    }
  }
}
