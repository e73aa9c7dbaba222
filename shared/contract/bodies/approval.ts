import * as z from 'zod/mini';
import type { Decision } from '../../dossier/matter.ts';
import { decisionsToTake, returnReasonTitles } from '../titles.ts';
import { descriptionOf, words } from '../words.ts';
import { text } from './texts.ts';

export const ResendApprovalBody = z
  .strictObject({})
  .register(z.globalRegistry, { id: 'ResendApprovalBody', title: '补发审批邮件' });

type ReturnReason = keyof typeof returnReasonTitles;

const reason = words<ReturnReason>('退回、不予通过的原因，写进意见的开头', returnReasonTitles);

export const DecideApprovalBody = z
  .strictObject({
    request: z.int().check(z.minimum(1), z.describe('第几次送审，即 getApproval 的 request')),
    decision: words<Decision>('决定', decisionsToTake),
    reasons: z
      .optional(z.array(reason).check(z.maxLength(Object.keys(returnReasonTitles).length)))
      .check(z.describe(descriptionOf(reason))),
    opinion: z.optional(text(400)).check(z.describe('意见；退回、不予通过而没有写原因的必填')),
  })
  .register(z.globalRegistry, { id: 'DecideApprovalBody', title: '登录以后作出审批决定' });
