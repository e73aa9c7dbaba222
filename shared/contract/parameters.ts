import * as z from 'zod/mini';
import { type DisposalStage, disposalStages } from '../dossier/disposal-state.ts';
import { statusTitles } from '../dossier/status.ts';
import { type CountiesOf, countiesOf } from '../history/counties-of.ts';
import { longestFigure, placesShape } from '../history/place.ts';
import { type ReturnFileKind, returnFileKinds } from '../returns/form.ts';
import { type LookedAt, type LookState, lookedAt, lookStates } from '../spot-checks/words.ts';
import { wayShape } from '../standards/directions.ts';
import { type Tier, tierTitles } from '../standards/tiers.ts';
import { type Holder, holderTitles, type ListOrder, listOrders } from './list.ts';
import { type WordKind, wordTitles } from './prints.ts';
import { applicationLists } from './titles.ts';
import { type Waiting, waitingTitles } from './waiting.ts';
import { words } from './words.ts';

const statusWords = Object.entries(statusTitles)
  .map(([word, title]) => `${word} ${title}`)
  .join('、');

/** What stands in braces in a route's path, and means the same in each. */
export const pathParameters = {
  id: z.string().check(z.describe('标识')),
  other: z.string().check(z.describe('疑似重复的另一份档案的标识')),
  number: z.string().check(z.describe('录入的编号')),
  n: z.string().check(z.describe('异议编号')),
  form: z.string().check(z.describe('第几份档案表')),
  aid: z.string().check(z.describe('要更正的是第几条帮扶')),
  batch: z.string().check(z.describe('资金发放批次的标识')),
  check: z.string().check(z.describe('核对批次的标识')),
  transcript: z.string().check(z.describe('一批旧档的标识')),
  campaign: z.string().check(z.describe('集中清理的标识')),
  scenario: z.string().check(z.describe('情景测算的标识')),
  spotCheck: z.string().check(z.describe('抽查的标识')),
  period: z.string().check(z.describe('哪一期：2026、2026-Q3、2026-09')),
  month: z.string().check(z.describe('哪一个月：2026-11')),
  returnFile: words<ReturnFileKind>('要哪一种文件', returnFileKinds),
  inspection: z.string().check(z.describe('督查授权的标识')),
  plan: z.string().check(z.describe('第几版帮扶计划')),
  kind: z
    .string()
    .check(
      z.describe('officerCard、workerCard、bothCards、dossierForm，更早的一版写 workerCard-1，或 attachment-附件标识'),
    ),
  document: words<WordKind>('要哪一种 Word 文件', wordTitles),
  attachment: z.string().check(z.describe('附件的标识')),
  nonce: z.string().check(z.describe('邮件链接中的随机数')),
  receipt: z.string().check(z.describe('异议的回执编号')),
  session: z.string().check(z.describe('要验证码时给的 session，只有要它的那一边有')),
  paper: z.string().check(z.describe('申请的一份材料的标识')),
  step: z.string().check(z.describe('申请的哪一步')),
  file: z.string().check(z.describe('文件名，工作台的网页里写着')),
};

/** What a route's query may hold (`query` in routes.ts), by name. */
export const queryParameters = {
  status: z.string().check(z.describe(`只看这些状态，几种的用逗号隔开：${statusWords}`)),
  org: z.string().check(z.describe('只看这一组织路径及以下；不写为本人所在的')),
  own: z
    .literal('yes')
    .check(
      z.describe(
        '只看 org 本级和直属单位的，不看它的各县的；这样，须在一个县之内的筛选在市、省也可以用。县里的写不写一样',
      ),
    ),
  waitingFor: words<Waiting>('只看有这件事等着办的，须在一个县之内', waitingTitles),
  category: z.string().check(z.describe('只看这一困难类别的（深度困难职工等），须在一个县之内')),
  tier: words<Tier>('只看这一档案级别的，须在一个县之内', tierTitles),
  holder: words<Holder>('只看有待办在这种人手里的，先到期的在前，须在一个县之内', holderTitles),
  dueBefore: z.iso.date().check(z.describe('只看有待办在这一天以前到期的，先到期的在前，须在一个县之内')),
  overdue: z.literal('yes').check(z.describe('只看有待办过了期限的，先到期的在前，须在一个县之内')),
  unchangedSince: z.iso.date().check(z.describe('只看这一天起没有变动过的（帮扶、走访不算），须在一个县之内')),
  notAssistedSince: z.iso.date().check(z.describe('只看在册、在临时救助而这一天起没有登记过帮扶的，须在一个县之内')),
  day: z.iso.date().check(z.describe('数到哪一天为止，不写为今天')),
  counties: words<CountiesOf>('撤并的县的过去算谁的，不写为 asThen', countiesOf),
  from: z.iso
    .date()
    .check(z.describe('从哪一天起：统计里办了什么从哪一天数起，不写为那一年的一月一日；经办情况不写为三十天以前')),
  figure: z
    .string()
    .check(
      z.maxLength(longestFigure),
      z.regex(placesShape),
      z.describe(
        '统计里的哪一个数，一层一层的名字各自编码（encodeURIComponent），用斜线连起来：onFile、categories/低保户、left/cancelled%2Fdeath；几个数的和，用逗号隔开',
      ),
    ),
  way: z
    .string()
    .check(
      z.regex(wayShape),
      z.describe(
        '情景测算里往哪一边变的：gains、loses、moves、unknown；或者由什么变成什么的第几行，从 1 数起；不写为会变的都列',
      ),
    ),
  looked: words<LookedAt>('今年看过的，还是没有看过的；不写为都列', lookedAt),
  sort: words<ListOrder>('先后', listOrders),
  limit: z.string().check(z.regex(/^\d{1,2}$/), z.describe('一页至多几份，1 到 50；不写为 50')),
  look: words<LookState>('只看看到这一步的', lookStates),
  year: z.string().check(z.regex(/^\d{4}$/), z.describe('哪一年；不写为今年')),
  until: z.iso.date().check(z.describe('到哪一天为止；不写为今天')),
  purpose: words('为什么看，记入查阅；不写为平常的查看', { ruling: '裁定疑似重复' }),
  stage: words<DisposalStage>('处置办到哪一步；不写为等待确认的', disposalStages),
  cursor: z.string().check(z.describe('上一页给出的 cursor')),
  after: z.string().check(z.describe('从第几条之后，即上一页给出的 next')),
  division: z
    .string()
    .check(z.regex(/^\d{6}$/), z.describe('县级行政区划代码；市、省的代码，是它总工会的本级和直属单位；不写为全省')),
  drop: z.string().check(z.describe('要去掉的一份材料')),
  key: z.string().check(z.describe('桶传完以后加上的，只用来知道刚传过')),
  list: words<'open' | 'ended'>('哪些申请；不写为等着办的', applicationLists),
  whole: z.literal('yes').check(z.describe('整张列出，供打印')),
  again: z.literal('1').check(z.describe('要重新发送验证码')),
};
export type QueryParameter = keyof typeof queryParameters;
