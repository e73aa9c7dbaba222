import { type Comparison, compare } from '../shared/duplicates/compare.ts';
import { chances, type EvidenceKind } from '../shared/duplicates/evidence.ts';
import { traces } from '../shared/duplicates/traces.ts';
import { FellegiSunter } from './fellegi-sunter.ts';
import { type NoiseKind, noiseKinds, pairKinds, strangerKinds } from './population/noise.ts';
import { type Household, type Person, Population } from './population/population.ts';
import type { Row } from './row.ts';
import { TraceIndex } from './trace-index.ts';

const SEED = 20_161_031;
const HOUSEHOLDS = 80_000;
/** How many pairs of a kind, and fresh households; always in the whole province, since chance grows with it. */
const sizes = { full: { perKind: 1_000, fresh: 20_000 }, quick: { perKind: 300, fresh: 8_000 } };
const MAX_QUESTIONS = 18;
/** What is written beside the evidence may be so many times too large or too small. */
const MAX_RATIO = 3;

type Pair = readonly [target: number, query: Household];
interface Found extends Comparison {
  target: number;
}

/**
 * What 查重 finds in a province of 80,000 households that are not kind (`population`), kind of pair by kind: how many
 * are found, asked about and stopped, beside what exact numbers and a Fellegi–Sunter model find among the same, which
 * is set to ask as many strangers as the product does; and how many fresh households are asked about in vain.
 */
export async function run(size: keyof typeof sizes = 'quick'): Promise<Row[]> {
  const { perKind, fresh } = sizes[size];
  const province = new Province(perKind);
  const strangers = province.fresh(fresh);
  const rows = [...noiseKinds, ...pairKinds].map((kind) =>
    province.recall(kind.title, kind.atLeast, province.pairsOf(kind)),
  );
  return [...rows, ...province.strangers(), ...strangers];
}

class Province {
  private readonly population = new Population(SEED);
  private readonly households: Household[];
  private readonly index = new TraceIndex();
  private readonly peer: FellegiSunter;
  private readonly perKind: number;

  constructor(perKind: number) {
    this.perKind = perKind;
    this.households = [...this.population.grow(HOUSEHOLDS)];
    for (const [n, each] of this.households.entries()) this.index.add(traces(each), n);
    const known = noiseKinds.flatMap((kind) =>
      this.pairsOf(kind, 60).flatMap(([n, { worker }]) => {
        const one = this.households[n]?.worker as Person;
        return kind.isOfWorker ? [[one, worker] as const] : [];
      }),
    );
    this.peer = new FellegiSunter(known, this.households.slice(0, 10_000));
  }

  /** What the product finds for a household, as the registry does: candidates by key, less what is crowded, compared. */
  private look(query: Household): Found[] {
    const { found, telling } = this.index.candidates(traces(query));
    return [...found].map((target) => ({ target, ...compare(telling, traces(this.households[target] as Household)) }));
  }

  pairsOf(
    kind: Pick<NoiseKind, 'of'> | { make(population: Population): [Household, Household] },
    count = this.perKind,
  ) {
    const pairs: Pair[] = [];
    for (let tries = 0; pairs.length < count && tries < count * 300; tries++) {
      if ('make' in kind) {
        const [base, query] = kind.make(this.population);
        this.households.push(base);
        this.index.add(traces(base), this.households.length - 1);
        pairs.push([this.households.length - 1, query]);
      } else {
        const target = this.population.chance.below(HOUSEHOLDS);
        const query = kind.of(this.population, this.households[target] as Household);
        if (query) pairs.push([target, query]);
      }
    }
    return pairs;
  }

  private shares(pairs: readonly Pair[]) {
    const count = { found: 0, asked: 0, stopped: 0, exact: 0, peer: 0 };
    for (const [target, query] of pairs) {
      const base = this.households[target] as Household;
      const hit = this.look(query).find((each) => each.target === target);
      if (hit) count.found++;
      if (hit && hit.verdict !== 'none') count.asked++;
      if (hit?.verdict === 'certain') count.stopped++;
      if (sharesNumber(base, query)) count.exact++;
      if (this.peer.weight(query, base) >= this.peer.threshold) count.peer++;
    }
    const percent = (n: number) => (100 * n) / pairs.length;
    return Object.fromEntries(Object.entries(count).map(([key, n]) => [key, percent(n)])) as typeof count;
  }

