import { beforeAll, describe, expect, it } from 'vitest';
import { county, divisionOf } from '../organisation/org-path.ts';
import { added, coverageOf, daysOf, type Figures, figuresBy } from './figures.ts';
import type { ReadRow } from './fold.ts';
import { householdsBy, shareOf } from './households.ts';
import { placesNow } from './merged.ts';
import { place, placesShape } from './place.ts';
import { reportOf } from './report.ts';
import { reportsAbove } from './shown.ts';
import { Chance, lastDay, merged, type Simulated, simulated, statusIn, type Told } from './three-years.fixture.ts';

/**
 * Every figure against a plain count of what the households themselves tell. Their rows come as a stream brings them:
 * repeated, in any order, and in both counties where a household was handed over.
 */
const DOSSIERS = 20_000;
let all: Simulated[];
/** As they lie in the table, by county. */
const rows = new Map<string, ReadRow[]>();

beforeAll(() => {
  const chance = new Chance(2027);
  all = Array.from({ length: DOSSIERS }, (_, n) => simulated(n, chance));
  const put = (division: string, row: ReadRow) => {
    const there = rows.get(division) ?? [];
    rows.set(division, there);
    for (let times = chance.in(0.2) ? 2 : 1; times > 0; times--) {
      // At any place, whatever stood there goes to the end.
      const at = chance.below(there.length + 1);
      there.push(there[at] ?? row);
      there[at] = row;
    }
  };
  for (const each of all.flatMap((one) => one.rows)) {
    put(divisionOf(each.row.orgPath), each);
    if (each.row.from !== null && divisionOf(each.row.from) !== divisionOf(each.row.orgPath))
      put(divisionOf(each.row.from), each);
  }
}, 60_000);

const period = { from: '2028-04-11', day: '2029-02-03' };

/** The figures as they are read: county by county, each by its unions. */
function read(within: { from: string; day: string }): Map<string, Figures> {
  const found = new Map<string, Figures>();
  for (const [division, there] of rows) {
    const { figures } = figuresBy(there, within, ({ orgPath }) => (divisionOf(orgPath) === division ? [orgPath] : []));
    for (const [union, each] of figures) {
      expect(found.has(union)).toBe(false);
      found.set(union, each);
    }
  }
  return found;
}

/** What was so on a day, of what was so since when. */
function on<T>(day: string, since: readonly { on: string; is: T }[]): T | undefined {
  return since.filter((each) => each.on <= day).at(-1)?.is;
}

const total = (numbers: Iterable<number>) => [...numbers].reduce((sum, each) => sum + each, 0);

/** Counts on its fingers: one household after the other, one question after the other. */
class Plain {
  readonly day: string;
  readonly from: string;
  readonly there: Told[];
  readonly isHere: (orgPath: string) => boolean;

  constructor({ from, day }: { from: string; day: string }, isHere: (orgPath: string) => boolean) {
    this.day = day;
    this.from = from;
    this.isHere = isHere;
    this.there = all
      .map(({ told }) => told)
      .filter(({ orgPath }) => {
        const union = on(day, orgPath);
        return union !== undefined && isHere(union);
      });
  }

  within = (day: string) => day >= this.from && day <= this.day;
  standing = (told: Told) => on(this.day, told.standing);
  onFile = () => this.there.filter((told) => this.standing(told) === 'onFile');
  happened = () =>
    all.flatMap(({ told }) => told.happened).filter((each) => this.within(each.on) && this.isHere(each.orgPath));
  given = () =>
    all.flatMap(({ told }) =>
      told.given
        .filter((each) => this.within(each.on) && this.isHere(each.orgPath))
        .flatMap(({ counted }) => counted.map((aid) => ({ ...aid, dossier: told.dossier }))),
    );
  by = (names: readonly string[]) =>
    Object.fromEntries([...new Set(names)].map((name) => [name, names.filter((each) => each === name).length]));

