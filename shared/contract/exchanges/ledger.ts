import * as z from 'zod/mini';
import { mostAidEntries } from '../../ledger/aid.ts';
import { mostVisitors, mostVisits } from '../../ledger/visit.ts';
import {
  AidBody,
  aidKind,
  CorrectAidBody,
  followUpFinding,
  fundSource,
  payment,
  VisitBody,
  visitWay,
} from '../bodies/ledger.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierTier, Fen, Id, IsoDate, IsoInstant, recorded, StaffId, StaffName } from '../parts.ts';

const number = z.int().check(z.minimum(1), z.maximum(mostAidEntries));
const AidRecorded = z
  .strictObject({ ...recorded, aid: number.check(z.meta({ title: '第几条帮扶' })) })
  .register(z.globalRegistry, { id: 'AidRecorded', title: '登记的帮扶' });

const Given = z
  .strictObject({
    kind: aidKind,
    project: z.string().check(z.meta({ title: '帮扶项目' })),
    source: fundSource,
    payment,
    amount: z.exactOptional(Fen),
    goods: z
      .exactOptional(
        z.strictObject({
          name: z.string().check(z.meta({ title: '实物或服务的名称' })),
          quantity: z.int().check(z.minimum(1), z.meta({ title: '数量' })),
          unit: z.string().check(z.meta({ title: '计量单位' })),
          value: z.exactOptional(Fen).check(z.meta({ title: '折合的金额' })),
        }),
      )
      .check(z.meta({ title: '实物或服务' })),
    giver: z.string().check(z.meta({ title: '由谁发放' })),
    note: z.exactOptional(z.string()).check(z.meta({ title: '备注' })),
    amountNote: z.exactOptional(z.string()).check(z.meta({ title: '金额说明' })),
    batch: z
      .exactOptional(
        z.strictObject({
          batch: Id.check(z.meta({ title: '哪一批' })),
          row: z.int().check(z.minimum(1), z.meta({ title: '第几行' })),
        }),
      )
      .check(z.meta({ title: '成批发放的，哪一批' })),
    breach: z
      .exactOptional(z.strictObject({ tier: DossierTier, reason: z.string().check(z.meta({ title: '理由' })) }))
      .check(z.meta({ title: '资金按规定不用于这一级档案', description: '登记时是哪一级，为什么仍然使用' })),
  })
  .register(z.globalRegistry, { id: 'AidGiven', title: '给了什么' });

const AidList = z
  .strictObject({
    entries: z
      .array(
        z
          .strictObject({
            aid: number.check(z.meta({ title: '第几条' })),
            counts: z.boolean().check(z.meta({ title: '算数', description: '没有被更正的、确实给了的' })),
            corrects: z.nullable(number).check(z.meta({ title: '更正的是第几条', description: '不是更正的为 null' })),
            reason: z.exactOptional(z.string()).check(z.meta({ title: '为什么更正' })),
            givenOn: z.nullable(IsoDate).check(z.meta({ title: '帮扶的日期' })),
            given: z.nullable(Given).check(z.meta({ title: '给了什么', description: '更正为没有给的为 null' })),
            receipt: z.nullable(Id).check(z.meta({ title: '凭证', description: '附件的标识' })),
            at: IsoInstant,
            by: StaffId,
            byName: StaffName,
          })
          .register(z.globalRegistry, { id: 'AidEntry', title: '一条帮扶' }),
      )
      .check(z.maxLength(pageSizes.aid), z.meta({ title: '各条帮扶', description: '后登记的在前' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'AidList', title: '帮扶台账' });

const visit = z.int().check(z.minimum(1), z.maximum(mostVisits), z.meta({ title: '第几次走访' }));
const VisitRecorded = z
  .strictObject({ ...recorded, visit })
  .register(z.globalRegistry, { id: 'VisitRecorded', title: '登记的走访' });
const VisitList = z
  .strictObject({
    visits: z
      .array(
        z
          .strictObject({
            visit,
            visitedOn: IsoDate.check(z.meta({ title: '走访的日期' })),
            way: visitWay,
            visitors: z.array(z.string()).check(z.maxLength(mostVisitors), z.meta({ title: '走访的人' })),
            findings: z.string().check(z.meta({ title: '了解到的情况' })),
            nextOn: z.nullable(IsoDate).check(z.meta({ title: '下一次走访的日期' })),
            finding: z
              .nullable(followUpFinding)
              .check(z.meta({ title: '回访的结果', description: '退出以后的回访才有' })),
            at: IsoInstant,
            by: StaffId,
            byName: StaffName,
          })
          .register(z.globalRegistry, { id: 'Visit', title: '一次走访' }),
      )
      .check(z.maxLength(pageSizes.visits), z.meta({ title: '各次走访', description: '后登记的在前' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'VisitList', title: '走访' });

const example = {
  givenOn: '2026-11-23',
  kind: 'living',
  project: '2026 年中央财政专项帮扶（生活救助）',
  source: 'central',
  payment: 'transfer',
  amount: 200_000,
  giver: '五华区总工会困难职工帮扶中心',
} as const;

export const ledger = {
  recordAid: {
    summary: '登记一条帮扶：给了什么、哪一天、出自什么资金；退出以后可以补登退出以前的',
    body: AidBody,
    example,
    status: 201,
    answer: AidRecorded,
    errors: [1302],
  },
  correctAid: {
    summary: '更正一条帮扶：另记一条代替它，原来的一条还在，不再算数',
    body: CorrectAidBody,
    example: { reason: '金额多写了一个零', given: { ...example, amount: 20_000 } },
    status: 201,
    answer: AidRecorded,
    errors: [1302, 1318],
  },
  listAid: {
    summary: '帮扶台账，后登记的在前；一页至多 50 条，翻到 cursor 为 null 为止。按年的合计在档案的 aid.totals',
    status: 200,
    answer: AidList,
    errors: [1012],
  },
  recordVisit: {
    summary:
      '登记一次走访或电话：了解到什么，下一次哪一天；下一次成为建档人的待办。退出以后的是回访，写明结果，返困的成为待办',
    body: VisitBody,
    example: {
      visitedOn: '2026-11-23',
      way: 'inPerson',
      visitors: ['段志远'],
      findings: '孩子已入学，学费由助学救助支付；本人正在复查。',
      nextOn: '2027-02-23',
    },
    status: 201,
    answer: VisitRecorded,
    errors: [1302],
  },
  listVisits: {
    summary: '各次走访，后登记的在前；一页至多 50 次，翻到 cursor 为 null 为止',
    status: 200,
    answer: VisitList,
    errors: [1012],
  },
} as const satisfies Record<string, Exchange>;
