import { Converter } from 'opencc-js/cn2t';
import { pinyin } from 'pinyin-pro';
import { checkCharacter } from '../../shared/identity/id-number.ts';
import { rewritten } from './addresses.ts';
import type { Chance } from './chance.ts';
import { transliterations } from './names.ts';
import type { Household, Person, Population } from './population.ts';

/** A kind of second dossier: what becomes of a household's people when another office writes them down. */
export interface NoiseKind {
  title: string;
  /** The least share in percent that must be asked or stopped; null where only the figure is of interest. */
  atLeast: number | null;
  /** Whether the worker of both is one person, written down otherwise. */
  isOfWorker: boolean;
  /** Another dossier of a household; undefined where this one can have none of the kind. */
  of(population: Population, household: Household): Household | undefined;
}

/** The same people or some of them, moved: another place, another telephone. */
function elsewhere(population: Population, worker: Person | undefined, members: Person[] = []): Household | undefined {
  if (worker === undefined) return undefined;
  return population.housed(worker, members, population.newPlace([...worker.name][0] as string), population.ownMobile());
}

/** One's own place, with a telephone of one's own. */
function apart(population: Population, { place, worker }: Household, other: Person): Household {
  const one = population.housed(other, [], place, population.ownMobile());
  return { ...one, worker: { ...one.worker, homeAddress: worker.homeAddress } };
}

const bodyOf = (person: Person) => person.idNumber?.slice(0, 17);

function withBody(person: Person, body: string): Person | undefined {
  const birthDate = `${body.slice(6, 10)}-${body.slice(10, 12)}-${body.slice(12, 14)}`;
  const real = new Date(`${birthDate}T00:00:00Z`);
  if (Number.isNaN(real.getTime()) || real.toISOString().slice(0, 10) !== birthDate) return undefined;
  if (birthDate < '1930-01-01' || birthDate > '2026-11-01') return undefined;
  return { ...person, birthDate, idNumber: body + checkCharacter(body) };
}

/** Tries until what comes out is a number that somebody could have. */
function mistyped(person: Person, change: (body: string) => string): Person | undefined {
  const body = bodyOf(person);
  if (body === undefined) return undefined;
  for (let i = 0; i < 30; i++) {
    const other = change(body);
    const changed = other === body ? undefined : withBody(person, other);
    if (changed) return changed;
  }
  return undefined;
}

const parts = { division: [2, 6], date: [6, 14], order: [14, 17], any: [2, 17] } as const;

/** One digit of a part is another. */
function oneDigit(chance: Chance, person: Person, part: keyof typeof parts = 'any'): Person | undefined {
  return mistyped(person, (body) => digitOff(chance, body, part));
}

function digitOff(chance: Chance, body: string, part: keyof typeof parts): string {
  const [from, to] = parts[part];
  const at = from + chance.below(to - from);
  return `${body.slice(0, at)}${(Number(body[at]) + 1 + chance.below(9)) % 10}${body.slice(at + 1)}`;
}

let sameSound: Map<string, string[]> | undefined;
const frequent =
  '伟玮炜卫为威巍薇微维唯惟英瑛莹颖迎樱应盈营婷廷庭亭听芳方芬丽莉力立利励历华花桦秀修绣琴勤芹秦清青晴庆明铭鸣名敏民珉强涛桃滔军均君俊骏钧峻杰洁捷' +
  '洋扬阳杨勇永咏艳燕彦雁妍研静晶景京靖敬晶婧菁娟涓超朝潮兰岚霞侠夏平萍苹刚钢岗桂贵红宏洪虹鸿玉宇雨羽钰育豫愈梅美媚建健剑见国果文雯闻志智芝之芷子梓紫涵含晗寒韩欣新心鑫昕馨怡宜仪艺轩宣萱暄浩昊皓豪' +
  '熙希曦西曦诗思斯轩佳嘉家琪奇琦其祺可柯妃菲飞斐桐彤童同博波勃航杭行春椿淳云芸韵允凤奉风枫峰锋仙先贤纤珍真贞珠竹菊翠惠慧会辉晖珊山杉香湘祥翔向祖光广生胜升声晟森树书舒淑叔学雪海龙隆荣容蓉融林琳霖麟德正政征振震';

