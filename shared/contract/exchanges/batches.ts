import * as z from 'zod/mini';
import { type BatchStatus, batchStatuses, mostBatchRows, type RowResult, rowResults } from '../../ledger/batch.ts';
import { ApproveBatchBody, PrepareBatchBody, RefuseBatchBody, SettleBatchBody } from '../bodies/batches.ts';
import { aidKind, fundSource } from '../bodies/ledger.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierId, Fen, Id, IsoDate, IsoInstant, OrgPath, StaffId, StaffName, UnionName } from '../parts.ts';
import { words } from '../words.ts';

const batch = Id.check(z.meta({ title: '哪一批' }));
const digest = z.string().check(z.meta({ title: '摘要', description: '批准的人交回它，说明看的就是这一份' }));
const rows = z.int().check(z.minimum(0), z.maximum(mostBatchRows));

const BatchPrepared = z
  .strictObject({
    batch: z.nullable(batch).check(z.meta({ title: '哪一批', description: '只试算的为 null' })),
    digest,
    rows: rows.check(z.meta({ title: '几户' })),
    total: Fen.check(z.meta({ title: '合计' })),
    accountsPending: z
      .array(z.int().check(z.minimum(1)))
      .check(
        z.maxLength(mostBatchRows),
        z.meta({ title: '新的银行账户还没有确认的', description: '各行的序号：照原来的账户发放，或等确认以后再报' }),
      ),
  })
  .register(z.globalRegistry, { id: 'BatchPrepared', title: '报批的一批' });

const summary = {
  batch,
  orgPath: OrgPath,
  union: UnionName,
  status: words<BatchStatus>('办到哪里', batchStatuses),
  kind: aidKind,
  project: z.string().check(z.meta({ title: '帮扶项目' })),
  source: fundSource,
  budget: Fen.check(z.meta({ title: '预算' })),
  total: Fen.check(z.meta({ title: '合计' })),
  rows: rows.check(z.meta({ title: '几户' })),
  at: IsoInstant,
  by: StaffId,
  byName: StaffName,
};
const BatchList = z
  .strictObject({
    batches: z
      .array(z.strictObject(summary).register(z.globalRegistry, { id: 'BatchSummary', title: '一批资金发放的概要' }))
      .check(z.maxLength(pageSizes.batches), z.meta({ title: '各批', description: '后报的在前' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'BatchList', title: '资金发放的各批' });

const result = words<RowResult>('银行的答复', rowResults);
const BatchDetail = z
  .strictObject({
    ...summary,
    digest,
    giver: z.string().check(z.meta({ title: '由谁发放' })),
    reason: z.string().check(z.meta({ title: '项目申报的理由' })),
    breachReason: z.nullable(z.string()).check(z.meta({ title: '资金不合规定的理由' })),
    decision: z
      .nullable(
        z.strictObject({
          at: IsoInstant,
          by: StaffId,
          byName: StaffName,
          opinion: z.string().check(z.meta({ title: '意见' })),
        }),
      )
      .check(z.meta({ title: '批准或不予批准' })),
    households: z
      .array(
        z.strictObject({
          row: z.int().check(z.minimum(1), z.meta({ title: '序号' })),
          dossier: DossierId,
          maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
          amount: Fen,
          note: z.nullable(z.string()).check(z.meta({ title: '备注' })),
          accountPending: z
            .boolean()
            .check(z.meta({ title: '报批时新的银行账户还没有确认', description: '算数的是原来的账户' })),
          result: z.nullable(result).check(z.meta({ title: '银行的答复', description: '还没有的为 null' })),
          on: z.nullable(IsoDate).check(z.meta({ title: '答复的日期' })),
        }),
      )
      .check(z.maxLength(mostBatchRows), z.meta({ title: '各户' })),
  })
  .register(z.globalRegistry, { id: 'BatchDetail', title: '一批资金发放' });

const BatchDecided = z
  .strictObject({ batch, status: summary.status })
  .register(z.globalRegistry, { id: 'BatchDecided', title: '决定了的一批' });

const BatchSettled = z
  .strictObject({
    batch,
    paid: rows.check(z.meta({ title: '到账几户' })),
    bounced: rows.check(z.meta({ title: '退回、还没有重新发放的几户' })),
    dropped: rows.check(z.meta({ title: '作罢的几户' })),
    open: rows.check(z.meta({ title: '银行还没有答复的几户' })),
    left: z
      .array(
        z.strictObject({
          row: z.int().check(z.minimum(1), z.meta({ title: '序号' })),
          message: z.string().check(z.meta({ title: '为什么没有记下' })),
        }),
      )
      .check(z.maxLength(mostBatchRows), z.meta({ title: '没有记下的', description: '每行一句话；其余的都记下了' })),
    more: z.boolean().check(z.meta({ title: '还没有办完', description: '时间不够：同一个文件再交一次，接着办' })),
  })
  .register(z.globalRegistry, { id: 'BatchSettled', title: '登记的银行答复' });

const csv = (lines: string[]): string => btoa(String.fromCharCode(...new TextEncoder().encode(lines.join('\r\n'))));

export const batches = {
  prepareBatch: {
    summary: '报批一批资金发放：项目申报、预算和各户的名单；dryRun 为 true 只试算。有一行不对，整份不收，逐行说明',
    body: PrepareBatchBody,
    example: {
      orgPath: '530000/530100/530102',
      kind: 'living',
      project: '2026 年中央财政专项帮扶（生活救助）',
      source: 'central',
      giver: '五华区总工会困难职工帮扶中心',
      budget: 10_000_000,
      reason: '按年度计划，对在册的低保户发放生活救助。',
      file: csv(['序号,姓名,身份证号,金额（元）,备注', '1,李秀英,530102197403120423,2000,']),
      dryRun: false,
    },
    status: [200, 201],
    answer: BatchPrepared,
    errors: [1322],
  },
  listBatches: {
    summary:
      '一个县的（写市、省的，是它本级和直属单位的）资金发放，后报的在前；一页至多 20 批，翻到 cursor 为 null 为止',
    status: 200,
    answer: BatchList,
    errors: [],
  },
  getBatch: { summary: '读取一批资金发放，连同各户', status: 200, answer: BatchDetail, errors: [1012, 1321] },
  approveBatch: {
    summary: '批准一批资金发放；须是另一个人',
    body: ApproveBatchBody,
    example: { digest: '0'.repeat(64), opinion: '同意发放。' },
    status: 200,
    answer: BatchDecided,
    errors: [1321, 1322, 1504],
  },
  refuseBatch: {
    summary: '不予批准一批资金发放；也用来收回自己报的',
    body: RefuseBatchBody,
    example: { reason: '名单与上月重复。' },
    status: 200,
    answer: BatchDecided,
    errors: [1321, 1322],
  },
  settleBatch: {
    summary:
      '登记银行的答复：到账的记进各户的台账，退回的成为待办；同一行再交一次不另记，退回的以后到账或作罢也交到这里',
    body: SettleBatchBody,
    example: { file: csv(['序号,结果,日期,说明', '1,到账,2026-11-24,']) },
    status: 200,
    answer: BatchSettled,
    errors: [1321, 1322],
  },
} as const satisfies Record<string, Exchange>;
