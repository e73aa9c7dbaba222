import * as z from 'zod';
import type { Decision } from '../../dossier/matter.ts';
import { returnReasonTitles } from '../titles.ts';
import { words } from '../words.ts';
import { text } from './texts.ts';

export const ResendApprovalBody = z.strictObject({}).meta({ id: 'ResendApprovalBody', title: '重发送审' });

type ReturnReason = keyof typeof returnReasonTitles;

const reason = words<ReturnReason>('退回、不予通过的原因，写进意见的开头', returnReasonTitles);

export const DecideApprovalBody = z
  .strictObject({
    request: z.int().min(1).describe('第几次送审，即 getApproval 的 request'),
    decision: words<Decision>('决定', {
      approve: '通过',
      return: '退回补正',
      returnForPaper: '只缺材料，补上以后回到这一级',
      reject: '不予通过',
    }),
    reasons: z
      .array(reason)
      .max(Object.keys(returnReasonTitles).length)
      .optional()
      .describe(reason.description ?? ''),
    opinion: text(400).optional().describe('意见；退回、不予通过而没有写原因的必填'),
  })
  .meta({ id: 'DecideApprovalBody', title: '登录以后作出审批决定' });