/** A name whose given part has one character of the same sound, as somebody hears it. */
function homophone(chance: Chance, { name, ...person }: Person): Person | undefined {
  sameSound ??= Map.groupBy(new Set(frequent), soundOf) as Map<string, string[]>;
  if (person.people !== 'han') return undefined;
  const characters = [...name];
  const all = characters.flatMap((each, i) => (i > 0 && othersLike(each).length > 0 ? i : []));
  if (all.length === 0) return undefined;
  const at = chance.pick(all);
  return { ...person, name: characters.with(at, chance.pick(othersLike(characters[at] as string))).join('') };
}
const soundOf = (character: string) => pinyin(character, { toneType: 'none' });
const othersLike = (character: string) =>
  (sameSound?.get(soundOf(character)) ?? []).filter((each) => each !== character);

const toTraditional = Converter({ from: 'cn', to: 't' });
function traditional({ name, ...person }: Person): Person | undefined {
  const other = toTraditional(name);
  return other === name ? undefined : { ...person, name: other };
}

/** A character of the given name, or the father's name, is left out. */
function shortened(chance: Chance, { name, ...person }: Person): Person | undefined {
  if (name.includes('·')) return { ...person, name: name.split('·')[0] as string };
  const characters = [...name];
  if (person.people !== 'han' || characters.length !== 3) return undefined;
  return { ...person, name: characters.toSpliced(1 + chance.below(2), 1).join('') };
}

/** The parts of a name written down by another office. */
function transliteration(chance: Chance, { name, ...person }: Person): Person | undefined {
  if (person.people === 'han') return undefined;
  const ways = [...transliterations[person.people].男, ...transliterations[person.people].女];
  let other = name;
  for (const way of ways) {
    const before = way.find((each) => other.includes(each));
    if (before !== undefined && way.length > 1) {
      const found = other.indexOf(before);
      other =
        other.slice(0, found) + chance.pick(way.filter((each) => each !== before)) + other.slice(found + before.length);
      if (chance.is(0.6)) break;
    }
  }
  return other === name ? undefined : { ...person, name: other };
}

/** The dot between two parts of a name is another, or none. */
function dotted(chance: Chance, { name, ...person }: Person): Person | undefined {
  return name.includes('·')
    ? { ...person, name: name.replaceAll('·', chance.pick(['•', '.', ' ', '', '・', '-'])) }
    : undefined;
}

/** The date of the solar calendar for that of the lunar: three to seven weeks later, now and then in the next year. */
function otherCalendar(chance: Chance, person: Person): Person | undefined {
  return mistyped(person, (body) => {
    const date = Date.UTC(Number(body.slice(6, 10)), Number(body.slice(10, 12)) - 1, Number(body.slice(12, 14)));
    const other = new Date(date + (20 + chance.below(30)) * 86_400_000 * (chance.is(0.8) ? 1 : -1));
    return body.slice(0, 6) + other.toISOString().slice(0, 10).replaceAll('-', '') + body.slice(14);
  });
}

function reissued(population: Population, person: Person, division: string): Person | undefined {
  if (person.idNumber === undefined) return undefined;
  return { ...person, idNumber: population.issued(person.birthDate, person.sex, division) };
}

const spouse = ({ worker, members }: Household) => {
  const [first] = members;
  const near = first && Math.abs(Number(first.birthDate.slice(0, 4)) - Number(worker.birthDate.slice(0, 4))) < 8;
  return near && first.sex !== worker.sex ? first : undefined;
};
const child = ({ worker, members }: Household) =>
  members.findLast(({ birthDate }) => Number(birthDate.slice(0, 4)) > Number(worker.birthDate.slice(0, 4)) + 15);

/** A stranger's household, with somebody of this one in it. */
function among(population: Population, person: Person | undefined): Household | undefined {
  if (person === undefined) return undefined;
  const other = population.household();
  return { ...other, members: [...other.members, person].slice(-5) };
}

const then = (person: Person | undefined, change: (person: Person) => Person | undefined) => person && change(person);

/** A child born this year, not registered yet: in both parents' dossiers. */
function newborn(population: Population, household: Household): Person {
  const { chance } = population;
  const of = {
    people: 'han' as const,
    surname: [...household.worker.name][0] as string,
    sex: '女' as const,
    county: household.place.county,
  };
  const { idNumber: _, ...born } = population.person({ ...of, year: 2026 });
  return { ...born, birthDate: `2026-0${1 + chance.below(9)}-${10 + chance.below(18)}` };
}

