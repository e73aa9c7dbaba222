import * as z from 'zod';
import { ResendApprovalBody } from '../bodies/approval.ts';
import type { Exchange } from '../exchange.ts';
import { DossierId } from '../parts.ts';
import { words } from '../words.ts';

const ApprovalResent = z
  .strictObject({ id: DossierId, request: z.int().min(1).meta({ title: '第几次送审' }) })
  .meta({ id: 'ApprovalResent', title: '重发的送审' });
const DecisionEntry = z
  .object({
    code: z.string().meta({ title: '验证码', description: '邮件正文中的六位数字', examples: ['402718'] }),
    decision: words('决定', {
      approve: '通过',
      return: '退回补正',
      returnForPaper: '只缺材料，补上以后回到这一级',
      reject: '不予通过',
    }),
    opinion: z.string().optional().meta({ title: '意见', description: '退回、不予通过的必填' }),
  })
  .meta({ id: 'DecisionEntry', title: '审批页上填的' });
const PerusalEntry = z
  .object({
    code: z
      .string()
      .optional()
      .meta({ title: '验证码', description: '短信里的六位数字；不写就是要一个', examples: ['402718'] }),
  })
  .meta({ id: 'PerusalEntry', title: '细看的页面上填的' });

export const approval = {
  resendApproval: {
    summary: '给审批人重发带新链接、新验证码的邮件；旧链接作废',
    body: ResendApprovalBody,
    example: {},
    status: 202,
    answer: ApprovalResent,
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
