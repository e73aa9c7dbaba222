import { aidKinds } from '../../../shared/ledger/aid.ts';
import { fundSources } from '../../../shared/ledger/funds.ts';
import { type LeavingReason, leavingReasons } from '../../../shared/matters/standing.ts';
import { formatFen } from '../../../shared/money/fen.ts';
import { tierTitles } from '../../../shared/standards/tiers.ts';

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

export const titleOf = {
  asItIs: orUnknown,
  happened: oneOf(happenedTitles),
  coverage: oneOf(coverageTitles),
  tier: oneOf(tierTitles),
  kind: oneOf(aidKinds),
  source: oneOf(fundSources),
  age: (name: string) => name.replace('/', ' ').replace('-', ' 到 ').replace('90+', '90 以上'),
  left: (name: string) => {
    const [way = '', reason = ''] = name.split('/');
    const title = leavingReasons[reason as LeavingReason]?.title;
    return `${endTitles[way] ?? way}${title ? `：${title}` : ''}`;
  },
};

/** What stands in place of a number that is not told. */
export const unshown = '不显示';
export const numberIn = (value: number | null): string => (value === null ? unshown : value.toLocaleString('en'));
export const moneyIn = (fen: number | null): string => (fen === null ? unshown : formatFen(fen));