const worker = ({ worker: { name, birthDate, idNumber, sex, people } }: Household): Person => ({
  name,
  birthDate,
  sex,
  people,
  ...(idNumber ? { idNumber } : {}),
});

const kind = (title: string, atLeast: number | null, of: NoiseKind['of']): NoiseKind => ({
  title,
  atLeast,
  of,
  isOfWorker: false,
});
const spoiled = (
  title: string,
  atLeast: number | null,
  change: (chance: Chance, person: Person) => Person | undefined,
) => ({
  ...kind(title, atLeast, (population, household) =>
    elsewhere(population, change(population.chance, worker(household))),
  ),
  isOfWorker: true,
});

/** Kinds of a second dossier of one household. */
export const noiseKinds: NoiseKind[] = [
  kind('配偶另报，号码都对', 100, (p, h) => elsewhere(p, spouse(h), [worker(h)])),
  kind('同一人在别的县另报', 100, (p, h) => elsewhere(p, worker(h))),
  kind('少写一个成员', 100, (p, h) => elsewhere(p, worker(h), h.members.slice(1))),
  kind('同一个孩子在两户，号码对', 100, (p, h) => (child(h)?.idNumber ? among(p, child(h)) : undefined)),
  spoiled('十五位旧号', 100, (_, one) => (one.birthDate < '2000' ? { ...one, idNumber: old15(one) } : undefined)),
  spoiled('校验位写错', 100, (_, one) => ({
    ...one,
    idNumber: `${bodyOf(one)}${one.idNumber?.endsWith('1') ? '2' : '1'}`,
  })),
  spoiled('地区码错一位', 95, (c, one) => oneDigit(c, one, 'division')),
  spoiled('出生日期错一位', 95, (c, one) => oneDigit(c, one, 'date')),
  spoiled('顺序码错一位', 95, (c, one) => oneDigit(c, one, 'order')),
  spoiled('错两位', null, (c, one) => mistyped(one, (body) => digitOff(c, digitOff(c, body, 'any'), 'any'))),
  spoiled('相邻两位颠倒', 95, (c, one) => mistyped(one, (body) => swapped(body, 2 + c.below(14)))),
  kind('号码重编，地区不变', 95, (p, h) =>
    elsewhere(p, reissued(p, worker(h), (h.worker.idNumber as string).slice(0, 6))),
  ),
  kind('号码重编，地区也变', 95, (p, h) => elsewhere(p, reissued(p, worker(h), p.county().code))),
  spoiled('出生日期由农历改公历', 80, otherCalendar),
  spoiled('音同字不同', 100, homophone),
  spoiled('音同字不同，号码错一位', 95, (c, one) => then(homophone(c, one), (it) => oneDigit(c, it))),
  spoiled('繁体，号码错一位', 95, (c, one) => then(traditional(one), (it) => oneDigit(c, it))),
  spoiled('姓名少一字，号码错一位', 95, (c, one) => then(shortened(c, one), (it) => oneDigit(c, it))),
  spoiled('另一种音译，号码错一位', 95, (c, one) => then(transliteration(c, one), (it) => oneDigit(c, it))),
  spoiled('间隔号不同，号码错一位', 95, (c, one) => then(dotted(c, one), (it) => oneDigit(c, it))),
  kind('同一个孩子在两户，号码错一位', 95, (p, h) =>
    among(
      p,
      then(child(h), (it) => oneDigit(p.chance, it)),
    ),
  ),
  kind('夫妻二人都略有出入', 95, (p, h) => {
    const mate = spouse(h);
    const [one, other] = [
      oneDigit(p.chance, worker(h)),
      mate && then(homophone(p.chance, mate), (it) => oneDigit(p.chance, it)),
    ];
    return one && other ? elsewhere(p, other, [one]) : undefined;
  }),
];