  recall(title: string, atLeast: number | null, pairs: readonly Pair[]): Row {
    const { found, asked, stopped, exact, peer } = this.shares(pairs);
    const beside = `找到 ${tenth(found)}，拦下 ${tenth(stopped)}；只认号码 ${tenth(exact)}，Fellegi–Sunter ${tenth(peer)}`;
    return { what: `查重问到 ${title}（${beside}）`, value: asked, unit: '%', limit: atLeast, better: 'more' };
  }

  /** Pairs that are two households however alike: nobody of them may be stopped. */
  strangers(): Row[] {
    return strangerKinds.map((kind) => {
      const { asked, stopped, peer } = this.shares(this.pairsOf(kind));
      const what = `查重拦下 ${kind.title}（问到 ${tenth(asked)}；Fellegi–Sunter 问到 ${tenth(peer)}）`;
      return { what, value: stopped, unit: '%', limit: 0, better: 'less' };
    });
  }

  /** Households of whom nobody is in the registry; the peer is set to ask as many of them. */
  fresh(count: number): Row[] {
    const found = Array.from({ length: count }, () => this.population.household()).map((query) => {
      const all = this.look(query);
      const bits = all.map(({ target }) => this.peer.weight(query, this.households[target] as Household));
      return { query, all, bits: Math.max(0, ...bits) };
    });
    const asked = found.filter(({ all }) => all.some(({ verdict }) => verdict !== 'none')).length;
    const stopped = found.filter(({ all }) => all.some(({ verdict }) => verdict === 'certain')).length;
    const sorted = found.map(({ bits }) => bits).sort((a, b) => b - a);
    this.peer.threshold = Math.max(1, (sorted[asked] as number) + 1e-9);
    const candidates = found.reduce((sum, { all }) => sum + all.length, 0);
    const people = found.reduce((sum, { query }) => sum + 1 + query.members.length, 0);
    return [
      {
        what: `${count.toLocaleString('en')} 户不相干的新户里被拦下的`,
        value: stopped,
        unit: '户',
        limit: 0,
        better: 'less',
      },
      {
        what: '不相干的新户，每千户须由人看一眼',
        value: (1000 * asked) / count,
        unit: '户',
        limit: MAX_QUESTIONS,
        better: 'less',
      },
      { what: '不相干的新户，每户读出来比较的', value: candidates / count, unit: '份', limit: null, better: 'less' },
      ...this.chances(found, people),
    ];
  }

  /** What is written beside each piece of evidence, and what was measured. */
  private chances(found: readonly { all: Found[] }[], people: number): Row[] {
    const reasons = found.flatMap(({ all }) => all.flatMap((each) => each.reasons));
    return (Object.entries(chances) as [EvidenceKind, number][]).map(([kind, written]) => {
      const met = reasons.filter((reason) => reason.kind === kind).length;
      const [of, many] = ofHousehold.has(kind) ? ['户', found.length] : ['人', people];
      const measured = met / many;
      // Of what is hardly ever met, a few more or less say nothing.
      const ratio = met + written * many < 12 ? 1 : Math.max(measured / written, written / measured);
      const said = `每百万${of} ${Math.round(measured * 1e6)}，写明的 ${Math.round(written * 1e6)}`;
      return {
        what: `查重 ${kind} 出于偶然（${said}），相差`,
        value: ratio,
        unit: '×',
        limit: MAX_RATIO,
        better: 'less',
      };
    });
  }
}

const ofHousehold: ReadonlySet<EvidenceKind> = new Set(['doorAndSurname', 'door', 'telephone']);
const tenth = (n: number) => n.toFixed(1);

function sharesNumber(one: Household, other: Household): boolean {
  const numbers = new Set([one.worker, ...one.members].map(({ idNumber }) => idNumber));
  return [other.worker, ...other.members].some(({ idNumber }) => idNumber !== undefined && numbers.has(idNumber));
}

if (import.meta.main) {
  const { print } = await import('./row.ts');
  print(await run(process.argv.includes('--full') ? 'full' : 'quick'));
}
