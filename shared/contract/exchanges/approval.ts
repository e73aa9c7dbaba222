import * as z from 'zod/mini';
import { MAX_ATTACHMENTS } from '../../attachments/upload.ts';
import { type MatterKind, matterTitles } from '../../matters/course.ts';
import { DecideApprovalBody, ResendApprovalBody } from '../bodies/approval.ts';
import { mostSurveyors } from '../bodies/survey.ts';
import { ObjectionStanding } from '../dossier-detail.ts';
import type { Exchange } from '../exchange.ts';
import { pageSizes } from '../page-sizes.ts';
import { Cursor, DossierId, Id, IsoDate, IsoInstant, UnionName } from '../parts.ts';
import { decisionsToTake } from '../titles.ts';
import { words } from '../words.ts';

const ApprovalResent = z
  .strictObject({ id: DossierId, request: z.int().check(z.minimum(1), z.meta({ title: '第几次送审' })) })
  .register(z.globalRegistry, { id: 'ApprovalResent', title: '补发的审批邮件' });
const DecisionEntry = z
  .object({
    code: z.string().check(z.meta({ title: '验证码', description: '邮件正文中的六位数字', examples: ['402718'] })),
    decision: words('决定', decisionsToTake),
    opinion: z.optional(z.string()).check(z.meta({ title: '意见', description: '退回、不予通过的必填' })),
  })
  .register(z.globalRegistry, { id: 'DecisionEntry', title: '审批页上填的' });
/** Of one household far fewer are written. */
const mostSaid = 1000;
const Said = z
  .array(
    z.strictObject({
      label: z.string().check(z.meta({ title: '是什么' })),
      value: z.string().check(z.meta({ title: '怎样写的' })),
    }),
  )
  .check(z.maxLength(mostSaid));
const Findings = z
  .strictObject({
    id: DossierId,
    causes: Said.check(z.meta({ title: '致困原因', description: '没有遮盖' })),
    explanation: z.array(z.string()).check(z.maxLength(mostSaid), z.meta({ title: '按标准逐条认定' })),
    survey: z
      .nullable(
        z.strictObject({
          surveyedOn: IsoDate.check(z.meta({ title: '入户日期' })),
          surveyors: z.array(z.string()).check(z.maxLength(mostSurveyors), z.meta({ title: '调查人' })),
          opinion: z.string().check(z.meta({ title: '调查意见' })),
          answers: Said.check(z.meta({ title: '对标准所问的回答' })),
        }),
      )
      .check(z.meta({ title: '入户调查', description: '没有的为 null' })),
    said: Said.check(z.meta({ title: '办理中写明的', description: '变更的原因、复核和退出的意见、豁免的理由' })),
    objections: z
      .array(
        z.extend(ObjectionStanding, {
          receivedAt: IsoInstant.check(z.meta({ title: '收到的时刻' })),
          joined: z.int().check(z.minimum(0), z.meta({ title: '并入的条数' })),
          reason: z.string().check(z.meta({ title: '异议事由' })),
          opinion: z.nullable(z.string()).check(z.meta({ title: '初核或处理的意见' })),
          closedOn: z.nullable(IsoDate),
        }),
      )
      .check(z.maxLength(pageSizes.findings), z.meta({ title: '异议和处理', description: '没有提异议的是谁' })),
    cursor: Cursor,
    attachments: z
      .array(
        z.strictObject({
          attachment: Id.check(z.meta({ title: '附件的标识' })),
          kind: z.string().check(z.meta({ title: '附件类型' })),
          name: z.string().check(z.meta({ title: '附件名称' })),
          size: z.int().check(z.minimum(0), z.meta({ title: '字节数' })),
        }),
      )
      .check(z.maxLength(MAX_ATTACHMENTS), z.meta({ title: '附件' })),
  })
  .register(z.globalRegistry, { id: 'Findings', title: '审批人细看' });
const FindingsAttachment = z
  .strictObject({
    url: z.url().check(z.meta({ title: '地址' })),
    expiresAt: IsoInstant.check(z.meta({ title: '有效到何时' })),
  })
  .register(z.globalRegistry, { id: 'FindingsAttachment', title: '细看的一个附件' });

