import { areasOf, isIn } from '../few/areas.ts';
import { type Amount, cellName, hiddenIn, isFew, type Sum, type Table } from '../few/few.ts';
import { pooled } from '../few/pooled.ts';
import { withCommonProjects } from './common-projects.ts';
import { type AidDimension, added, dueBands, type Figures, isLate } from './figures.ts';
import { place } from './place.ts';
import { type Report, reportOf } from './report.ts';

/**
 * Reports of areas for somebody who stands above them, each without the numbers that are few households', and those from
 * which these could be found out, whichever of the reports they stand in. Null of an area of which nothing is shown.
 *
 * @param top the area that they see all of; what few households have there is as little theirs to see
 * @param all the figures of each leaf
 */
export function reportsAbove(top: string, all: ReadonlyMap<string, Figures>): Map<string, Report> {
  const figures = withCommonProjects(all, mostProjects);
  const areas = areasOf(top, [...figures.keys()].sort());
  const reports = new Map(areas.all.map((area) => [area, reportOf(added(leavesIn(area, figures)))]));
  const unshown = {
    standing: pooled(
      areas,
      totals(figures, ({ onFile }) => onFile),
    ),
    aid: pooled(
      areas,
      totals(figures, ({ aid }) => aid.households),
    ),
  };
  for (const table of tablesOf(figures)) {
    const hidden = hiddenIn(areas, { ...table, unshown: table.block === undefined ? none : unshown[table.block] });
    for (const area of areas.all) {
      for (const { name, isRest } of table.sums) {
        if (isRest) continue;
        const isUnshown = table.block !== undefined && unshown[table.block].has(area);
        if (isUnshown || hidden.has(cellName(area, name))) hide(reports.get(area) as Report, name);
      }
    }
  }
  for (const [area, report] of reports) finish(report, area, figures, unshown);
  return reports;
}

/** So many programmes are told apart. */
const mostProjects = 30;

const none: ReadonlySet<string> = new Set();

const leavesIn = (area: string, figures: ReadonlyMap<string, Figures>) =>
  [...figures].flatMap(([leaf, each]) => (isIn(area, leaf) ? [each] : []));

const totals = (figures: ReadonlyMap<string, Figures>, of: (figures: Figures) => number) =>
  new Map([...figures].map(([leaf, each]) => [leaf, of(each)]));

interface Block extends Omit<Table, 'unshown'> {
  /** What is not shown together where its total is few. */
  block?: 'standing' | 'aid';
}

type Kinds = Record<string, Amount>;

function table(
  figures: ReadonlyMap<string, Figures>,
  kindsOf: (figures: Figures) => Kinds,
  sumsOf: (kinds: string[]) => Sum[],
  more: Partial<Block> = {},
): Block {
  const amounts = new Map([...figures].map(([leaf, each]) => [leaf, new Map(Object.entries(kindsOf(each)))]));
  const kinds = [...new Set([...amounts.values()].flatMap((each) => [...each.keys()]))].sort();
  return { amounts, sums: sumsOf(kinds), totalOf: () => undefined, ...more };
}

const households = (counts: Readonly<Record<string, number>>): Kinds =>
  Object.fromEntries(Object.entries(counts).map(([kind, count]) => [kind, { value: count, households: count }]));

const each =
  (...path: string[]) =>
  (kinds: string[]): Sum[] =>
    kinds.map((kind) => ({ name: place(...path, kind), kinds: [kind] }));

function tablesOf(figures: ReadonlyMap<string, Figures>): Block[] {
  const onFile: Partial<Block> = { block: 'standing', totalOf: () => 'onFile' };
  const part = (name: 'unchangedForAYear' | 'neverHelped') =>
    table(
      figures,
      (of) => households({ yes: of[name], no: of.onFile - of[name] }),
      () => [
        { name, kinds: ['yes'] },
        { name: `${name}/no`, kinds: ['no'], isRest: true },
      ],
      onFile,
    );
  return [
    ...(['categories', 'tiers', 'causes', 'workerKinds'] as const).map((name) =>
      table(figures, (of) => households(of[name]), each(name), onFile),
    ),
    plans(figures, onFile),
    part('unchangedForAYear'),
    part('neverHelped'),
    statuses(figures),
    table(
      figures,
      ({ ages }) => many(ages),
      (kinds) => [...each('ages')(kinds), { name: 'people', kinds }],
      { block: 'standing' },
    ),
    tasks(figures),
    happened(figures),
    ...(['kind', 'project', 'source'] as const).map((dimension) =>
      table(
        figures,
        ({ aidBy }) =>
          Object.fromEntries(
            Object.entries(aidBy[dimension]).map(([kind, { times, households: of }]) => [
              kind,
              { value: times, households: of },
            ]),
          ),
        each('aidBy', dimension),
        { block: 'aid', totalOf: () => 'aid' },
      ),
    ),
  ];
}

