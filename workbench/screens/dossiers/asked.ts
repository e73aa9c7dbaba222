import { holderTitles, listOrders } from '../../../shared/contract/list.ts';
import type { QueryOf } from '../../../shared/contract/types.ts';
import { waitingTitles } from '../../../shared/contract/waiting.ts';
import { statusTitles } from '../../../shared/dossier/status.ts';
import { hardshipCategory } from '../../../shared/form/code-lists/hardship-category.ts';
import { dateInWords } from '../../../shared/pages/dates.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';

/** What the list is narrowed by and sorted, as the screen keeps it: days are told from today, and hold tomorrow too. */
export interface Asked {
  org: string;
  /** Only the union's own (本级和直属单位), and not what stands in its counties. */
  own?: 'yes';
  status: string[];
  waitingFor?: string;
  category?: string;
  tier?: string;
  holder?: string;
  /** overdue, or within so many days. */
  due?: string;
  /** For so many months. */
  unchanged?: string;
  notAssisted?: string;
  sort?: string;
}

export const dueTitles: Readonly<Record<string, string>> = {
  overdue: '过了期限',
  7: '七天之内到期',
  30: '三十天之内到期',
};
export const unchangedTitles: Readonly<Record<string, string>> = { 6: '半年没有变动', 12: '一年没有变动' };
export const notAssistedTitles: Readonly<Record<string, string>> = {
  0: '从来没有帮扶过的也算，到今天为止',
  6: '半年没有帮扶',
  12: '一年没有帮扶',
};

type Titles = Readonly<Record<string, string>>;
/** By what it is narrowed, one word each. */
export type Narrowing = Exclude<keyof Asked, 'org' | 'own' | 'status'>;

export const categoryTitles: Titles = Object.fromEntries(
  [...Object.values(hardshipCategory.generations).flatMap(({ values }) => values), '临时救助'].map((each) => [
    each,
    each,
  ]),
);

/** What each of them may be, and how people say it. */
const titles: Readonly<Record<Narrowing, Titles>> = {
  waitingFor: waitingTitles,
  category: categoryTitles,
  tier: tierTitles,
  holder: holderTitles,
  due: dueTitles,
  unchanged: unchangedTitles,
  notAssisted: notAssistedTitles,
  sort: listOrders,
};

/** The same as the address says it: nothing that anybody typed is among it, and no household. */
export function filtersOf({ status, ...one }: Asked): URLSearchParams {
  return new URLSearchParams(status.length === 0 ? one : { ...one, status: status.join(',') });
}

/**
 * What an address asks for, and what of it nobody can make anything of, as it stands there.
 *
 * @param at `org=530000/530100/530102&status=registered,temporary`
 * @param orgPaths of which this person sees lists, their own first
 */
export function askedAt(at: string, orgPaths: readonly string[]): { asked: Asked; unknown: string[] } {
  const asked: Asked = { org: orgPaths[0] as string, status: [] };
  const unknown: string[] = [];
  for (const [name, value] of new URLSearchParams(at)) {
    if (name === 'org' && orgPaths.includes(value)) asked.org = value;
    else if (name === 'own' && value === 'yes') asked.own = value;
    else if (name === 'status') {
      const [right, wrong] = [true, false].map((is) =>
        value.split(',').filter((each) => Object.hasOwn(statusTitles, each) === is),
      ) as [string[], string[]];
      asked.status = right;
      unknown.push(...wrong.map((each) => `${name}=${each}`));
    } else if (Object.hasOwn(titles, name) && Object.hasOwn(titles[name as Narrowing], value)) {
      asked[name as Narrowing] = value;
    } else unknown.push(`${name}=${value}`);
  }
  return { asked, unknown };
}

/** The same as the API is asked. @param today ISO date */
export function queryOf(asked: Asked, today: string): QueryOf<'listDossiers'> {
  const { org, own, status, due, unchanged, notAssisted, sort, ...words } = asked;
  const order = isByDay(asked) ? 'due' : sort;
  return {
    org,
    ...(own === undefined ? {} : { own }),
    ...(status.length === 0 ? {} : { status: status.join(',') }),
    ...(words as QueryOf<'listDossiers'>),
    ...(order === undefined ? {} : { sort: order as 'due' }),
    ...(due === undefined
      ? {}
      : due === 'overdue'
        ? { overdue: 'yes' as const }
        : { dueBefore: later(today, Number(due) + 1) }),
    ...(unchanged === undefined ? {} : { unchangedSince: earlier(today, Number(unchanged)) }),
    ...(notAssisted === undefined ? {} : { notAssistedSince: earlier(today, Number(notAssisted)) }),
  };
}

/** What it is narrowed to, as people say it; nothing typed by anybody is among it. */
export function inWords({
  status,
  waitingFor,
  category,
  tier,
  holder,
  due,
  unchanged,
  notAssisted,
  sort,
}: Asked): string {
  const of = (titles: Readonly<Record<string, string>>, word: string | undefined) =>
    word === undefined ? [] : [titles[word] ?? word];
  const words = [
    ...status.map((each) => (statusTitles as Readonly<Record<string, string>>)[each] ?? each),
    ...of(waitingTitles, waitingFor),
    ...(category === undefined ? [] : [category]),
    ...of(tierTitles, tier),
    ...(holder === undefined ? [] : [`在${of(holderTitles, holder)[0]}手里`]),
    ...of(dueTitles, due),
    ...of(unchangedTitles, unchanged),
    ...of(notAssistedTitles, notAssisted),
    ...(sort === undefined || sort === 'changed' ? [] : [of(listOrders, sort)[0]?.split('，')[0] ?? '']),
  ];
  return words.length === 0 ? '全部' : words.join('、');
}

/** What is sorted by its day cannot be sorted otherwise. */
export const isByDay = ({ holder, due, sort }: Asked): boolean =>
  holder !== undefined || due !== undefined || sort === 'due';

/** Whether it is read one by one, by more than in which status each is: of several counties at once that is too much. */
export const isNarrowed = ({ org: _, own: _own, status: _status, sort, ...others }: Asked): boolean =>
  sort === 'due' || Object.keys(others).length > 0;

export const dayOrNone = (day: string | null): string => (day === null ? '' : dateInWords(day));

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10);
const later = (day: string, days: number): string => iso(Date.parse(day) + days * 86_400_000);

function earlier(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return iso(Date.UTC(year, month - 1 - months, Math.min(date, last)));
}
