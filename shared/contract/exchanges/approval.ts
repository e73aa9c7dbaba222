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
} as const satisfies Record<string, Exchange>;
