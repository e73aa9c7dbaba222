import * as z from 'zod/mini';
import { mostEntries } from '../../spot-checks/entries.ts';
import { type Withheld, withheld } from '../../spot-checks/estimates.ts';
import { frameCodes, type Rate, rateCodes, rates } from '../../spot-checks/words.ts';
import {
  EnterDrawNumbersBody,
  finding,
  frame,
  instrument,
  PrepareSpotCheckBody,
  RecordFindingBody,
  RecordRemedyBody,
  remedy,
} from '../bodies/spot-checks.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import {
  Cursor,
  DossierId,
  Id,
  IsoDate,
  IsoInstant,
  OrgPath,
  recorded,
  StaffId,
  StaffName,
  UnionName,
} from '../parts.ts';
import { sha256 } from '../sha256.ts';
import { words } from '../words.ts';

/** So many strata a frame has at the most. */
export const mostStrata = 1500;

const check = Id.check(z.meta({ title: '哪一次抽查' }));
const count = z.int().check(z.minimum(0));
const share = z.number().check(z.minimum(0), z.maximum(1));
const rateTitles = Object.fromEntries(rateCodes.map((rate) => [rate, rates[rate].title])) as Record<Rate, string>;

const RateFigure = z
  .strictObject({
    rate: words<Rate>('哪一种率', rateTitles),
    title: z.string().check(z.meta({ title: '率的名称' })),
    of: count.check(z.meta({ title: '看了几户', description: '无法核实的不算' })),
    size: z.nullable(count).check(z.meta({ title: '框里共几户', description: '有一层不写几户的为 null' })),
    counted: count.check(z.meta({ title: '算作的几户' })),
    estimate: z
      .nullable(
        z.strictObject({
          share: share.check(z.meta({ title: '比例' })),
          low: share.check(z.meta({ title: '区间的下端' })),
          high: share.check(z.meta({ title: '区间的上端' })),
        }),
      )
      .check(z.meta({ title: '估计', description: '百分之九十五的区间；样本撑不起的为 null' })),
    withheld: z.nullable(words<Withheld>('为什么没有', withheld)),
  })
  .register(z.globalRegistry, { id: 'RateFigure', title: '一种率' });

const Stratum = z
  .strictObject({
    stratum: z.int().check(z.minimum(1), z.meta({ title: '第几层' })),
    frame,
    division: z.string().check(z.meta({ title: '县', description: '列框那一天所在的，代码；合在一层的几个用 + 连着' })),
    place: z.string().check(z.meta({ title: '县的名称', examples: ['云南省昆明市五华区'] })),
    category: z.string().check(z.meta({ title: '困难类别', description: '不分类别的、几类合在一层的为 -' })),
    size: z
      .nullable(count)
      .check(z.meta({ title: '层里几户', description: '不到五户的、除去自己本级的不到五户的为 null' })),
    draw: count.check(z.meta({ title: '抽几户' })),
    settled: count.check(z.meta({ title: '有了结论的几户' })),
    rates: z
      .array(RateFigure)
      .check(
        z.maxLength(rateCodes.length),
        z.meta({ title: '这一层自己的率', description: '除去自己本级的不到五户的，不给' }),
      ),
  })
  .register(z.globalRegistry, { id: 'SpotCheckStratum', title: '抽查的一层' });

const summary = {
  check,
  orgPath: OrgPath,
  union: UnionName.check(z.meta({ description: '只抽本级和直属单位的，写明' })),
  own: z.boolean().check(z.meta({ title: '只抽市、省总工会的本级和直属单位' })),
  instrument,
  frames: z.array(frame).check(z.maxLength(frameCodes.length), z.meta({ title: '抽样框' })),
  households: z.nullable(count).check(z.meta({ title: '框里几户', description: '有一层不写几户的为 null' })),
  draw: count.check(z.meta({ title: '抽几户' })),
  by: StaffId,
  byName: StaffName,
  at: IsoInstant.check(z.meta({ title: '何时列的框' })),
  publicDraw: z
    .strictObject({
      name: z.string().check(z.meta({ title: '哪一次公开抽奖' })),
      on: IsoDate.check(z.meta({ title: '哪一天开奖' })),
    })
    .check(z.meta({ title: '公开抽奖' })),
  drawnAt: z.nullable(IsoInstant).check(z.meta({ title: '何时抽的', description: '还没有抽的为 null' })),
  replacedBy: z
    .nullable(Id)
    .check(z.meta({ title: '由哪一次代替了', description: '代替了的不再抽；没有代替的为 null' })),
};

