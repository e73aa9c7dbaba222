import type { UnionLevel } from '../organisation/union-level.ts';

/** In what a column of a 上报 counts; sums of money in fen. */
export const returnUnits = { households: '户', people: '人', times: '人次', fen: '元' } as const;
export type ReturnUnit = keyof typeof returnUnits;

/** So many columns a form has at the most, and so many corrections a 补充上报. */
export const mostReturnColumns = 120;

/** 报表的一列. */
export interface ReturnColumn {
  id: string;
  title: string;
  /**
   * Which figure, by its path in a `Report` (shared/history/report.ts) with the movement beside it: `onFile`, `categories/低保户`; `categories/*` is whatever of a figure
   * the other columns do not name.
   */
  figure: string;
  unit: ReturnUnit;
  /** Whether it is set beside what the period before had. */
  compare: boolean;
}

/** What a province reports, and what must hold of it: data, because the national form is not public. */
export interface ReturnForm {
  columns: readonly ReturnColumn[];
  /** `total` is all of `plus` without all of `minus`, by ids of columns. */
  sums: readonly { total: string; plus: readonly string[]; minus?: readonly string[] }[];
  /** The first is never more than the second, by ids of columns. */
  atMost: readonly (readonly [string, string])[];
}

/** 上报 of a province: its form, when a year of it ends, and by when each level signs. */
export interface ReturnTerms {
  form: ReturnForm;
  /** Month and day, as 10-31. */
  yearEnds: string;
  /** Of which periods somebody is reminded; the others are there for whoever wants them. */
  asked: readonly ReturnKind[];
  /** Calendar days after the period's last day. */
  dueDays: Readonly<Record<UnionLevel, number>>;
}

export const returnKinds = { year: '年度', quarter: '季度', month: '月度' } as const;
export type ReturnKind = keyof typeof returnKinds;

/** What a 上报 is produced as. */
export const returnFileKinds = { workbook: '工作簿', letter: 'Word 报告' } as const;
export type ReturnFileKind = keyof typeof returnFileKinds;

/** By the id of a column; sums of money in fen. */
export type ReturnValues = Readonly<Record<string, number>>;

/** What the columns of a form are, of figures as `figuresOf` makes them: what nobody is counts nothing. */
export function valuesOf({ columns }: Pick<ReturnForm, 'columns'>, figures: object): Record<string, number> {
  const named = new Set(columns.map(({ figure }) => figure));
  return Object.fromEntries(columns.map(({ id, figure }) => [id, valueAt(figures, figure, named)]));
}

function valueAt(figures: object, path: string, named: ReadonlySet<string>): number {
  const names = path.split('/');
  if (names.at(-1) !== '*') return numberIn(names.reduce<unknown>(inside, figures), path);
  const all = names.slice(0, -1);
  const rest = Object.entries((all.reduce<unknown>(inside, figures) ?? {}) as object);
  return rest
    .filter(([name]) => !named.has([...all, name].join('/')))
    .reduce((sum, [, value]) => sum + numberIn(value, path), 0);
}

const inside = (of: unknown, name: string): unknown =>
  of !== null && typeof of === 'object' && Object.hasOwn(of, name) ? (of as Record<string, unknown>)[name] : undefined;

function numberIn(value: unknown, path: string): number {
  if (value === undefined) return 0;
  if (typeof value !== 'number') throw new Error(`no number at ${path}`);
  return value;
}

/** All of several, column by column. */
export function sumOf(columns: readonly Pick<ReturnColumn, 'id'>[], all: readonly ReturnValues[]): ReturnValues {
  return Object.fromEntries(columns.map(({ id }) => [id, all.reduce((sum, values) => sum + (values[id] ?? 0), 0)]));
}

/** What is wrong with a form, in Chinese, each with the entry; none when it may be deployed. */
export function formFaults({ columns, sums, atMost }: ReturnForm): string[] {
  const ids = columns.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  const asked = [...sums.flatMap(({ total, plus, minus = [] }) => [total, ...plus, ...minus]), ...atMost.flat()];
  return [
    ...twice.map((id) => `报表有两列叫 ${id}`),
    ...[...new Set(asked.filter((id) => !ids.includes(id)))].map((id) => `报表没有 ${id} 这一列`),
    ...columns
      .filter(({ figure }) => !figureHeads.includes(figure.split('/')[0] as string))
      .map(({ id, figure }) => `${id} 的 ${figure} 不是统计里的数，只能以 ${figureHeads.join('、')} 开头`),
  ];
}

/** With what the path of a figure begins (docs/figures.md): those that add up over counties, and how households came and went. */
const figureHeads = [
  ...[
    'onFile',
    'temporary',
    'people',
    'unchangedForAYear',
    'neverHelped',
    'unknown',
    'coverage',
    'statuses',
    'categories',
  ],
  ...['tiers', 'causes', 'workerKinds', 'ages', 'tasks', 'happened', 'left', 'aid', 'aidBy', 'unknownAid', 'movement'],
];