  figures() {
    const { day } = this;
    const onFile = this.onFile();
    const homes = onFile.map(({ household }) => on(day, household));
    const year = Number(day.slice(0, 4));
    const ages = homes.flatMap((home) =>
      (home?.people ?? []).map(({ sex, born }) => {
        const ten = Math.floor((year - born) / 10) * 10;
        return `${sex}/${ten >= 90 ? '90+' : `${ten}-${ten + 9}`}`;
      }),
    );
    const plan = onFile.map((told) => on(day, told.plan));
    const aid = this.given();
    const live = this.there.filter((told) => ['applying', 'onFile', 'temporary'].includes(this.standing(told) ?? ''));
    const owed = this.there.flatMap(({ tasks }) => on(day, tasks) ?? []);
    const issued = all.flatMap(({ told: { issued: each } }) =>
      each !== null && this.within(each.on) && this.isHere(each.orgPath) ? each.days : [],
    );
    const sorted = issued.sort((one, other) => one - other);
    return {
      onFile: onFile.length,
      temporary: this.there.filter((told) => this.standing(told) === 'temporary').length,
      people: total(homes.map((home) => home?.people.length ?? 0)),
      statuses: this.by(
        live.map((told) => {
          const standing = this.standing(told) as 'onFile';
          return `${standing}/${statusIn[standing]}`;
        }),
      ),
      categories: this.by(onFile.map(({ category }) => on(day, category) as string)),
      tiers: this.by(onFile.map(({ tier }) => on(day, tier) as string)),
      causes: this.by(homes.map((home) => home?.causes[0] as string)),
      workerKinds: this.by(homes.map((home) => home?.workerKind as string)),
      ages: this.by(ages),
      coverage: {
        helpers: plan.filter((each) => each?.made || each?.signed).length,
        plans: plan.filter((each) => each?.made).length,
        signed: plan.filter((each) => each?.signed).length,
        cards: plan.filter((each) => each?.cards).length,
      },
      unchangedForAYear: onFile.filter(({ changed }) => {
        const last = changed.filter((each) => each <= day).at(-1) as string;
        return Date.parse(day) - Date.parse(last) > 365 * 86_400_000;
      }).length,
      neverHelped: onFile.filter(({ counts }) => (on(day, counts) ?? 0) === 0).length,
      owed: owed.length,
      late: owed.filter(([, due]) => due !== null && due < day).length,
      happened: this.by(this.happened().map(({ what }) => what)),
      left: this.by(
        this.happened().flatMap(({ what, reason }) =>
          ['liftedOut', 'relieved', 'cancelled'].includes(what) ? `${what}/${reason}` : [],
        ),
      ),
      aid: {
        times: total(aid.map(({ times }) => times)),
        fen: total(aid.map(({ fen }) => fen)),
        households: new Set(aid.map(({ dossier }) => dossier)).size,
      },
      livingFen: total(aid.map(({ kind, fen }) => (kind === 'living' ? fen : 0))),
      schoolTimes: total(aid.map(({ project, times }) => (project === '金秋助学' ? times : 0))),
      unionFen: total(aid.map(({ source, fen }) => (source === 'union' ? fen : 0))),
      days:
        sorted.length === 0
          ? null
          : { median: sorted[Math.ceil(sorted.length / 2) - 1], ninetieth: sorted[Math.ceil(sorted.length * 0.9) - 1] },
    };
  }
}

/** The same numbers out of the figures. */
function told(figures: Figures): ReturnType<Plain['figures']> {
  const { onFile, temporary, people, statuses, categories, tiers, causes, workerKinds } = figures;
  const tasks = Object.entries(figures.tasks);
  return {
    ...{ onFile, temporary, people, statuses, categories, tiers, causes, workerKinds },
    ages: Object.fromEntries(Object.entries(figures.ages).map(([band, { count }]) => [band, count])),
    coverage: { ...coverageOf(figures.plans) },
    ...{ unchangedForAYear: figures.unchangedForAYear, neverHelped: figures.neverHelped },
    owed: total(tasks.map(([, { count }]) => count)),
    late: total(tasks.map(([name, { count }]) => (/late|later/.test(name) ? count : 0))),
    happened: figures.happened as Record<string, number>,
    left: figures.left,
    aid: { ...figures.aid },
    livingFen: figures.aidBy.kind.living?.fen ?? 0,
    schoolTimes: figures.aidBy.project.金秋助学?.times ?? 0,
    unionFen: figures.aidBy.source.union?.fen ?? 0,
    days: daysOf(figures.daysToCards),
  };
}

