import { createHmac } from 'node:crypto';
import { countiesOf } from '../shared/divisions/divisions.ts';
import { compare, type Verdict } from '../shared/duplicates/compare.ts';
import { keysAmong, type Trace, type TracedHousehold, traces } from '../shared/duplicates/traces.ts';
import { checkCharacter } from '../shared/identity/id-number.ts';
import { sequence } from '../test/support/random.ts';
import type { Row } from './row.ts';
import { TraceIndex } from './trace-index.ts';

const populations = [10_000, 100_000, 1_000_000];
const PROBES = 1_000;
/** Each is measured so often and counts with its fastest: what the lookup costs, not what else the machine does. */
const REPEATS = 3;
const LIMIT_MS = 5;
/** What a table lookup may cost more among a hundred times as many people: noise, and a cache that is missed. */
const LIMIT_GROWTH = 2;

/**
 * Candidates for one household among 10 k, 100 k and 1 M people: its traces and their keyed hashes, a lookup of every
 * key, and the comparison with each dossier found. The lookups go to a hash table in memory, keyed and capped as the
 * registry's items are; a real one adds the round trips, whose number is that of the keys and does not grow either.
 * Every second household is one that is there already, in another union's words.
 */
export async function run(): Promise<Row[]> {
  const index = new TraceIndex();
  const rows: Row[] = [];
  let measured: Lookup[] = [];
  const medians: number[] = [];
  let people = 0;
  let households = 0;
  for (const population of populations) {
    for (; people < population; households++) {
      const each = household(households);
      index.add(traces(each), households);
      people += 1 + each.members.length;
    }
    measured = Array.from({ length: PROBES }, (_, n) => probe(index, n, households));
    const times = measured.map(({ ms }) => ms).sort((a, b) => a - b);
    medians.push(times[PROBES / 2] as number);
    const what = `查重一户，${population.toLocaleString('en')} 人（${households.toLocaleString('en')} 户）中，百户里最慢的`;
    rows.push({ what, value: times[PROBES * 0.99] as number, unit: 'ms', limit: LIMIT_MS, better: 'less' });
  }
  const growth = (medians.at(-1) as number) / (medians[0] as number);
  const keys = measured.reduce((sum, each) => sum + each.keys, 0) / PROBES;
  const asked = (odd: 0 | 1) =>
    (measured.filter(({ verdict }, n) => n % 2 === odd && verdict !== 'none').length * 200) / PROBES;
  return [
    ...rows,
    { what: '查重用时，一百万人 ÷ 一万人（中位数）', value: growth, unit: '×', limit: LIMIT_GROWTH, better: 'less' },
    { what: '查重一户查找的键，平均', value: keys, unit: '个', limit: null, better: 'less' },
    { what: '一百万人中，换了写法的同一户被找出', value: asked(1), unit: '%', limit: 100, better: 'more' },
    { what: '一百万人中，不相干的新户须由人看一眼', value: asked(0), unit: '%', limit: null, better: 'less' },
  ];
}

function probe(index: TraceIndex, n: number, households: number): Lookup {
  const repeats = Array.from({ length: REPEATS }, () => lookUp(index, n, households));
  return { ...(repeats[0] as Lookup), ms: Math.min(...repeats.map(({ ms }) => ms)) };
}

interface Lookup {
  ms: number;
  keys: number;
  hashes: number;
  verdict: Verdict;
}

function lookUp(index: TraceIndex, n: number, households: number): Lookup {
  const mine = n % 2 === 0 ? household(households + n) : reworded(household((n * 7919) % households), n);
  const start = performance.now();
  const all = traces(mine);
  // What is asked of the table, and what the comparison with another dossier's hashes needs.
  const hashes = all.map(hmacOf);
  const keys = keysAmong(all);
  const { found, telling } = index.candidates(all);
  let verdict: Verdict = 'none';
  for (const each of found) {
    const result = compare(telling, traces(household(each)));
    if (result.verdict === 'certain' || verdict === 'none') verdict = result.verdict;
  }
  return { ms: performance.now() - start, keys: keys.length, hashes: hashes.length, verdict };
}

/** The same people as another union would write them down: an old number, a corrected one, another address, alone. */
function reworded({ worker, members }: TracedHousehold, n: number): TracedHousehold {
  const number = worker.idNumber as string;
  const way = Math.floor(n / 2) % 4;
  const corrected = `${number.slice(0, 14)}${(Number(number[14]) + 1) % 10}${number.slice(15, 17)}`;
  const idNumber = [
    number.slice(6, 8) === '19' ? number.slice(0, 6) + number.slice(8, 17) : number,
    corrected + checkCharacter(corrected),
    '530102198001010319',
    number,
  ][way] as string;
  const homeAddress =
    way === 2 ? worker.homeAddress.replace('号', '－').replace('室', '房') : '昆明市官渡区环城路1号1栋101室';
  return { worker: { ...worker, idNumber, homeAddress }, members: way === 3 ? [] : members };
}

function hmacOf({ text }: Trace): string {
  return createHmac('sha256', 'bench').update(`trace\n${text}`).digest('base64url');
}

const surnames = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩冯邓曹彭曾萧田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈',
];
const characters = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰红玉梅建国华文志永春海燕鹏飞雪晓云龙凤琴莲珍生林东波辉斌宇浩凯健俊帆帅旭宁琳欣怡佳慧莹洁雯婷倩',
];
const roads = ['人民', '建设', '解放', '和平', '新华', '胜利', '文化', '青年', '团结', '北京'];
const counties = countiesOf('530000').flatMap(({ divisions }) => divisions.map(({ code }) => code));
const DAYS = 25_000;
const ORDERS = 999;

/** The n-th person's ID number and date of birth: scattered, and no number twice. */
function identity(n: number): { birthDate: string; idNumber: string } {
  const scattered = (n * 1_618_034_011) % (counties.length * DAYS * ORDERS);
  const county = counties[scattered % counties.length];
  const day = Math.floor(scattered / counties.length) % DAYS;
  const order = 1 + Math.floor(scattered / counties.length / DAYS);
  const birthDate = new Date(Date.UTC(1945, 0, 1) + day * 86_400_000).toISOString().slice(0, 10);
  const body = `${county}${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`;
  return { birthDate, idNumber: body + checkCharacter(body) };
}

/** The n-th household, always the same: one to five people (2.7 on average) with the commoner surnames commoner. */
function household(n: number): TracedHousehold {
  const random = sequence(Math.imul(n ^ 0x9e3779b9, 0x85ebca6b));
  const below = (limit: number) => Math.floor(random() * limit);
  const common = <T>(list: readonly T[]): T => list[Math.floor(random() ** 2 * list.length)] as T;
  const surname = common(surnames);
  const home = counties[below(counties.length)] as string;
  const given = () => characters[below(characters.length)] as string;
  const person = (own: string, i: number) => ({
    name: own + given() + (random() < 0.8 ? given() : ''),
    ...identity(n * 5 + i),
  });
  const size = [1, 2, 2, 3, 3, 3, 3, 3, 4, 5][below(10)] as number;
  const road = `${common(roads)}${'东西南北中'[below(5)]}路`;
  const homeAddress = `${road}${1 + below(400)}号${1 + below(30)}栋${1 + below(4)}单元${1 + below(18)}0${1 + below(4)}室`;
  const worker = { ...person(surname, 0), homeAddress, hukouDivision: home };
  return {
    worker,
    members: Array.from({ length: size - 1 }, (_, i) => person(i === 0 ? common(surnames) : surname, i + 1)),
  };
}

if (import.meta.main) console.table(await run());
