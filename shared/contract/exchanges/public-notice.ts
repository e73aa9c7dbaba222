import * as z from 'zod/mini';
import {
  mostTriaged,
  ObjectionBody,
  ResolutionBody,
  resolutionOutcome,
  TriageBody,
  triageOutcome,
  VerificationBody,
} from '../bodies/public-notice.ts';
import { ObjectionStanding } from '../dossier-detail.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Category, Cursor, DossierId, IsoDate, IsoInstant, recorded } from '../parts.ts';
import { words } from '../words.ts';

const PublicNotice = z
  .strictObject({
    id: z.string().check(z.meta({ title: '公示的标识', examples: ['20261130-7h2w9d4s0k'] })),
    maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
    workplace: z.string().check(z.meta({ title: '工作单位' })),
    hardshipCategory: Category,
    householdSize: z.int().check(z.meta({ title: '家庭人口', examples: [3] })),
    tier: z.string().check(z.meta({ title: '拟建的，或在册的档案级别', examples: ['全国级'] })),
    leaveAs: z
      .nullable(z.string())
      .check(z.meta({ title: '拟退出的去向', description: '拟建档的为 null', examples: ['解困'] })),
    from: IsoDate.check(z.meta({ title: '公示的第一天' })),
    until: IsoDate.check(z.meta({ title: '公示的末日' })),
  })
  .register(z.globalRegistry, { id: 'PublicNotice', title: '一户的公示' });