describe(`${DOSSIERS} 户，三年（编造的年份），行重复、乱序、移交、并县：每一个数都与逐户数的一样`, () => {
  it.each([
    ['第一天', { from: '2027-01-01', day: '2027-01-01' }],
    ['并县的前一天', { from: '2028-01-01', day: '2028-06-30' }],
    ['三年到底', { from: '2027-01-01', day: lastDay }],
  ])('全省，%s', (_, within) => {
    const figures = added(read(within).values());
    const plain = new Plain(within, () => true).figures();
    // Who was helped by two unions counts in each.
    const households = figures.aid.households;
    expect(households).toBeGreaterThanOrEqual(plain.aid.households);
    expect(told({ ...figures, aid: { ...figures.aid, households: plain.aid.households } })).toEqual(plain);
  });

  it('一个个工会各是各的', () => {
    const found = read(period);
    expect(found.size).toBeGreaterThan(15);
    for (const [union, figures] of [...found].filter((_, n) => n % 8 === 0)) {
      expect(told(figures), union).toEqual(new Plain(period, (orgPath) => orgPath === union).figures());
    }
  });

  it('并掉的县：照当时，它自己有数，并入的县从那天起才有它的户；照现在，都是并入的县的', () => {
    const from = `530000/530300/${merged.from}`;
    const to = `530000/530300/${merged.to}`;
    const early = { from: '2028-01-01', day: '2028-06-30' };
    const then = read(early);
    const isOf = (area: string) => (orgPath: string) => county(orgPath) === area;
    const sumOf = (area: string, of: ReadonlyMap<string, Figures>) =>
      added([...of].flatMap(([union, each]) => (isOf(area)(union) ? [each] : [])));
    expect(sumOf(from, then).onFile).toBe(new Plain(early, isOf(from)).figures().onFile);
    expect(sumOf(from, then).onFile).toBeGreaterThan(100);
    expect(sumOf(to, then).onFile).toBe(0);

    const there = rows.get(merged.from) as ReadRow[];
    const placeNow = placesNow(merged.from, there);
    const now = figuresBy(there, early, (row) =>
      divisionOf(row.orgPath) === merged.from ? [row.orgPath, placeNow(row)] : [],
    );
    expect([...now.figures.keys()].filter((area) => !area.startsWith(from))).toEqual([to]);
    const { households } = (now.figures.get(to) as Figures).aid;
    const asThen = told(sumOf(from, then));
    // Who was helped by two of its unions counts in each, and in the county once.
    expect(households).toBeLessThanOrEqual(asThen.aid.households);
    expect(told(now.figures.get(to) as Figures)).toEqual({ ...asThen, aid: { ...asThen.aid, households } });
    expect(households).toBe(new Plain(early, isOf(from)).figures().aid.households);
  });
});

