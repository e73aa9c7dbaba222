import * as z from 'zod/mini';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, OrgPath } from '../parts.ts';
import { titled } from '../titled.ts';
import { seenHousehold } from './seen-household.ts';

const count = () => z.int().check(z.minimum(0));

const CountyCoverage = z
  .strictObject({
    orgPath: OrgPath.clone(),
    name: titled(z.string(), '名称'),
    listed: titled(z.boolean(), '这一年列过框'),
    households: titled(
      z.nullable(count()),
      '在册几户',
      '这一年最近一次列框那一天的；没有列过框的为 null。县以上的人看，不到五户的、只从这一个县抽的也为 null',
    ),
    looked: titled(
      z.nullable(count()),
      '其中看了几户',
      '一户只算一次，从不多于在册几户；没有结论的、无法核实的不算。在册几户为 null 的也为 null',
    ),
    enough: titled(z.nullable(z.boolean()), '看够了没有', '照准数，不显示户数的也说；没有列过框的为 null'),
  })
  .register(z.globalRegistry, { id: 'CountyCoverage', title: '一个县看了几成' });

const SpotCheckCoverage = z
  .strictObject({
    orgPath: OrgPath.clone(),
    year: titled(z.int(), '哪一年', '抽的日子所在的'),
    quotaPercent: titled(z.int(), '本省一年抽查在册档案的百分之几'),
    counties: titled(z.array(CountyCoverage).check(z.maxLength(400)), '各县', '按组织路径'),
  })
  .register(z.globalRegistry, { id: 'SpotCheckCoverage', title: '一年里看了几成' });

const CoverageHouseholds = z
  .strictObject({
    total: titled(count(), '一共几户', '就是看了几成里的那一个数'),
    households: titled(
      z
        .array(z.strictObject({ ...seenHousehold, looked: titled(z.boolean(), '今年看过') }))
        .check(z.maxLength(pageSizes.dossiers)),
      '各户',
    ),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'CoverageHouseholds', title: '看了几成里的各户' });

export const spotCheckCoverage = {
  getSpotCheckCoverage: {
    summary: '一年里各县看了在册的几成：各次覆盖抽查加在一起，估计抽样不算',
    status: 200,
    answer: SpotCheckCoverage,
    errors: [],
  },
  listCoverageHouseholds: {
    summary: '看了几成里的一个数是哪几户：今年看过的、还没有看过的；县里的人看自己县的',
    status: 200,
    answer: CoverageHouseholds,
    errors: [1012],
  },
} as const satisfies Record<string, Exchange>;