/** Kinds in which the household that is there already has to be made for it: both are. */
export const pairKinds: {
  title: string;
  atLeast: number | null;
  make(population: Population): [Household, Household];
}[] = [
  { title: '没有号码的新生儿', atLeast: 95, make: (p) => twoWith(p, (it) => it) },
  { title: '没有号码的新生儿，音同字不同', atLeast: 95, make: (p) => twoWith(p, (it) => homophone(p.chance, it)) },
  couple('夫妻各报一份，住址照写', 70, (p, one, other) => apart(p, one, other)),
  couple('夫妻各报一份，住址换了写法', 60, (p, one, other) => {
    const two = apart(p, one, other);
    return { ...two, worker: { ...two.worker, homeAddress: rewritten(p.chance, one.place, one.worker.homeAddress) } };
  }),
  couple('夫妻各报一份，住址换了写法，留同一个电话', 88, (p, one, other) => {
    const two = apart(p, one, other);
    const homeAddress = rewritten(p.chance, one.place, one.worker.homeAddress);
    return { ...two, worker: { ...two.worker, homeAddress, mobile: one.worker.mobile as string } };
  }),
  couple('夫妻各报一份，已经搬走，留同一个电话', 88, (p, one, other) => {
    const two = elsewhere(p, other) as Household;
    return { ...two, worker: { ...two.worker, mobile: one.worker.mobile as string } };
  }),
];

function couple(
  title: string,
  atLeast: number,
  make: (population: Population, one: Household, other: Person) => Household,
) {
  return {
    title,
    atLeast,
    make(population: Population): [Household, Household] {
      for (;;) {
        const whole = population.household();
        const other = spouse(whole);
        if (other === undefined) continue;
        // Half keep a number of their own: whoever shares one has one.
        const one = {
          ...whole,
          worker: { ...whole.worker, mobile: whole.worker.mobile ?? population.ownMobile() },
          members: [],
        };
        return [one, make(population, one, other)];
      }
    },
  };
}

function twoWith(population: Population, heard: (born: Person) => Person | undefined): [Household, Household] {
  for (;;) {
    const one = population.household();
    const born = newborn(population, one);
    const again = heard(born);
    const two = again && elsewhere(population, population.household().worker, [again]);
    if (two) return [{ ...one, members: [...one.members, born].slice(-5) }, two];
  }
}

function swapped(body: string, at: number): string {
  return body.slice(0, at) + (body[at + 1] ?? '') + body[at] + body.slice(at + 2);
}

const old15 = (person: Person) => `${person.idNumber?.slice(0, 6)}${person.idNumber?.slice(8, 17)}`;

/** Households that are not one although they are alike; `atMost`: the most in percent that may be stopped. */
export const strangerKinds: NoiseKind[] = [
  kind('同名同生日，同县', null, (p, h) => {
    const { code, blocks } = h.place.county;
    const { name, birthDate, sex, people } = h.worker;
    return p.housed(
      { name, birthDate, sex, people, idNumber: p.issued(birthDate, sex, code, blocks) },
      [],
      p.newPlace([...name][0] as string),
    );
  }),
  kind('同名同生日，别的县', null, (p, h) => {
    const { name, birthDate, sex, people } = h.worker;
    const { code, blocks } = p.county();
    return elsewhere(p, { name, birthDate, sex, people, idNumber: p.issued(birthDate, sex, code, blocks) });
  }),
  kind('孪生兄弟姐妹各成一户', null, (p, h) => {
    const { name, birthDate, sex, people, idNumber } = h.worker;
    const [family = '', first = ''] = [...name];
    const letters = [...'强伟涛磊杰娟敏静艳燕'];
    const other = p.chance.pick(letters);
    const twin = { name: family + ([...name].length > 2 ? first : '') + other, birthDate, sex, people };
    return people === 'han' && twin.name !== name && idNumber
      ? elsewhere(p, {
          ...twin,
          idNumber: p.issued(birthDate, sex, idNumber.slice(0, 6), [Number(idNumber.slice(14, 16))]),
        })
      : undefined;
  }),
  kind('同一栋宿舍里同姓的一户', null, (p, h) => {
    if (h.place.kind !== 'dormitory') return undefined;
    const other = p.household();
    const name = [...h.worker.name][0] + [...other.worker.name].slice(1).join('');
    const at = { ...h.place, floor: 1 + ((h.place.floor + p.chance.below(6)) % 7) };
    return p.housed({ ...worker(other), name }, other.members, at);
  }),
  kind('同一个门里已成年的儿子', null, (p, h) => {
    const year = Number(h.worker.birthDate.slice(0, 4)) + 24;
    if (h.worker.people !== 'han' || year > 2004) return undefined;
    const family = [...h.worker.name][0] as string;
    const son = p.person({ people: 'han', surname: family, sex: '男', year, county: h.place.county });
    return p.housed(son, [], h.place);
  }),
];