const NoticeList = z
  .strictObject({
    notices: z.array(PublicNotice).check(z.maxLength(pageSizes.notices), z.meta({ title: '各户的公示' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'NoticeList', title: '公示的列表' });
const Receipt = z
  .string()
  .check(z.regex(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/))
  .register(z.globalRegistry, { id: 'Receipt', title: '回执编号', examples: ['4T7K-M2QX-9HRC'] });
const ObjectionRaised = z
  .strictObject({
    receipt: Receipt,
    received: z
      .boolean()
      .check(z.meta({ title: '收下没有', description: '为 false 的，未经验证的已经收满，填对验证码才收下' })),
    codeSent: z.boolean().check(z.meta({ title: '有没有往邮箱里发验证码' })),
    receivedAt: IsoInstant,
    until: IsoDate.check(z.meta({ title: '在这一天以前初核' })),
  })
  .register(z.globalRegistry, { id: 'ObjectionRaised', title: '提出的异议' });
const ObjectionVerified = z
  .strictObject({ receipt: Receipt, until: IsoDate.check(z.meta({ title: '在这一天以前处理' })) })
  .register(z.globalRegistry, { id: 'ObjectionVerified', title: '验证过的异议' });
const ObjectionList = z
  .strictObject({
    id: DossierId,
    objections: z
      .array(
        z.extend(ObjectionStanding, {
          statement: z
            .optional(
              z.strictObject({
                receipt: Receipt,
                reason: z.string().check(z.meta({ title: '异议事由' })),
                name: z.optional(z.string()).check(z.meta({ title: '姓名' })),
                contact: z.optional(z.string()).check(z.meta({ title: '联系方式' })),
                mail: z.optional(z.string()).check(z.meta({ title: '邮箱' })),
              }),
            )
            .check(z.meta({ title: '写了什么', description: '只给处理异议的人' })),
          joined: z.int().check(
            z.minimum(0),
            z.meta({
              title: '并入的条数',
              description: '列满三百条以后验证过的，并入最后一条验证过的；写了什么接着列在它后面，编号相同，翻页看完',
            }),
          ),
          receivedAt: IsoInstant.check(z.meta({ title: '收到的时刻' })),
          until: z.optional(IsoDate).check(
            z.meta({
              title: '在这一天以前办',
              description: '等待初核的，初核的末日；待处理的，处理的末日；办完了的没有',
            }),
          ),
          opinion: z.optional(z.string()).check(z.meta({ title: '初核或处理的意见' })),
          closedOn: z.optional(IsoDate),
        }),
      )
      .check(z.maxLength(pageSizes.objections), z.meta({ title: '各条异议' })),
    cursor: Cursor,
  })
  .register(z.globalRegistry, { id: 'ObjectionList', title: '一户的异议' });
const ObjectionsTriaged = z
  .strictObject({
    ...recorded,
    outcome: triageOutcome,
    objections: z.array(z.int().check(z.minimum(1))).check(z.maxLength(mostTriaged), z.meta({ title: '异议编号' })),
  })
  .register(z.globalRegistry, { id: 'ObjectionsTriaged', title: '初核的异议' });
const ObjectionResolved = z
  .strictObject({ ...recorded, outcome: resolutionOutcome })
  .register(z.globalRegistry, { id: 'ObjectionResolved', title: '处理的异议' });

const code = z.string().check(z.meta({ title: '验证码', description: '邮件正文中的六位数字', examples: ['402718'] }));
const NoticeEntry = z
  .object({
    reason: z.string().check(z.meta({ title: '异议事由' })),
    signed: words('是否署名', { named: '署名', anonymous: '不署名' }),
    name: z.optional(z.string()).check(z.meta({ title: '姓名' })),
    mail: z.optional(z.string()).check(z.meta({ title: '邮箱' })),
    contact: z.optional(z.string()).check(z.meta({ title: '联系方式' })),
    requestKey: z
      .string()
      .check(z.meta({ title: '页面的键', description: '页面给出的，原样交回；交两次仍是一条异议' })),
  })
  .register(z.globalRegistry, { id: 'NoticeEntry', title: '公示页上提的异议' });
const TypedReceipt = z
  .object({
    receipt: z.string().check(
      z.meta({
        title: '回执编号',
        description: '照抄下来的写：大小写、空格、横线都不计较',
        examples: ['4t7k m2qx 9hrc'],
      }),
    ),
  })
  .register(z.globalRegistry, { id: 'TypedReceipt', title: '查办理情况填的回执编号' });
const ReceiptEntry = z
  .object({
    code: z.optional(code),
    again: z.optional(z.literal('yes')).check(z.meta({ title: '重新发送' })),
  })
  .register(z.globalRegistry, { id: 'ReceiptEntry', title: '回执页上填的' });

export const publicNotice = {
  listNotices: { summary: '正在公示的困难职工', status: 200, answer: NoticeList, errors: [] },
  raiseObjection: {
    summary: '对公示提出异议，可以不署名；没有验证的先由审核人初核',
    body: ObjectionBody,
    example: { reason: '这一户去年已经搬走，不在本县', name: '方玉梅', mail: 'fang@example.cn' },
    status: 201,
    answer: ObjectionRaised,
    errors: [1801, 1802],
  },
  verifyObjection: {
    summary: '用邮件里的验证码验证异议；验证过的异议处理完之前，这一户不得同意建档',
    body: VerificationBody,
    example: { code: '402718' },
    status: 200,
    answer: ObjectionVerified,
    errors: [1302, 1602, 1604, 1605, 1801, 1803, 1804, 1805],
  },
  receiptPage: { summary: '凭回执编号看异议办到哪一步', status: 200, answer: 'page', errors: [1010, 1803] },
  findReceiptPage: { summary: '填回执编号的页面', status: 200, answer: 'page', errors: [] },
  findByReceipt: {
    summary: '填回执编号，看异议办到哪一步',
    body: TypedReceipt,
    example: { receipt: '4t7k m2qx 9hrc' },
    status: 200,
    answer: 'page',
    entry: true,
    errors: [],
  },
  verifyByReceipt: {
    summary: '在回执页面上填验证码，或重新发送验证码',
    body: ReceiptEntry,
    example: { code: '402718' },
    status: 200,
    answer: 'page',
    entry: true,
    errors: [1302, 1801, 1803, 1804, 1805],
  },
  listObjections: {
    summary: '一户的异议；写了什么只给能处理的人看',
    status: 200,
    answer: ObjectionList,
    errors: [1012],
  },
  triageObjections: {
    summary: '初核没有验证的异议：受理或不予受理，可以几条一起',
    body: TriageBody,
    example: { objections: [1, 2], outcome: 'takenUp', opinion: '情况具体，受理核实' },
    status: 200,
    answer: ObjectionsTriaged,
    errors: [1302, 1305, 1503],
  },
  resolveObjection: {
    summary: '处理一条受理了或验证过的异议：不成立，或成立（成立即不予建档）',
    body: ResolutionBody,
    example: { outcome: 'dismissed', opinion: '经核实，收入与所填一致' },
    status: 200,
    answer: ObjectionResolved,
    errors: [1302, 1305, 1503],
  },
  noticesPage: {
    summary: '公示栏；带 division 和 whole=yes 的，一县至多 500 户整张列出，供打印',
    status: 200,
    answer: 'page',
    errors: [],
  },
  openFiguresPage: { summary: '公布过哪几个月的统计', status: 200, answer: 'page', errors: [] },
  openMonthPage: {
    summary: '一个月的公开统计：各县各类在册的户，取到最近的五',
    status: 200,
    answer: 'page',
    errors: [1806],
  },
  openMonthCsv: {
    summary: '一个月的公开统计，CSV（UTF-8，带标记）：与网页上的一样，取到最近的五',
    status: 200,
    answer: 'file',
    errors: [1806],
  },
  noticePage: { summary: '一户的公示，附提出异议的表单', status: 200, answer: 'page', ended: true, errors: [1801] },
  objectionPage: {
    summary: '在网页上提出异议',
    body: NoticeEntry,
    example: { reason: '这一户去年已经搬走，不在本县', signed: 'anonymous', requestKey: 'p8Yx2mQw0vLr7tKc' },
    status: 201,
    answer: 'page',
    entry: true,
    ended: true,
    errors: [1801, 1802],
  },
} as const satisfies Record<string, Exchange>;
