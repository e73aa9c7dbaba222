import * as z from 'zod';
import type { Decision } from '../../dossier/matter.ts';
import { words } from '../words.ts';
import { text } from './texts.ts';

export const ResendApprovalBody = z.strictObject({}).meta({ id: 'ResendApprovalBody', title: '重发送审' });

/** Why something is sent back or refused, each a sentence of the opinion. */
export const returnReasons = {
  papers: '材料不全',
  income: '收入没有核清',
  members: '家庭成员没有核清',
  assets: '财产没有核清',
  survey: '入户调查不充分',
  category: '类别或级别不妥',
  duplicate: '是否重复没有查清',
} as const;
export type ReturnReason = keyof typeof returnReasons;

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
      .array(words<ReturnReason>('退回、不予通过的原因', returnReasons))
      .max(Object.keys(returnReasons).length)
      .optional()
      .describe('退回、不予通过的原因，写进意见的开头'),
    opinion: text(400).optional().describe('意见；退回、不予通过而没有写原因的必填'),
  })
  .meta({ id: 'DecideApprovalBody', title: '登录以后作出审批决定' });
