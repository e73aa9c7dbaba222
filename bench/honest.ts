import { questionOf } from '../functions/submission/question.ts';
import { GUESSES, GUESSES_WITH_ONE_END } from '../shared/duplicates/guesses.ts';
import { traces } from '../shared/duplicates/traces.ts';
import { bearers, type Tried, written } from '../shared/registry/alike.ts';
import { PEOPLE, Questions } from '../shared/registry/questions.ts';
import type { Table } from '../shared/registry/table.ts';
import { type Limit, Tries } from '../shared/registry/tries.ts';
import { BlindIndex } from '../shared/sealing/blind-index.ts';
import { type Household, Population } from './population/population.ts';
import type { Row } from './row.ts';

const SEED = 20_161_031;
/** So many households a county enters on a day of which nobody enters more (decision 0026), by so many clerks. */
const A_DAY = 190;
const CLERKS = 2;
/** Days of counties, each of them full. */
const DAYS = 254;

/** Counts as the table would, and remembers the most that was counted. */
class CountedInMemory extends Tries {
  private readonly sets = new Map<string, Set<string>>();
  readonly most = { alike: new Map<number, number>(), people: 0, items: 0 };

  constructor() {
    super(undefined as unknown as Table);
  }

  /** Another day, or another county: no count of one is the other's. */
  begin(): void {
    this.sets.clear();
  }

  private added(key: string, texts: readonly string[]): Set<string> {
    const set = this.sets.get(key) ?? new Set<string>();
    for (const each of texts) set.add(each);
    this.sets.set(key, set);
    return set;
  }

  override async allowsAlike(limit: Limit, who: string, _: Date, tried: readonly Tried[]): Promise<boolean> {
    const all = this.added(`${limit.name} ${who}`, tried.map(written));
    const borne = bearers(all, tried);
    for (const { count, max } of borne) this.most.alike.set(max, Math.max(this.most.alike.get(max) ?? 0, count));
    this.most.items = Math.max(this.most.items, all.size);
    return all.size <= limit.max && borne.every(({ count, max }) => count <= max);
  }

  override async allowsDifferent(limit: Limit, who: string, _: Date, things: readonly string[]): Promise<boolean> {
    const { size } = this.added(`${limit.name} ${who}`, things);
    if (limit === PEOPLE) this.most.people = Math.max(this.most.people, size);
    return size <= limit.max;
  }

  override async differentSoFar(limit: Limit, who: string): Promise<number> {
    return this.sets.get(`${limit.name} ${who}`)?.size ?? 0;
  }
}

/**
 * Honest counties that enter as many households a day as any does, of a population that is not kind: how many of these
 * households meet a limit of what may be asked (none may), and how near the nearest came.
 */
export async function run(): Promise<Row[]> {
  const population = new Population(SEED);
  const waiting = new Map<string, Household[]>();
  const tries = new CountedInMemory();
  const questions = new Questions(tries, new BlindIndex(async () => 'bench'));
  const now = new Date('2026-09-07T09:00:00+08:00');
  let refused = 0;
  for (let day = 0; day < DAYS; ) {
    const one = population.household();
    const county = one.place.county.code;
    const theirs = [...(waiting.get(county) ?? []), one];
    waiting.set(county, theirs.length === A_DAY ? [] : theirs);
    if (theirs.length < A_DAY) continue;
    day++;
    tries.begin();
    for (const [n, each] of theirs.entries()) {
      const asker = { id: `registrar-${n % CLERKS}`, orgPath: `530000/${county.slice(0, 4)}00/${county}/U1` };
      await questions.ask(asker, questionOf(each, traces(each)), now).catch(() => refused++);
    }
  }
  const { alike, people, items } = tries.most;
  const of = (max: number) => ({ value: alike.get(max) ?? 0, unit: '个', limit: max, better: 'less' as const });
  const what = (rest: string) =>
    `一个县一天 ${A_DAY} 户、${CLERKS} 人录入，${(A_DAY * DAYS).toLocaleString('en')} 户里${rest}`;
  return [
    { what: what('问到上限的'), value: refused, unit: '户', limit: 0, better: 'less' },
    { what: what('末四位相同的，最多'), ...of(GUESSES_WITH_ONE_END) },
    { what: what('生日或同音的姓名和一段号码相同的，最多'), ...of(GUESSES) },
    { what: what('一个人问到的人和住址，最多'), value: people, unit: '个', limit: PEOPLE.max, better: 'less' },
    { what: what('一处数到的，最多'), value: items, unit: '个', limit: null, better: 'less' },
  ];
}
