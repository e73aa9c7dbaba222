import * as z from 'zod/mini';
import { unionLevelTitles } from '../../organisation/union-level.ts';
import { mostReturnColumns, type ReturnKind, type ReturnUnit, returnKinds, returnUnits } from '../../returns/form.ts';
import { mostReturnChecks, SignReturnBody } from '../bodies/returns.ts';
import type { Exchange } from '../exchange.ts';
import { IsoDate, IsoInstant, OrgPath, StaffId, StaffName, UnionName } from '../parts.ts';
import { sha256 } from '../sha256.ts';
import { titled } from '../titled.ts';
import { words } from '../words.ts';

/** So many unions are right below one: a province has no more cities and counties than this. */
const mostParts = 200;

const count = () => z.int().check(z.minimum(0));
const value = (title: string, description?: string) => titled(z.nullable(z.int()), title, description);
const number = () => titled(count(), '第几次', '0 是上报，1 起是补充上报');

const period = {
  period: titled(z.string(), '哪一期', '2026、2026-Q3、2026-09'),
  kind: words<ReturnKind>('哪一种', returnKinds),
  title: titled(z.string(), '名称'),
  from: IsoDate,
  day: IsoDate,
  due: IsoDate,
};

const ReturnPeriods = z
  .strictObject({
    orgPath: OrgPath,
    union: UnionName,
    level: words('哪一级', unionLevelTitles),
    periods: titled(
      z
        .array(
          z
            .strictObject({
              ...period,
              asked: titled(z.boolean(), '本省要报的'),
              signed: titled(z.nullable(count()), '签报到第几次', '还没有签报的为 null'),
              signedAt: z.nullable(IsoInstant),
              parts: titled(count(), '下级几个'),
              partsSigned: titled(count(), '其中签报了几个'),
            })
            .register(z.globalRegistry, { id: 'ReturnPeriodSummary', title: '一期上报的概要' }),
        )
        .check(z.maxLength(40)),
      '各期',
      '已经过完的，各种里近的在前',
    ),
  })
  .register(z.globalRegistry, { id: 'ReturnPeriods', title: '各期上报' });

const ReturnDetail = z
  .strictObject({
    ...period,
    before: titled(z.string(), '与哪一期比较'),
    orgPath: OrgPath,
    union: UnionName,
    level: words('哪一级', unionLevelTitles),
    summed: titled(z.boolean(), '有没有数', '县以上的要等各下级；等齐以前为 false，各列都是 null'),
    columns: titled(
      z
        .array(
          z
            .strictObject({
              column: titled(z.string(), '列的名字'),
              title: titled(z.string(), '列名'),
              unit: words<ReturnUnit>('单位', returnUnits),
              value: value('数', '签报的；还没有签报的是现在的。钱以分为单位；县以上还有下级没有签、不显示的为 null'),
              now: value('现在的数', '与签报的不一样的须补充上报；县以上还有下级没有签、不显示的为 null'),
              was: value('上一期的数', '没有签报过、不比较、不显示的为 null'),
            })
            .register(z.globalRegistry, { id: 'ReturnColumn', title: '报表的一列' }),
        )
        .check(z.maxLength(mostReturnColumns)),
      '各列',
    ),
    parts: titled(
      z
        .array(
          z
            .strictObject({
              orgPath: OrgPath,
              union: UnionName,
              at: titled(z.nullable(IsoInstant), '何时签报的', '第一次；还没有的为 null'),
              byName: z.nullable(StaffName),
              checks: titled(z.nullable(count()), '签报时核对出几条', '还没有签报的为 null'),
              late: titled(z.boolean(), '过了期限还没有签报'),
              waiting: titled(z.array(UnionName).check(z.maxLength(mostParts)), '它以下还没有签报的县'),
            })
            .register(z.globalRegistry, { id: 'ReturnPart', title: '一个下级' }),
        )
        .check(z.maxLength(mostParts)),
      '各下级',
      '签报了没有；没有数',
    ),
    checks: titled(
      z
        .array(
          z
            .strictObject({
              check: titled(z.string(), '哪一条'),
              must: titled(z.boolean(), '改好以前不能签报'),
              text: titled(z.string(), '核对出什么'),
            })
            .register(z.globalRegistry, { id: 'ReturnCheck', title: '核对出的一条' }),
        )
        .check(z.maxLength(mostReturnChecks)),
      '核对出的',
      '照现在的数',
    ),
    signed: titled(
      z
        .array(
          z
            .strictObject({
              number: number(),
              by: StaffId,
              byName: StaffName,
              at: IsoInstant,
              digest: titled(sha256(), '摘要'),
              rows: titled(z.nullable(count()), '依据几条历史行', '县以上的为 null'),
              because: titled(z.nullable(z.string()), '补充上报为什么'),
              checks: titled(z.array(z.string()).check(z.maxLength(mostReturnChecks)), '签报时核对出的'),
              why: titled(z.nullable(z.string()), '为什么照样签报'),
              corrections: titled(
                z
                  .array(
                    z
                      .strictObject({
                        title: titled(z.string(), '列名'),
                        unit: words<ReturnUnit>('单位', returnUnits),
                        by: titled(z.int(), '加多少'),
                        why: titled(z.string(), '为什么'),
                      })
                      .register(z.globalRegistry, { id: 'ReturnCorrection', title: '一处更正' }),
                  )
                  .check(z.maxLength(mostReturnColumns)),
                '更正',
              ),
            })
            .register(z.globalRegistry, { id: 'ReturnSigned', title: '一次签报' }),
        )
        .check(z.maxLength(1000)),
      '签报过的',
      '先签的在前',
    ),
    next: titled(
      z.nullable(z.strictObject({ number: number(), digest: titled(sha256(), '摘要') })),
      '现在可以签报的',
      '不能签报的为 null',
    ),
    notNow: titled(z.nullable(z.string()), '为什么现在不能签报'),
    notes: titled(z.array(z.string()).check(z.maxLength(10)), '看这张表须知道的'),
  })
  .register(z.globalRegistry, { id: 'ReturnDetail', title: '一期上报' });

export const returns = {
  listReturns: {
    summary: '您所在工会的各期上报：过完了的各期，签报了没有，下级签报了几个',
    status: 200,
    answer: ReturnPeriods,
    errors: [1346],
  },
  getReturn: {
    summary: '您所在工会的一期上报：各列的数、与上一期的比较、核对出的、签报过的，和哪些下级签了；下级的数不看',
    status: 200,
    answer: ReturnDetail,
    errors: [1346],
  },
  signReturn: {
    summary: '签报，或者补充上报：由本级的审核人，县、市、省依次；从此不变，依据的历史行和下级的签报由摘要定住',
    body: SignReturnBody,
    example: {
      orgPath: '530000/530100/530102',
      number: 0,
      digest: 'a3f5'.repeat(16),
      why: '去年由区里统一发放的助学金，今年改由市里发放。',
    },
    status: 201,
    answer: z
      .strictObject({ number: number(), digest: titled(sha256(), '摘要') })
      .register(z.globalRegistry, { id: 'SignedReturn', title: '签报了' }),
    errors: [1302, 1346, 1347],
  },
  downloadReturn: {
    summary: '签报了的一期的工作簿，或者 Word 的报告',
    status: 200,
    answer: z
      .strictObject({
        name: titled(z.string(), '文件名'),
        file: titled(z.string(), '文件', 'base64'),
      })
      .register(z.globalRegistry, { id: 'ReturnFile', title: '上报的文件' }),
    errors: [1346, 1347],
  },
} as const satisfies Record<string, Exchange>;
