import * as z from 'zod/mini';
import {
  mostTranscriptRows,
  type TranscriptResult,
  type TranscriptStatus,
  transcriptResults,
  transcriptStatuses,
} from '../../dossier/transcript.ts';
import { type Tier, tierTitles } from '../../standards/tiers.ts';
import { ConfirmTranscriptBody, PrepareTranscriptBody, RefuseTranscriptBody } from '../bodies/transcripts.ts';
import { exampleForm } from '../example-form.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierId, Id, IsoDate, IsoInstant, OrgPath, StaffId, StaffName, UnionName } from '../parts.ts';
import { words } from '../words.ts';

const transcript = Id.check(z.meta({ title: '哪一批' }));
const digest = z.string().check(z.meta({ title: '摘要', description: '确认的人交回它，说明看的就是这一份' }));
const count = z.int().check(z.minimum(0), z.maximum(mostTranscriptRows));
const row = z.int().check(z.minimum(1), z.meta({ title: '第几行', description: '文件里的行号' }));
const result = words<TranscriptResult>('转入了没有', transcriptResults);

const Counts = z
  .strictObject({
    taken: count.check(z.meta({ title: '转入几户' })),
    left: count.check(z.meta({ title: '没有转入几户' })),
  })
  .register(z.globalRegistry, { id: 'TranscriptCounts', title: '一批旧档转入了几户' });

const TranscriptPrepared = z
  .strictObject({
    transcript: z.nullable(transcript).check(z.meta({ title: '哪一批', description: '只试一遍的为 null' })),
    digest,
    rows: count.check(z.meta({ title: '几户' })),
  })
  .register(z.globalRegistry, { id: 'TranscriptPrepared', title: '报的一批旧档' });

const summary = {
  transcript,
  orgPath: OrgPath,
  union: UnionName,
  status: words<TranscriptStatus>('办到哪里', transcriptStatuses),
  rows: count.check(z.meta({ title: '几户' })),
  first: row.check(z.meta({ title: '从文件的第几行起' })),
  done: z.nullable(Counts).check(z.meta({ title: '办完的', description: '还没有办完的为 null' })),
  at: IsoInstant,
  by: StaffId,
  byName: StaffName,
};

const TranscriptList = z
  .strictObject({
    transcripts: z
      .array(z.strictObject(summary).register(z.globalRegistry, { id: 'TranscriptSummary', title: '一批旧档的概要' }))
      .check(z.maxLength(pageSizes.transcripts), z.meta({ title: '各批', description: '后报的在前' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'TranscriptList', title: '一个县的各批旧档' });

const TranscriptDetail = z
  .strictObject({
    ...summary,
    digest,
    decision: z
      .nullable(
        z.strictObject({
          at: IsoInstant,
          by: StaffId,
          byName: StaffName,
          opinion: z.string().check(z.meta({ title: '意见' })),
        }),
      )
      .check(z.meta({ title: '确认或不转入' })),
    households: z
      .array(
        z.strictObject({
          row,
          maskedName: z.string().check(z.meta({ title: '遮盖后的姓名；档案销毁以后为空', examples: ['李*英'] })),
          union: UnionName,
          old: z
            .nullable(
              z.strictObject({
                dossierNumber: z.string().check(z.meta({ title: '职工编号' })),
                registeredOn: IsoDate.check(z.meta({ title: '旧档的建档日期' })),
                category: z.string().check(z.meta({ title: '困难类别' })),
                tier: words<Tier>('档案级别', tierTitles),
                people: z.int().check(z.minimum(1), z.meta({ title: '几口人', description: '本人和列名的家庭成员' })),
              }),
            )
            .check(z.meta({ title: '旧档上的', description: '办过的为 null：转入了的看档案，没有转入的不留' })),
          result: z.nullable(result).check(z.meta({ title: '转入了没有', description: '还没有办的为 null' })),
          dossier: z.nullable(DossierId).check(z.meta({ title: '转入了的档案', description: '没有转入的为 null' })),
          why: z.nullable(z.string()).check(z.meta({ title: '为什么没有转入' })),
        }),
      )
      .check(z.maxLength(mostTranscriptRows), z.meta({ title: '各户' })),
  })
  .register(z.globalRegistry, { id: 'TranscriptDetail', title: '一批旧档' });

const TranscriptConfirmed = z
  .strictObject({
    transcript,
    taken: count.check(z.meta({ title: '转入几户' })),
    left: count.check(z.meta({ title: '没有转入几户', description: '各为什么，见 GET /v1/transcripts/{transcript}' })),
    more: z.boolean().check(z.meta({ title: '还没有办完', description: '时间不够：同样再交一次，接着办' })),
  })
  .register(z.globalRegistry, { id: 'TranscriptConfirmed', title: '确认了的一批旧档' });

const TranscriptRefused = z
  .strictObject({ transcript, status: summary.status })
  .register(z.globalRegistry, { id: 'TranscriptRefused', title: '不转入的一批旧档' });

export const transcripts = {
  prepareTranscript: {
    summary: '报一批旧档，等另一个人确认；dryRun 为 true 只试一遍。有一户不对，整批不收，逐户逐项说明',
    body: PrepareTranscriptBody,
    example: {
      orgPath: '530000/530100/530102',
      file: '0'.repeat(64),
      rows: [
        {
          row: 2,
          orgPath: '530000/530100/530102/U0001',
          dossierNumber: 'WH-2019-0007',
          registeredOn: '2019-03-05',
          category: '低保户',
          tier: 'national',
          form: exampleForm,
        },
      ],
      dryRun: false,
    },
    status: [200, 201],
    answer: TranscriptPrepared,
    errors: [1332],
  },
  listTranscripts: {
    summary:
      '一个县的（写市、省的，是它本级和直属单位的）各批旧档，后报的在前；一页至多 20 批，翻到 cursor 为 null 为止',
    status: 200,
    answer: TranscriptList,
    errors: [],
  },
  getTranscript: { summary: '读取一批旧档，连同各户', status: 200, answer: TranscriptDetail, errors: [1012, 1331] },
  confirmTranscript: {
    summary: '确认一批旧档，各户随即在册；须是另一个人。答 more 的同样再交一次；已经转入的一户不再转',
    body: ConfirmTranscriptBody,
    example: { digest: '0'.repeat(64), opinion: '与纸质档案核对过。' },
    status: 200,
    answer: TranscriptConfirmed,
    errors: [1331, 1332, 1504],
  },
  refuseTranscript: {
    summary: '不转入一批旧档；也用来收回自己报的。各户的内容随即删去',
    body: RefuseTranscriptBody,
    example: { reason: '有几户已经退出。' },
    status: 200,
    answer: TranscriptRefused,
    errors: [1331, 1332],
  },
} as const satisfies Record<string, Exchange>;
