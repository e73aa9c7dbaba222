import type { Counting } from '../../../shared/contract/ask-figures.ts';
import { statusTitles } from '../../../shared/dossier/status.ts';
import { aidKinds } from '../../../shared/ledger/aid.ts';
import { fundSources } from '../../../shared/ledger/funds.ts';
import { type LeavingReason, leavingReasons } from '../../../shared/matters/standing.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';
import { taskKinds } from '../../../shared/tasks/task.ts';

type Titles = Readonly<Record<string, string>>;

const endTitles: Titles = { liftedOut: '脱困', relieved: '解困', cancelled: '注销' };

const happenedTitles: Titles = {
  registered: '建档',
  transcribed: '旧档转入',
  converted: '临时转正',
  cameBack: '返困（建档里的）',
  takenIn: '临时救助',
  ...endTitles,
  rejected: '不予建档',
  withdrawn: '撤回',
  abandoned: '未提交而终结',
  merged: '并入',
  objected: '异议',
  objectionSetAside: '异议不受理',
  objectionDismissed: '异议不成立',
  objectionUpheld: '异议成立',
  cardsIssued: '第一次发卡',
};

const standingTitles: Titles = { applying: '申请中', onFile: '在册', temporary: '临时救助' };

const coverageTitles: Titles = {
  helpers: '有帮扶责任人',
  plans: '有帮扶计划',
  signed: '计划签了字',
  cards: '发了联系卡',
};

export const bandTitles: Titles = {
  noDay: '没有定期限',
  inTime: '没有到期',
  late30: '逾期 30 天以内',
  late90: '逾期 31 到 90 天',
  later: '逾期 90 天以上',
};

const orUnknown = (name: string): string => (name === '' ? '不知道' : name);
const oneOf =
  (titles: Titles) =>
  (name: string): string =>
    titles[name] ?? orUnknown(name);

const bandInWords = (band: string): string => band.replace('-', ' 到 ').replace('90+', '90 以上');

export const titleOf = {
  asItIs: orUnknown,
  happened: oneOf(happenedTitles),
  coverage: oneOf(coverageTitles),
  tier: oneOf(tierTitles),
  kind: oneOf(aidKinds),
  source: oneOf(fundSources),
  band: bandInWords,
  age: (name: string) => {
    const [sex = '', band = ''] = name.split('/');
    return `${sex} ${bandInWords(band)}岁`;
  },
  left: (name: string) => {
    const [way = '', reason = ''] = name.split('/');
    const title = leavingReasons[reason as LeavingReason]?.title;
    return `${endTitles[way] ?? way}${title ? `：${title}` : ''}`;
  },
};

const wholeTitles: Titles = {
  onFile: '在册',
  people: '在册的人',
  temporary: '临时救助',
  unchangedForAYear: '一年没有变动',
  neverHelped: '从来没有帮扶',
  unknown: '家里的情况已经不知道',
  unknownAid: '已经不知道是什么的帮扶',
  aid: '帮扶',
};

/** What a place of the report is called: `categories/低保户`, as people say it. */
function placeInWords(where: string): string {
  const [first = '', second = '', third = '', fourth = ''] = where.split('/').map(decodeURIComponent);
  if (wholeTitles[first]) return wholeTitles[first];
  if (first === 'statuses') {
    const [standing = '', status = ''] = second.split('/');
    return `${standingTitles[standing] ?? standing}：${oneOf(statusTitles)(status)}`;
  }
  if (first === 'ages') return titleOf.age(second);
  if (first === 'tasks') {
    const late = third === 'late' ? '，逾期的' : third === 'bands' ? `，${oneOf(bandTitles)(fourth)}` : '';
    return `待办：${oneOf(taskKinds)(second)}${late}`;
  }
  if (first === 'aidBy') {
    const title = { kind: titleOf.kind, source: titleOf.source }[second] ?? titleOf.asItIs;
    return `帮扶：${title(third)}`;
  }
  const title = {
    ...{ happened: titleOf.happened, left: titleOf.left, tiers: titleOf.tier, coverage: titleOf.coverage },
  }[first];
  return title ? title(second) : `${cellTitles[first] ?? ''}${titleOf.asItIs(second)}`;
}

const cellTitles: Titles = { causes: '致困原因：', workerKinds: '职工类型：' };

/** What a sum of some figures is called. */
export function figureInWords(places: readonly string[]): string {
  const words = places.slice(0, MOST_NAMED).map(placeInWords).join('、');
  return places.length > MOST_NAMED ? `${words}等 ${places.length} 项` : words;
}
const MOST_NAMED = 3;

/** Of what a figure is a number. */
export function unitOf([place = '']: readonly string[]): '户' | '人' | '件' | '次' {
  const first = place.split('/')[0] as string;
  if (first === 'people' || first === 'ages') return '人';
  if (first === 'tasks' || first === 'happened') return '件';
  return first === 'aid' || first === 'aidBy' || first === 'unknownAid' ? '次' : '户';
}

/** What stands in place of a number that is not told. */
export const unshown = '不显示';
export const numberIn = (value: number | null): string => (value === null ? unshown : value.toLocaleString('en'));
export const moneyIn = (fen: number | null): string => (fen === null ? unshown : formatFen(fen));

/** How far counting is. */
export const countingIn = ({ counted, counties }: Counting): string => `${counties} 个县数好了 ${counted} 个`;
