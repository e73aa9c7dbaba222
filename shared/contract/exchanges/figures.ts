import * as z from 'zod/mini';
import { type CountiesOf, countiesOf } from '../../history/counties-of.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, Fen, IsoDate, IsoInstant, OrgPath, UnionName } from '../parts.ts';
import { titled } from '../titled.ts';
import { words } from '../words.ts';
import { seenHousehold } from './seen-household.ts';

const shown = () => z.nullable(z.int());
/** By what each is called; docs/figures.md lists the words. */
const counts = (title: string, description?: string) => titled(z.record(z.string(), shown()), title, description);
const number = (title: string, description?: string) => titled(shown(), title, description);

const Aid = titled(
  z.strictObject({
    times: number('几次', '更正、收回的已经减去'),
    fen: number('金额', '分'),
    households: number('几户'),
  }),
  '帮扶的次数和金额',
);
const aidBy = (title: string) => titled(z.record(z.string(), Aid), title);

const Report = z
  .strictObject({
    onFile: number('在册户数'),
    temporary: number('临时救助户数'),
    people: number('在册人数'),
    unchangedForAYear: number('一年没有变动的', '在册，没有变更，也没有复核过'),
    neverHelped: number('从来没有帮扶过的'),
    unknown: number('家里的情况已经不知道的'),
    coverage: titled(
      z.strictObject({
        helpers: number('有帮扶责任人的'),
        plans: number('有帮扶计划的'),
        signed: number('计划签了字的'),
        cards: number('发了联系卡的'),
      }),
      '在册各户的覆盖',
    ),
    statuses: counts('各种状态', '在册情况/状态，已经终结的不算'),
    categories: counts('各困难类别的户数'),
    tiers: counts('各档案级别的户数'),
    causes: counts('各主要致困原因的户数', '不知道的为空的名字'),
    workerKinds: counts('各职工类型的户数', '不知道的为空的名字'),
    ages: counts('各年龄段的人数', '性别/年龄段'),
    tasks: titled(
      z.record(
        z.string(),
        z.strictObject({
          count: number('几件'),
          late: number('逾期几件'),
          bands: counts('逾期多久的各几件'),
        }),
      ),
      '欠着的各种待办',
    ),
    happened: counts('这一段里办了什么', '各几件'),
    left: counts('这一段里退出的户数', '去向/原因'),
    aid: Aid,
    aidBy: titled(
      z.strictObject({
        kind: aidBy('各帮扶类别的'),
        project: aidBy('各帮扶项目的'),
        source: aidBy('各资金来源的'),
      }),
      '帮扶按类别、项目、来源',
    ),
    unknownAid: number('已经不知道是什么的帮扶条数'),
    daysToCards: titled(
      z.nullable(
        z.strictObject({
          median: titled(z.int(), '中位数'),
          ninetieth: titled(z.int(), '第九十百分位'),
        }),
      ),
      '从第一次提交到发卡的天数',
      '这一段里没有发卡的、太少的为 null',
    ),
  })
  .register(z.globalRegistry, {
    id: 'FiguresReport',
    title: '一个地方的各个数',
    description: 'null 是不显示的：不到五户的，和能由它推出那些的',
  });

/** So many areas are told apart at most: the unions of a county, or the counties and cities of a province. */
const mostParts = 2000;

const Figures = z
  .strictObject({
    orgPath: OrgPath,
    union: UnionName,
    day: IsoDate,
    from: IsoDate,
    counties: words<CountiesOf>('撤并的县的过去算谁的', countiesOf),
    since: titled(z.nullable(IsoDate), '从哪一天起数得出', '第一条的日子；一条也没有的为 null'),
    completeThrough: titled(
      z.nullable(IsoDate),
      '查齐到哪一天',
      '这一天和以前的，一条也不少；以后的可能有几条还在路上。还没有查过的为 null',
    ),
    newest: titled(z.nullable(IsoInstant), '数到的最近一条', '它的时刻；一条也没有的为 null'),
    countedAt: titled(
      IsoInstant.clone(),
      '什么时候数的',
      '县里看的是这一次数的；县以上看的，是各县里最早数的那一个：还没有过完的一天，数过的半小时里不再数',
    ),
    few: titled(z.boolean(), '不到五户的是否不显示', '看的人在县以上的，为真'),
    whole: Report,
    parts: titled(
      z
        .array(
          z.strictObject({
            orgPath: OrgPath,
            union: UnionName,
            report: Report,
          }),
        )
        .check(z.maxLength(mostParts)),
      '其中各个地方',
      '县里看的是各个工会，县以上看的是各县、各市；什么也没有的不列',
    ),
  })
  .register(z.globalRegistry, { id: 'Figures', title: '一个地方某一天的统计' });

const FiguresCounting = z
  .strictObject({
    counties: titled(z.int(), '一共几个县'),
    counted: titled(z.int(), '数好了几个县', '再问一次，从没有数的接着数'),
  })
  .register(z.globalRegistry, {
    id: 'FiguresCounting',
    title: '还在数',
    description: '大的省一次数不完：照样再问，直到应答 200',
  });

const count = (title: string, description?: string) => titled(z.int(), title, description);

const FigureHouseholds = z
  .strictObject({
    day: IsoDate,
    from: IsoDate,
    newest: titled(z.nullable(IsoInstant), '数到的最近一条', '与统计的同一栏一样，才是同一个数'),
    total: titled(
      z.strictObject({
        households: count('一共几户'),
        count: count('各户加起来多少', '就是统计里的那一个数'),
        fen: titled(z.nullable(Fen), '各户加起来的金额', '不是帮扶的为 null'),
      }),
      '一共',
    ),
    households: titled(
      z
        .array(
          z.strictObject({
            ...seenHousehold,
            union: titled(UnionName.clone(), '算在哪个工会'),
            count: count('这一户占多少', '一户、几口人、几件、几次；更正的减去，可以是负的'),
            fen: titled(z.nullable(Fen.clone()), '这一户的金额', '不是帮扶的为 null'),
          }),
        )
        .check(z.maxLength(pageSizes.dossiers)),
      '这一个数里的各户',
    ),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'FigureHouseholds', title: '统计的一个数里的各户' });

export const figures = {
  listFigureHouseholds: {
    summary: '统计里的一个数是哪几户：县里的人看自己县的、自己工会的，过去的一天也一样',
    status: 200,
    answer: FigureHouseholds,
    errors: [1012],
  },
  getFigures: {
    summary: '统计：一个地方到某一天为止在册的各几户、几人，那一段里办了什么、发了多少；没有哪一户',
    status: [200, 202],
    answer: z.union([Figures, FiguresCounting]),
    errors: [],
  },
} as const satisfies Record<string, Exchange>;