const ApprovalMatter = z
  .strictObject({
    id: DossierId,
    request: z.int().check(z.minimum(1), z.meta({ title: '第几次送审' })),
    purpose: words<MatterKind>('哪一种事项', matterTitles),
    purposeTitle: z.string().check(z.meta({ title: '事项的中文名', examples: [matterTitles.registration] })),
    maskedName: z.string().check(z.meta({ title: '遮盖后的姓名', examples: ['李*英'] })),
    union: UnionName,
    verdict: z.string().check(z.meta({ title: '一句话的结论' })),
    levelName: z.string().check(z.meta({ title: '哪一级审批', examples: ['县级工会审批'] })),
    level: z.int().check(z.minimum(1), z.meta({ title: '第几级' })),
    levels: z.int().check(z.minimum(1), z.meta({ title: '一共几级' })),
    deadline: IsoInstant.check(z.meta({ title: '期限' })),
    decisions: z
      .strictObject({
        approve: z.string().check(z.meta({ title: '通过' })),
        return: z.string().check(z.meta({ title: '退回补正' })),
        returnForPaper: z.string().check(z.meta({ title: '只缺材料' })),
        reject: z.string().check(z.meta({ title: '不予通过' })),
      })
      .check(z.meta({ title: '这一件的几种决定各叫什么' })),
    held: z.boolean().check(z.meta({ title: '有异议正在处理，处理完才能同意' })),
    notClean: z.array(z.string()).check(
      z.maxLength(20),
      z.meta({
        title: '为什么要单独看',
        description: '空的是没有异议、重复、豁免、缺件，也没有退回过，可以与别的一起批',
      }),
    ),
    change: z
      .nullable(
        z.strictObject({
          from: z.string().check(z.meta({ title: '原来的' })),
          to: z.string().check(z.meta({ title: '改成的' })),
        }),
      )
      .check(z.meta({ title: '类别和级别由什么改为什么', description: '没有改的为 null' })),
    changed: z
      .nullable(z.array(z.string()).check(z.maxLength(500)))
      .check(z.meta({ title: '变更了哪几栏', description: '不是变更的为 null' })),
    deciding: z.string().check(z.meta({ title: '起决定作用的一条' })),
    explanation: z.array(z.string()).check(z.maxLength(mostSaid), z.meta({ title: '按标准逐条认定' })),
    basis: Said.check(z.meta({ title: '认定的依据' })),
    exit: z.nullable(Said).check(z.meta({ title: '退出的情况', description: '不是退出的为 null' })),
    exclusions: Said.check(z.meta({ title: '命中的排除情形和豁免' })),
    course: Said.check(z.meta({ title: '调查、评议、核对、公示' })),
    sections: z
      .array(
        z.strictObject({
          title: z.string().check(z.meta({ title: '哪一部分' })),
          rows: Said.check(z.meta({ title: '各栏' })),
        }),
      )
      .check(z.maxLength(10), z.meta({ title: '档案表', description: '照审批人那一列遮盖' })),
    timeline: z
      .array(
        z.strictObject({
          at: IsoInstant,
          what: z.string().check(z.meta({ title: '办了什么' })),
          by: z.string().check(z.meta({ title: '哪一种人办的' })),
        }),
      )
      .check(z.maxLength(20), z.meta({ title: '最近办过什么' })),
  })
  .register(z.globalRegistry, { id: 'ApprovalMatter', title: '等本人决定的一件' });
const ApprovalDecided = z
  .strictObject({
    id: DossierId,
    request: z.int().check(z.minimum(1), z.meta({ title: '第几次送审' })),
    decision: DecideApprovalBody.shape.decision,
    follows: z.string().check(z.meta({ title: '接着怎样', description: '给人看的一句话' })),
  })
  .register(z.globalRegistry, { id: 'ApprovalDecided', title: '审批的决定' });

const PerusalEntry = z
  .object({
    code: z
      .optional(z.string())
      .check(z.meta({ title: '验证码', description: '短信里的六位数字；不写就是要一个', examples: ['402718'] })),
  })
  .register(z.globalRegistry, { id: 'PerusalEntry', title: '细看的页面上填的' });

export const approval = {
  resendApproval: {
    summary: '给审批人补发带新链接、新验证码的邮件；旧链接作废',
    body: ResendApprovalBody,
    example: {},
    status: 202,
    answer: ApprovalResent,
    errors: [1302],
  },
  getApproval: {
    summary: '登录的审批人：正等着本人、或者本人代办的人决定的一件，结论在前',
    status: 200,
    answer: ApprovalMatter,
    errors: [1012],
  },
  decideApproval: {
    summary: '登录的审批人作出决定；与经由链接的一样，先作出的算数，同样的再发一次得到同样的应答',
    body: DecideApprovalBody,
    example: { request: 1, decision: 'return', reasons: ['papers'], opinion: '请补交收入证明' },
    status: 200,
    answer: ApprovalDecided,
    errors: [1302],
  },
  approvalPage: {
    summary: '审批页；打开它不改变档案',
    status: 200,
    answer: 'page',
    errors: [1012, 1601, 1602, 1603, 1604],
  },
  decideByLink: {
    summary: '作出审批决定；再次提交只显示已有的决定',
    body: DecisionEntry,
    example: { code: '402718', decision: 'return', opinion: '请补交收入证明' },
    status: 200,
    answer: 'page',
    entry: true,
    errors: [1012, 1601, 1602, 1603, 1604, 1605],
  },
  getFindings: {
    summary: '登录的审批人细看：正等着本人、或者本人代办的人决定的一户的调查、异议和处理、致困原因、附件',
    status: 200,
    answer: Findings,
    errors: [1012],
  },
  getFindingsAttachment: {
    summary: '细看里的一个附件：五分钟内有效的下载地址',
    status: 200,
    answer: FindingsAttachment,
    errors: [1012, 1401],
  },
  perusalPage: {
    summary: '审批人细看：调查、异议和处理、致困原因、附件；没有手机上的验证码的，只有怎样要一个',
    status: 200,
    answer: 'page',
    errors: [1012, 1601, 1602, 1603, 1604],
  },
  openPerusal: {
    summary: '不带验证码的，发一个到审批人的手机；带的，打开细看，十五分钟',
    body: PerusalEntry,
    example: { code: '402718' },
    status: 200,
    answer: 'page',
    entry: true,
    errors: [1012, 1601, 1602, 1603, 1604, 1605],
  },
  perusalAttachment: {
    summary: '细看里的一个附件：转到五分钟内有效的下载地址',
    status: 303,
    answer: 'page',
    errors: [1012, 1401, 1601, 1602, 1603, 1604, 1605],
  },
} as const satisfies Record<string, Exchange>;
