import * as z from 'zod/mini';
import { type DisposalStage, disposalStages } from '../../dossier/disposal-state.ts';
import { statusTitles } from '../../dossier/status.ts';
import { type End, ends } from '../../matters/standing.ts';
import { DisposeBody, KeepLongerBody, mostDisposedAtOnce } from '../bodies/disposal.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierId, IsoDate, OrgPath, recorded, StaffId, StaffName, UnionName } from '../parts.ts';
import { words } from '../words.ts';
import { DocumentLink } from './files.ts';

const stage = words<DisposalStage>('办到哪里', disposalStages);
const endTitles = Object.fromEntries(ends.map((end) => [end, statusTitles[end]])) as Record<End, string>;
const step = z.strictObject({ by: StaffId, byName: StaffName, on: IsoDate });

const Disposal = z
  .strictObject({
    dossier: DossierId,
    dossierNumber: z.nullable(z.string()).check(z.meta({ title: '职工编号', description: '没有建过档的为 null' })),
    orgPath: OrgPath,
    union: UnionName,
    maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', description: '销毁以后是空的', examples: ['李*英'] })),
    end: z
      .strictObject({ as: words<End>('怎样终结', endTitles), on: IsoDate.check(z.meta({ title: '哪一天终结' })) })
      .check(z.meta({ title: '终结' })),
    retainedUntil: IsoDate.check(z.meta({ title: '保管到哪一天', description: '延长过的，延长到的那一天' })),
    undone: z
      .array(words('什么', { followUp: '还有没做的回访' }))
      .check(z.meta({ title: '还没有办的', description: '不挡处置，确认以后不再催' })),
    listedOn: IsoDate.check(z.meta({ title: '哪一天列入' })),
    confirmed: z.nullable(step).check(z.meta({ title: '县里谁、哪一天确认' })),
    released: z.nullable(step).check(z.meta({ title: '上一级谁、哪一天批准' })),
    dark: z
      .nullable(
        z.strictObject({
          on: IsoDate.check(z.meta({ title: '哪一天销毁' })),
          noCopyFrom: IsoDate.check(z.meta({ title: '从哪一天起没有副本打得开' })),
        }),
      )
      .check(z.meta({ title: '销毁' })),
  })
  .register(z.globalRegistry, { id: 'Disposal', title: '处置清单上的一份' });

const DisposalList = z
  .strictObject({
    stage,
    disposals: z
      .array(Disposal)
      .check(z.maxLength(pageSizes.dossiers), z.meta({ title: '各份', description: '到这一步最久的在前' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'DisposalList', title: '一个县的处置清单' });

const DisposalsDone = z
  .strictObject({
    done: z
      .int()
      .check(
        z.minimum(0),
        z.maximum(mostDisposedAtOnce),
        z.meta({ title: '办成几份', description: '您先前办成的也算' }),
      ),
    left: z
      .array(z.strictObject({ dossier: DossierId, message: z.string().check(z.meta({ title: '为什么没有办成' })) }))
      .check(z.maxLength(mostDisposedAtOnce), z.meta({ title: '没有办成的' })),
  })
  .register(z.globalRegistry, { id: 'DisposalsDone', title: '成批确认或批准的结果' });

const example = { dossiers: ['7h2w9d4s0k5r8t1v3m6p2x7qzc'] };

export const disposal = {
  listDisposals: {
    summary:
      '一个县的（写市、省的，是它本级和直属单位的）处置清单：保管期满的各份，办到哪一步；已经销毁的也在，就是处置证明的登记',
    status: 200,
    answer: DisposalList,
    errors: [1012],
  },
  confirmDisposals: {
    summary: '县级工会确认处置：一次至多一百份；确认以后只能由上一级批准，或者延长保管',
    body: DisposeBody,
    example,
    status: 200,
    answer: DisposalsDone,
    errors: [],
  },
  releaseDisposals: {
    summary:
      '上一级工会批准处置：确认的人不能批准；批准以后谁也停不下来，内容从此不再提供，第三天起删去密钥和各个版本的文件',
    body: DisposeBody,
    example,
    status: 200,
    answer: DisposalsDone,
    errors: [],
  },
  keepLonger: {
    summary: '延长保管：有争议、审计要查的；批准处置以前都可以，列入的、确认的随之作罢，到了那一天再列入',
    body: KeepLongerBody,
    example: { until: '2040-12-31', because: 'dispute', reason: '信访件还没有办结' },
    status: 200,
    answer: z
      .strictObject({ ...recorded, until: IsoDate.check(z.meta({ title: '延长到哪一天' })) })
      .register(z.globalRegistry, { id: 'KeptLonger', title: '记下的延长' }),
    errors: [1302],
  },
  printDisposal: {
    summary: '印处置证明：销毁以后才有；编号就是档案的标识，上面没有个人信息',
    status: 200,
    answer: DocumentLink,
    errors: [1012, 1401],
  },
} as const satisfies Record<string, Exchange>;
