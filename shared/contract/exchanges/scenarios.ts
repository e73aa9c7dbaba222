import * as z from 'zod/mini';
import { type Direction, directions } from '../../standards/directions.ts';
import {
  mostLines,
  mostRates,
  mostTexts,
  OpenScenarioBody,
  ScenarioLine,
  ScenarioRate,
  ScenarioText,
} from '../bodies/scenarios.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, Id, IsoDate, IsoInstant, OrgPath, StaffId, StaffName, UnionName } from '../parts.ts';
import { words } from '../words.ts';
import { seenHousehold } from './seen-household.ts';

/** So many counties a province has, and so many ways from one verdict to another. */
const mostCounties = 200;
const mostWays = 400;

function titled<T extends z.core.$ZodType>(schema: T, title: string, description?: string): T {
  z.globalRegistry.add(schema, { title, ...(description === undefined ? {} : { description }) });
  return schema;
}
const count = () => z.int().check(z.minimum(0));
/** What is not shown, because so few households could be told from it. */
const shown = (title: string) =>
  titled(z.nullable(count()), title, '不是本县看得了档案的人，取到最近的五，取过不到十的为 null');

const outcomes = {
  eligible: '符合',
  ineligible: '不符合',
  excluded: '有排除情形',
  none: '没有适用的标准或低保标准',
} as const;
const verdict = (title: string) =>
  titled(
    z.strictObject({
      outcome: words<keyof typeof outcomes>('怎样', outcomes),
      category: titled(z.nullable(z.string()), '困难类别'),
      tier: titled(z.nullable(z.string()), '档案级别'),
    }),
    title,
  );

const scenario = Id.check(z.meta({ title: '哪一次情景测算' }));
const summary = {
  scenario,
  name: titled(z.string(), '叫什么'),
  orgPath: OrgPath,
  union: UnionName,
  on: IsoDate.check(z.meta({ title: '按哪一天的规矩比' })),
  by: StaffId,
  byName: StaffName,
  at: IsoInstant.check(z.meta({ title: '何时建的' })),
  endedAt: z.nullable(IsoInstant).check(z.meta({ title: '何时算完', description: '还没有算完的为 null：夜里接着算' })),
  asked: shown('算了几户'),
  failed: shown('没有读成的几户'),
  broken: titled(z.nullable(z.string()), '为什么没有算成', '算成了的、还在算的为 null'),
};

const byDirection = Object.fromEntries(
  Object.entries(directions).map(([name, title]) => [name, shown(title)]),
) as Record<Direction, ReturnType<typeof shown>>;

const cost = (title: string) =>
  titled(z.nullable(count()), title, '分；照填的各类一户一年多少；户数取过五的，合计照取过的乘，各县的为 null');
const counted = {
  households: shown('几户'),
  directions: titled(z.strictObject(byDirection), '各往哪边'),
  costBefore: cost('现在一年要多少'),
  costAfter: cost('那样一年要多少'),
};

const waysBetween = () =>
  z
    .array(z.strictObject({ before: verdict('现在'), after: verdict('那样'), households: titled(count(), '几户') }))
    .check(z.maxLength(mostWays));

const ScenarioCounts = z
  .strictObject({ division: titled(z.string(), '县，代码'), title: titled(z.string(), '县的名称'), ...counted })
  .register(z.globalRegistry, { id: 'ScenarioCounts', title: '一个县的' });

const ScenarioDetail = z
  .strictObject({
    ...summary,
    lines: titled(
      z
        .array(z.strictObject({ ...ScenarioLine.shape, name: titled(z.string(), '哪里') }))
        .check(z.maxLength(mostLines)),
      '改哪些地方的低保标准',
    ),
    linePercent: titled(z.nullable(z.int()), '其余各地提高百分之几'),
    texts: titled(z.array(ScenarioText).check(z.maxLength(mostTexts)), '改标准的哪几条'),
    rates: titled(z.array(ScenarioRate).check(z.maxLength(mostRates)), '各类一户一年帮扶多少'),
    about: titled(z.boolean(), '各数取到最近的五', '不是本县看得了档案的人'),
    total: titled(
      z.nullable(z.strictObject(counted)),
      '您看得到的各县合计',
      '还没有算完的为 null；own 里的不在内，各县、由什么变成什么里也没有。一个单位的人看比它大的一次，各数为 null',
    ),
    own: titled(
      z.nullable(z.strictObject({ ...counted, ways: titled(waysBetween(), '由什么变成什么') })),
      '您这里本级和直属单位的',
      '准数，给市里、省里看得了档案的人；别的人、没有问到自己本级的、还没有算完的为 null',
    ),
    counties: titled(z.array(ScenarioCounts).check(z.maxLength(mostCounties)), '各县'),
    ways: titled(waysBetween(), '由什么变成什么', '不是本县看得了档案的人，取到最近的五，取过不到十的不列'),
    householdsOf: titled(
      z.nullable(z.string()),
      '您看得到哪里的各户',
      '县，或一个工会；市、省的是它的本级和直属单位；看不到的为 null',
    ),
  })
  .register(z.globalRegistry, { id: 'ScenarioDetail', title: '一次情景测算' });

const ScenarioHouseholds = z
  .strictObject({
    total: titled(count(), '一共几户', '那个数；本县看得了档案的人看到的与它一样'),
    households: titled(
      z
        .array(
          z.strictObject({
            ...seenHousehold,
            union: titled(UnionName.clone(), '算的时候在哪个工会'),
            before: verdict('现在'),
            after: verdict('那样'),
          }),
        )
        .check(z.maxLength(pageSizes.dossiers)),
      '结论会变的各户',
    ),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'ScenarioHouseholds', title: '结论会变的各户' });

export const scenarios = {
  openScenario: {
    summary: '情景测算：换一条低保标准、换几条条文，各县有几户会变、要多少钱；夜里算，什么也不改',
    body: OpenScenarioBody,
    example: {
      name: '2027 年低保标准提高百分之八',
      orgPath: '530000/530100/530102',
      linePercent: 8,
      rates: [{ category: '低保户', tier: 'national', fen: 300_000 }],
    },
    status: 201,
    answer: z.strictObject({ scenario }).register(z.globalRegistry, { id: 'ScenarioOpened', title: '建了的情景测算' }),
    errors: [1301, 1372, 1373],
  },
  listScenarios: {
    summary: '一个地方的各次情景测算，连同上级建的',
    status: 200,
    answer: z
      .strictObject({
        scenarios: titled(
          z
            .array(
              z
                .strictObject(summary)
                .register(z.globalRegistry, { id: 'ScenarioSummary', title: '一次情景测算的概要' }),
            )
            .check(z.maxLength(pageSizes.scenarios * 5)),
          '各次情景测算',
        ),
      })
      .register(z.globalRegistry, { id: 'ScenarioList', title: '各次情景测算' }),
    errors: [1012],
  },
  getScenario: {
    summary: '一次情景测算：改了什么，算到哪里，各县有几户往哪边变、一年要多少钱',
    status: 200,
    answer: ScenarioDetail,
    errors: [1012, 1371],
  },
  listScenarioHouseholds: {
    summary:
      '情景测算里结论会变的各户，或者一个数里的：往哪边变的、由什么变成什么的；县里的人看自己县的，市里、省里的人看本级和直属单位的',
    status: 200,
    answer: ScenarioHouseholds,
    errors: [1012, 1371],
  },
} as const satisfies Record<string, Exchange>;