const SpotCheckList = z
  .strictObject({
    spotChecks: z
      .array(z.strictObject(summary).register(z.globalRegistry, { id: 'SpotCheckSummary', title: '一次抽查的概要' }))
      .check(
        z.maxLength(pageSizes.spotChecks),
        z.meta({ title: '各次抽查', description: '按地方，一个地方的先准备的在前' }),
      ),
    quotaPercent: z.int().check(z.meta({ title: '本省一年抽查在册档案的百分之几' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'SpotCheckList', title: '各次抽查' });

const SpotCheckDetail = z
  .strictObject({
    ...summary,
    percent: z.nullable(z.int()).check(z.meta({ title: '覆盖抽查的比例', description: '百分之几；估计抽样的为 null' })),
    wished: z
      .nullable(
        z.strictObject({
          halfWidth: z.int().check(z.meta({ title: '半宽' })),
          expected: z.int().check(z.meta({ title: '估计的差错率' })),
        }),
      )
      .check(z.meta({ title: '估计抽样的要求', description: '半宽和估计的差错率，千分之几；覆盖抽查的为 null' })),
    digest: sha256().check(z.meta({ title: '抽样框的摘要' })),
    entries: z
      .array(
        z.strictObject({
          by: StaffId,
          byName: StaffName,
          at: IsoInstant.check(z.meta({ title: '何时录入' })),
          numbers: z.string().check(z.meta({ title: '号码' })),
          source: z.string().check(z.meta({ title: '从哪里抄来的' })),
        }),
      )
      .check(z.maxLength(mostEntries), z.meta({ title: '各人录入的号码', description: '两个人录得一样的才算数' })),
    numbers: z
      .nullable(z.string())
      .check(z.meta({ title: '算数的号码', description: '还没有两个人录得一样的为 null' })),
    drawn: z
      .nullable(
        z.strictObject({
          by: StaffId,
          byName: StaffName,
          root: sha256().check(z.meta({ title: '列框那一天的根' })),
          numbers: z.string().check(z.meta({ title: '号码' })),
          seed: sha256().check(z.meta({ title: '种子' })),
        }),
      )
      .check(z.meta({ title: '怎样抽的', description: '还没有抽的为 null' })),
    counts: z
      .strictObject({
        looked: count.check(z.meta({ title: '有人看过的几户' })),
        disagreed: count.check(z.meta({ title: '两个人不一致、等第三个人的几户' })),
        settled: count.check(z.meta({ title: '有了结论的几户' })),
        toRemedy: count.check(z.meta({ title: '还没有整改的几户' })),
        late: count.check(z.meta({ title: '过了期限没有整改的几户' })),
      })
      .check(z.meta({ title: '办到哪里' })),
    strata: z.array(Stratum).check(z.maxLength(mostStrata), z.meta({ title: '各层' })),
    rates: z
      .array(RateFigure)
      .check(z.maxLength(rateCodes.length), z.meta({ title: '合起来的率', description: '只有估计抽样有' })),
    method: z.string().check(z.meta({ title: '怎样算的' })),
  })
  .register(z.globalRegistry, { id: 'SpotCheckDetail', title: '一次抽查' });

const SpotCheckHouseholds = z
  .strictObject({
    households: z
      .array(
        z
          .strictObject({
            dossier: DossierId,
            stratum: z.int().check(z.minimum(1), z.meta({ title: '第几层' })),
            frame,
            maskedName: z
              .nullable(z.string())
              .check(z.meta({ title: '遮盖后的姓名', description: '已移交到别处的为 null' })),
            union: UnionName.check(z.meta({ description: '现在由哪个工会管理' })),
            moved: z.boolean().check(z.meta({ title: '已移交到您管不到的地方', description: '由两处共同的上级来看' })),
            looks: count.check(z.meta({ title: '几个人看过' })),
            finding: z.nullable(finding).check(z.meta({ title: '结论', description: '还没有的为 null' })),
            remedyBy: z.nullable(IsoDate).check(z.meta({ title: '整改的期限' })),
            remediedOn: z.nullable(IsoDate).check(z.meta({ title: '哪一天整改的' })),
            notMine: z
              .nullable(z.string())
              .check(z.meta({ title: '您为什么不看这一户', description: '可以看的为 null' })),
            noLooker: z.boolean().check(
              z.meta({
                title: '没有人能看',
                description: '没有结论，登记里在任的抽查人也没有一个可以看：都看过、经手过，或者不在它的上级',
              }),
            ),
          })
          .register(z.globalRegistry, { id: 'SpotCheckHousehold', title: '抽到的一户' }),
      )
      .check(z.maxLength(pageSizes.dossiers), z.meta({ title: '抽到的各户', description: '按层，层里按抽到的先后' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'SpotCheckHouseholds', title: '抽到的各户' });

const prepared = {
  orgPath: '530000/530100',
  instrument: 'sample',
  frames: ['onFile', 'liftedOut', 'cancelled', 'refused'],
};

export const spotChecks = {
  prepareSpotCheck: {
    summary: '准备抽查：列出抽样框，先记下它的摘要，写明用哪一天的哪一次公开抽奖',
    body: PrepareSpotCheckBody,
    example: { ...prepared, publicDraw: { name: '中国福利彩票双色球第 2026137 期', on: '2026-11-26' } },
    status: 201,
    answer: z
      .strictObject({
        check,
        digest: sha256().check(z.meta({ title: '抽样框的摘要' })),
        households: z.nullable(count).check(z.meta({ title: '框里几户', description: '不到五户的为 null' })),
        draw: count.check(z.meta({ title: '抽几户' })),
      })
      .register(z.globalRegistry, { id: 'PreparedSpotCheck', title: '准备好的抽查' }),
    errors: [1301, 1342],
  },
  listSpotChecks: {
    summary: '一个地方和以下的各次抽查',
    status: 200,
    answer: SpotCheckList,
    errors: [],
  },
  getSpotCheck: {
    summary: '一次抽查：抽样框的摘要、号码、种子，各层，办到哪里，估计抽样得出的各种率',
    status: 200,
    answer: SpotCheckDetail,
    errors: [1341],
  },
  enterDrawNumbers: {
    summary: '录入公开抽奖的号码：两个人各录一次，一样的才算数',
    body: EnterDrawNumbersBody,
    example: { numbers: '03 08 17 21 28 33 12', source: '中国福利彩票官方网站 2026-11-26 开奖公告' },
    status: 200,
    answer: z
      .strictObject({ check, numbers: z.nullable(z.string()).check(z.meta({ title: '算数的号码' })) })
      .register(z.globalRegistry, { id: 'EnteredDrawNumbers', title: '录入以后' }),
    errors: [1301, 1341, 1342],
  },
  drawSpotCheck: {
    summary: '抽：种子由摘要、列框那一天的根和号码算出，谁都可以照着再算一遍',
    status: 200,
    answer: z
      .strictObject({
        check,
        seed: sha256().check(z.meta({ title: '种子' })),
        draw: count.check(z.meta({ title: '抽到几户' })),
      })
      .register(z.globalRegistry, { id: 'DrawnSpotCheck', title: '抽过的抽查' }),
    errors: [1301, 1341, 1342],
  },
  listSpotCheckHouseholds: {
    summary: '抽到的各户，谁还可以看',
    status: 200,
    answer: SpotCheckHouseholds,
    errors: [1012, 1341],
  },
  recordFinding: {
    summary: '登记一户的抽查结论：两个人看过、一样的就定下，不一样的由第三个人定；不属实的欠一件整改',
    body: RecordFindingBody,
    example: { check: '3k9f0v7q2m8x5c1b6n4z0r7tpe', finding: 'true', seen: '一家三口，与档案相符。', evidence: [] },
    status: 201,
    answer: z
      .strictObject({
        ...recorded,
        settled: z.nullable(finding).check(z.meta({ title: '定下的结论', description: '还没有的为 null' })),
      })
      .register(z.globalRegistry, { id: 'RecordedFinding', title: '登记了的结论' }),
    errors: [1302, 1341, 1343, 1503],
  },
  recordRemedy: {
    summary: '登记整改：抽查发现的问题是怎样改的，不改的说明',
    body: RecordRemedyBody,
    example: { check: '3k9f0v7q2m8x5c1b6n4z0r7tpe', how: 'amended', done: '家庭人口已照户口簿变更。' },
    status: 201,
    answer: z
      .strictObject({ ...recorded, how: remedy })
      .register(z.globalRegistry, { id: 'RecordedRemedy', title: '登记了的整改' }),
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