describe('一个数是哪几户', () => {
  const numbersIn = (figures: Figures): [place: string, count: number, households: number][] => {
    const { happenedTo, coverage, tasks, ages, aidBy, aid, people, statuses, left, happened, ...same } = {
      ...reportOf(figures),
      ...figures,
    };
    const each = (name: string, of: Record<string, number>, to = of) =>
      Object.entries(of).map(([kind, count]): [string, number, number] => [
        place(name, kind),
        count,
        to[kind] as number,
      ]);
    const many = Object.entries(tasks).map(([kind, { count, households }]): [string, number, number] => {
      const [task = '', band = ''] = kind.split('/');
      return [place('tasks', task, 'bands', band), count, households];
    });
    return [
      ...(['onFile', 'temporary', 'unchangedForAYear', 'neverHelped', 'unknown'] as const).map(
        (name): [string, number, number] => [name, same[name], same[name]],
      ),
      ['people', people, same.onFile - same.unknown],
      ...each('coverage', { ...coverageOf(figures.plans) }),
      ...each('statuses', statuses),
      ...(['categories', 'tiers', 'causes', 'workerKinds'] as const).flatMap((name) => each(name, same[name])),
      ...each('left', left),
      ...each('happened', happened as Record<string, number>, happenedTo),
      ...Object.entries(ages).map(([band, { count, households }]): [string, number, number] => [
        place('ages', band),
        count,
        households,
      ]),
      ...many,
      ['aid', aid.times, aid.households],
      ...(['kind', 'project', 'source'] as const).flatMap((name) =>
        Object.entries(aidBy[name]).map(([kind, of]): [string, number, number] => [
          place('aidBy', name, kind),
          of.times,
          of.households,
        ]),
      ),
    ];
  };

  it.each([
    ['并县的前一天', { from: '2028-01-01', day: '2028-06-30' }],
    ['三年到底', { from: '2027-01-01', day: lastDay }],
  ])('一个县的每一个数，列出来的户数、各户加起来的，就是那个数：%s', (_, within) => {
    const [division, there] = [...rows].sort(([, one], [, other]) => other.length - one.length)[0] as [
      string,
      ReadRow[],
    ];
    const isHere = ({ orgPath }: ReadRow['row']) => divisionOf(orgPath) === division;
    const figures = figuresBy(there, within, (row) => (isHere(row) ? ['here'] : [])).figures.get('here') as Figures;
    const { households } = householdsBy(there, within, isHere);
    const numbers = numbersIn(figures);
    expect(numbers.length).toBeGreaterThan(60);
    for (const [where, count, of] of numbers) {
      expect(where).toMatch(placesShape);
      const shares = households.flatMap(({ report }) => shareOf(report, [where]) ?? []);
      expect([where, shares.length, total(shares.map((each) => each.count))]).toEqual([where, of, count]);
    }
    expect(total(households.map(({ report }) => shareOf(report, ['aid'])?.fen ?? 0))).toBe(figures.aid.fen);
    const late = ['tasks/survey/late', 'tasks/plan/late'];
    expect(total(households.map(({ report }) => shareOf(report, late)?.count ?? 0))).toBe(
      total(['survey', 'plan'].map((kind) => reportOf(figures).tasks[kind]?.late ?? 0)),
    );
  });
});

describe('县以上看的', () => {
  it('显示出来的数与逐县数的一样；不到五户的一格也没有显示，相减也得不出', () => {
    // Of few households, so that there are many cells of few.
    const some = new Map([...read({ from: '2027-01-01', day: '2027-03-20' })]);
    const figures = new Map<string, Figures>();
    for (const [union, each] of some) {
      const area = county(union);
      figures.set(area, added([...(figures.has(area) ? [figures.get(area) as Figures] : []), each]));
    }
    const reports = reportsAbove('530000', figures);
    const cities = ['530000/530100', '530000/530300'];
    let hidden = 0;
    for (const name of ['categories', 'tiers', 'causes', 'workerKinds', 'happened', 'left', 'statuses'] as const) {
      const kinds = [...new Set([...figures.values()].flatMap((each) => Object.keys(each[name])))];
      for (const kind of kinds) {
        const shown = (area: string) => {
          const report = reports.get(area);
          const value = report?.[name][kind];
          return value === undefined ? 0 : value;
        };
        for (const [area, each] of figures) {
          const value = (each[name] as Record<string, number>)[kind] ?? 0;
          if (shown(area) === null) hidden++;
          else expect(shown(area), `${area} ${name} ${kind}`).toBe(value);
          if (value > 0 && value < 5) expect(shown(area), `${area} ${name} ${kind}`).toBe(null);
        }
        for (const area of ['530000', ...cities]) {
          const below = area === '530000' ? cities : [...figures.keys()].filter((each) => each.startsWith(area));
          const open = below.filter((each) => shown(each) === null);
          // One alone would be what is left of the sum.
          if (shown(area) !== null) expect(open.length, `${area} ${name} ${kind}`).not.toBe(1);
        }
      }
    }
    expect(hidden).toBeGreaterThan(20);
  });
});
