import type { User } from '../../shared/access/may.ts';
import { permit } from '../../shared/access/permit.ts';
import { type Holder, holderTitles, type ListOrder, listOrders } from '../../shared/contract/list.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { QueryOf } from '../../shared/contract/types.ts';
import { type Waiting, waitingTitles } from '../../shared/contract/waiting.ts';
import { type Status, statuses, statusTitles } from '../../shared/dossier/status.ts';
import { temporaryCategory } from '../../shared/dossier/temporary-state.ts';
import { fieldProblem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';
import { hardshipCategory } from '../../shared/form/code-lists/hardship-category.ts';
import { requireNarrow } from '../../shared/http/asked-area.ts';
import { requireDay } from '../../shared/http/asked-day.ts';
import { type Tier, tierTitles } from '../../shared/standards/tiers.ts';

/** What dossiers are asked for. */
export interface Asked {
  org: string;
  /** Only the union's own (本级和直属单位), and not what stands in its counties. */
  own: boolean;
  statuses: readonly Status[];
  waitingFor: Waiting | undefined;
  category: string | undefined;
  tier: Tier | undefined;
  /** ISO dates, in Asia/Shanghai. */
  unchangedSince: string | undefined;
  notAssistedSince: string | undefined;
  /** Of those by whom something is owed, and before which ISO date; undefined where it is not asked. */
  owed: { holders: readonly Holder[]; before: string | undefined } | undefined;
  latestFirst: boolean;
  limit: number;
}

type Query = Partial<Record<keyof QueryOf<'listDossiers'>, string>>;

const holders = Object.keys(holderTitles) as Holder[];
const categories = [
  ...new Set([...Object.values(hardshipCategory.generations).flatMap(({ values }) => values), temporaryCategory]),
];
/** In which a household can be given something. */
const inCare: readonly Status[] = ['registered', 'amending', 'reverifying', 'temporary', 'converting', 'leaving'];

/**
 * What a query asks for, within what the user may list; the user's own org path unless another below it is named.
 * E1004 for a value that is none. E1317 for a filter that no index answers, unless it stays within one county, or with what
 * is a city's or the province's own.
 *
 * @param today ISO date in Asia/Shanghai
 */
export function askedOf(query: Query, user: User, today: string): Asked {
  const { org = user.orgPath } = query;
  permit(user, 'list', { orgPath: org });
  const { category, unchangedSince, notAssistedSince } = query;
  if (category !== undefined && !categories.includes(category)) {
    throw fieldProblem('/category', `没有${quoted(category)}这一困难类别，可以是：${categories.join('、')}`);
  }
  const asked: Asked = {
    org,
    own: yesOf('own', query.own),
    statuses: statusesOf(query),
    waitingFor: wordOf('waitingFor', query.waitingFor, waitingTitles),
    category,
    tier: wordOf('tier', query.tier, tierTitles),
    unchangedSince: dateOf('unchangedSince', unchangedSince),
    notAssistedSince: dateOf('notAssistedSince', notAssistedSince),
    owed: owedOf(query, today),
    latestFirst: query.sort === 'latest',
    limit: limitOf(query.limit),
  };
  if (isNarrowed(asked)) requireNarrow(org, asked.own);
  return asked;
}

/** Whether something is asked of a dossier that its place in the index does not say. */
export const isNarrowed = ({ waitingFor, category, tier, unchangedSince, notAssistedSince, owed }: Asked): boolean =>
  [waitingFor, category, tier, unchangedSince, notAssistedSince, owed].some((each) => each !== undefined);

/** What a list was narrowed to, for whoever sees that it was read; nothing when it was not. */
export function filterOf({ org: _, cursor: _cursor, limit: _limit, sort: _sort, ...filters }: Query): {
  what?: string;
} {
  const words = Object.entries(filters).map(([name, value]) => (value === 'yes' ? name : value));
  return words.length > 0 ? { what: words.join(' ') } : {};
}

function statusesOf({ status, notAssistedSince }: Query): readonly Status[] {
  if (status === undefined) return notAssistedSince === undefined ? statuses : inCare;
  const given = status.split(',').filter((each) => each !== '');
  const unknown = given.find((each) => !(statuses as readonly string[]).includes(each));
  if (unknown === undefined && given.length > 0) return statuses.filter((each) => given.includes(each));
  throw fieldProblem('/status', `没有${quoted(unknown ?? status)}这种状态，可以是：${listed(statusTitles)}`);
}

/** Who owes something, by when: what is sorted by its day is what is owed at all. */
function owedOf(query: Query, today: string): Asked['owed'] {
  const holder = wordOf<Holder>('holder', query.holder, holderTitles);
  const sort = wordOf<ListOrder>('sort', query.sort, listOrders);
  const late = yesOf('overdue', query.overdue) ? today : undefined;
  const before = [dateOf('dueBefore', query.dueBefore), late].filter((each) => each !== undefined).sort()[0];
  if (holder === undefined && before === undefined && sort !== 'due') return undefined;
  if (sort !== undefined && sort !== 'due')
    throw fieldProblem('/sort', '按期限、按在谁手里筛选的，只能先到期的在前：写 due，或者不写');
  return { holders: holder === undefined ? holders : [holder], before };
}

function wordOf<Word extends string>(
  name: string,
  value: string | undefined,
  titles: Readonly<Record<Word, string>>,
): Word | undefined {
  if (value === undefined || Object.hasOwn(titles, value)) return value as Word | undefined;
  throw fieldProblem(`/${name}`, `没有${quoted(value)}这样的筛选，可以是：${listed(titles)}`);
}

function yesOf(name: string, value: string | undefined): boolean {
  if (value !== undefined && value !== 'yes') throw fieldProblem(`/${name}`, '只能写 yes，或者不写');
  return value === 'yes';
}

function dateOf(name: string, value: string | undefined): string | undefined {
  if (value !== undefined) requireDay(name, value);
  return value;
}

function limitOf(value: string | undefined): number {
  const limit = Number(value ?? pageSizes.dossiers);
  if (value === undefined || (/^\d{1,2}$/.test(value) && limit >= 1 && limit <= pageSizes.dossiers)) return limit;
  throw fieldProblem('/limit', `${quoted(value)}不行，一页写 1 到 ${pageSizes.dossiers} 份`);
}

const listed = (titles: Readonly<Record<string, string>>): string =>
  Object.entries(titles)
    .map(([word, title]) => `${word} ${title}`)
    .join('、');
