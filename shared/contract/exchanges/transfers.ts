import * as z from 'zod/mini';
import type { TransferAnswer } from '../../dossier/transfer-state.ts';
import {
  AcceptAllBody,
  AcceptTransferBody,
  AnswerTransferBody,
  mostLeft,
  TransferAllBody,
  TransferBody,
} from '../bodies/transfers.ts';
import type { Exchange } from '../exchange.ts';
import {
  Category,
  Cursor,
  DossierId,
  DossierTier,
  IsoDate,
  OrgPath,
  recorded,
  StaffId,
  StaffName,
  UnionName,
} from '../parts.ts';
import { transferAnswers } from '../titles.ts';
import { words } from '../words.ts';

const transfer = z.int().check(z.minimum(1), z.meta({ title: '第几次移交' }));

const TransferRecorded = z
  .strictObject({ ...recorded, transfer })
  .register(z.globalRegistry, { id: 'TransferRecorded', title: '记下的移交' });

const TransferDetail = z
  .strictObject({
    id: DossierId,
    version: recorded.version,
    transfer,
    from: OrgPath,
    fromUnion: UnionName,
    to: OrgPath,
    toUnion: UnionName,
    by: StaffId,
    byName: StaffName,
    proposedOn: IsoDate,
    reason: z.string().check(z.meta({ title: '为什么移交' })),
    due: IsoDate.check(z.meta({ title: '答复的期限', description: '过了期限催办，再告诉上一级；从不因此算作接收' })),
    reminded: z.int().check(z.minimum(0), z.meta({ title: '催办过几次' })),
    outcome: z.nullable(words<TransferAnswer>('对方怎样答复', transferAnswers)),
    answeredOn: z.nullable(IsoDate).check(z.meta({ title: '哪一天答复的', description: '等待答复的为 null' })),
    answer: z.nullable(z.string()).check(z.meta({ title: '为什么退回、撤回' })),
    household: z
      .strictObject({
        maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
        workplace: z.string().check(z.meta({ title: '工作单位或所在乡镇、街道' })),
        size: z.int().check(z.meta({ title: '家庭人口' })),
        category: z.nullable(Category),
        tier: z.nullable(DossierTier),
        registeredOn: z.nullable(IsoDate).check(z.meta({ title: '建档日期' })),
        nextReviewOn: z.nullable(IsoDate).check(z.meta({ title: '下次复核' })),
        planDue: z.nullable(z.string()).check(z.meta({ title: '现行的计划的完成时限', examples: ['2027-12'] })),
      })
      .check(z.meta({ title: '这一户', description: '只有公示过的和将要办的；接收以后才看得到其余' })),
  })
  .register(z.globalRegistry, { id: 'TransferDetail', title: '最近一次移交' });

const TransfersDone = z
  .strictObject({
    done: z.int().check(z.minimum(0), z.meta({ title: '这一次办成几户' })),
    left: z
      .array(
        z.strictObject({
          dossier: DossierId,
          message: z.string().check(z.meta({ title: '为什么没有办成' })),
        }),
      )
      .check(z.maxLength(mostLeft), z.meta({ title: '没有办成的', description: '一户不成，不耽误别的' })),
    cursor: Cursor.check(z.meta({ description: '还没有办完的，下一次从这里接着办；办完了为 null' })),
  })
  .register(z.globalRegistry, { id: 'TransfersDone', title: '成批移交的一次' });

export const transfers = {
  proposeTransfers: {
    summary:
      '整个工会移交：单位撤销、合并的，在册的各户逐户提出，一次办十几秒，没有办完的把 cursor 写作 place 再来；已经提出的跳过，断了从头再来也一样。不逐户写信，对方在今日待办里看到',
    body: TransferAllBody,
    example: {
      from: '530000/530100/530102/U0001',
      to: '530000/530100/530102',
      reason: '单位工会撤销，由县总工会代管',
    },
    status: 200,
    answer: TransfersDone,
    errors: [],
  },
  acceptTransfers: {
    summary:
      '成批接收：一个工会移交来的各户，逐户接收，没有办完的把 cursor 写作 place 再来；不能由提出的人接收的，列在没有办成的里',
    body: AcceptAllBody,
    example: { from: '530000/530100/530102/U0001', to: '530000/530100/530102' },
    status: 200,
    answer: TransfersDone,
    errors: [],
  },
  proposeTransfer: {
    summary:
      '提出移交：把这一户交给本省的另一个工会，对方接收以前一切照旧；原工会已经撤销的，由上一级提出。正在办理变更、退出等事项的，办结再移交',
    body: TransferBody,
    example: { to: '530000/530100/530102', reason: '单位工会撤销，由县总工会代管' },
    status: 201,
    answer: TransferRecorded,
    errors: [1302],
  },
  getTransfer: {
    summary: '最近一次移交；等待答复的，接收的工会也看得到，只有决定收不收要知道的几样',
    status: 200,
    answer: TransferDetail,
    errors: [1012, 1323],
  },
  acceptTransfer: {
    summary: '接收移交：从此由接收的工会管理，连同日志、台账、待办；原工会不再看得到。不能由提出的人接收',
    body: AcceptTransferBody,
    example: { transfer: 1 },
    status: 200,
    answer: TransferRecorded,
    errors: [1302, 1504],
  },
  refuseTransfer: {
    summary: '退回移交：不接收，写明为什么；这一户仍由原工会管理',
    body: AnswerTransferBody,
    example: { transfer: 1, reason: '职工不在本辖区，应移交给其新单位' },
    status: 200,
    answer: TransferRecorded,
    errors: [1302],
  },
  withdrawTransfer: {
    summary: '撤回移交：对方答复以前，提出的一方不移交了',
    body: AnswerTransferBody,
    example: { transfer: 1, reason: '选错了工会' },
    status: 200,
    answer: TransferRecorded,
    errors: [1302],
  },
} as const satisfies Record<string, Exchange>;