const many = (of: Readonly<Record<string, { count: number; households: number }>>): Kinds =>
  Object.fromEntries(
    Object.entries(of).map(([kind, { count, households: n }]) => [kind, { value: count, households: n }]),
  );

/** Whoever has none of it is told by the rest: of each, those with it and those without. */
function plans(figures: ReadonlyMap<string, Figures>, more: Partial<Block>): Block {
  const has = (which: readonly string[]) => (kind: string) => kind.split('+').some((one) => which.includes(one));
  const covers = { helpers: ['made', 'signed'], plans: ['made'], signed: ['signed'], cards: ['cards'] };
  return table(
    figures,
    (of) => households({ '': 0, 'made+signed+cards': 0, ...of.plans }),
    (kinds) =>
      Object.entries(covers).flatMap(([name, which]): Sum[] => [
        { name: place('coverage', name), kinds: kinds.filter(has(which)) },
        { name: place('coverage', name, 'not'), kinds: kinds.filter((kind) => !has(which)(kind)), isRest: true },
      ]),
    more,
  );
}

function statuses(figures: ReadonlyMap<string, Figures>): Block {
  const isOf = (standing: string) => (kind: string) => kind.startsWith(`${standing}/`);
  return table(
    figures,
    (of) => households(of.statuses),
    (kinds) => [...each('statuses')(kinds), { name: 'temporary', kinds: kinds.filter(isOf('temporary')) }],
    { block: 'standing', totalOf: (kind) => (isOf('onFile')(kind) ? 'onFile' : undefined) },
  );
}

function tasks(figures: ReadonlyMap<string, Figures>): Block {
  return table(
    figures,
    (of) => many(of.tasks),
    (kinds) => {
      const names = [...new Set(kinds.map((kind) => kind.split('/')[0] as string))];
      return names.flatMap((name): Sum[] => {
        const bands = dueBands.filter((band) => kinds.includes(`${name}/${band}`));
        const all = (which: readonly string[]) => which.map((band) => `${name}/${band}`);
        return [
          ...bands.map((band) => ({ name: place('tasks', name, 'bands', band), kinds: all([band]) })),
          { name: place('tasks', name, 'count'), kinds: all(bands) },
          { name: place('tasks', name, 'late'), kinds: all(bands.filter(isLate)) },
        ];
      });
    },
  );
}

/** What happened, and of those that left by which way for which reason. */
function happened(figures: ReadonlyMap<string, Figures>): Block {
  const ways = ['liftedOut', 'relieved', 'cancelled'];
  return table(
    figures,
    ({ happened: what, happenedTo, left, unknownAid }) => ({
      ...many(
        Object.fromEntries(
          Object.entries(what)
            .filter(([name]) => !ways.includes(name))
            .map(([name, count]) => [name, { count, households: happenedTo[name] ?? 0 }]),
        ),
      ),
      ...households({ ...left, unknownAid }),
    }),
    (kinds) => [
      ...kinds.map((kind): Sum => {
        if (kind === 'unknownAid') return { name: kind, kinds: [kind] };
        return { name: place(kind.includes('/') ? 'left' : 'happened', kind), kinds: [kind] };
      }),
      ...ways.map((way) => ({
        name: place('happened', way),
        kinds: kinds.filter((kind) => kind.startsWith(`${way}/`)),
      })),
    ],
  );
}

/** Leaves null in place of a number, or of those of some aid: of none, too, for what is left out says that there is none. */
function hide(report: Report, name: string): void {
  const path = name.split('/').map(decodeURIComponent);
  const [first = '', second = ''] = path;
  if (first === 'aidBy') {
    report.aidBy[second as AidDimension][path[2] as string] = { ...unshownAid };
    return;
  }
  if (first === 'tasks') report.tasks[second] ??= { count: 0, late: 0, bands: {} };
  const last = path.pop() as string;
  const at = path.reduce((of, step) => of[step] as Shelf, report as unknown as Shelf);
  at[last] = null;
}
interface Shelf {
  [name: string]: unknown;
}
const unshownAid = { times: null, fen: null, households: null };

/** What is in no table: totals that are few, what is said twice, and days of few. */
function finish(
  report: Report,
  area: string,
  figures: ReadonlyMap<string, Figures>,
  unshown: Record<'standing' | 'aid', ReadonlySet<string>>,
): void {
  if (unshown.standing.has(area)) report.onFile = null;
  if (unshown.aid.has(area)) report.aid = { ...unshownAid };
  if (report.causes[''] === null || unshown.standing.has(area)) report.unknown = null;
  const here = added(leavesIn(area, figures));
  const issued = Object.values(here.daysToCards).reduce((sum, count) => sum + count, 0);
  if (isFew(issued) || report.happened.cardsIssued === null) report.daysToCards = null;
}
