import * as z from 'zod/mini';
import { type LeavingReason, leavingReasons, mostExitEvidence } from '../../matters/standing.ts';
import { mostMonthIncome, mostMonths } from '../../standards/lifted-out.ts';
import { words } from '../words.ts';
import { seenMatter } from './seen.ts';
import { opinion, text } from './texts.ts';

export const leavingReason = words<LeavingReason>(
  '退出的原因',
  Object.fromEntries(Object.entries(leavingReasons).map(([reason, { title }]) => [reason, title])) as Record<
    LeavingReason,
    string
  >,
);

export const ReverifyBody = z
  .strictObject({
    matter: seenMatter,
    outcome: words('复核结果', { unchanged: '没有变化' }),
    opinion,
    drops: z
      .optional(z.int().check(z.minimum(1)))
      .check(z.describe('保存了一份变了的档案表、还没有提交，而确实没有变化的：不要的是第几份；没有保存过的不写')),
  })
  .register(z.globalRegistry, {
    id: 'ReverifyBody',
    title: '年度复核的结果',
    description: '没有变化的；有变化的，保存一份变了的档案表提交，写明变了什么；不再符合的，提出退出',
  });

export const ProposeExitBody = z
  .strictObject({
    matter: seenMatter,
    reason: leavingReason,
    happenedOn: z.iso
      .date()
      .check(
        z.describe('哪一天的事，Asia/Shanghai：死亡、退休、迁出的那一天，查明、核实的那一天；不早于建档，不晚于今天'),
      ),
    opinion: opinion.check(z.describe('为什么应当退出；记入档案')),
    evidence: z
      .exactOptional(z.array(z.string().check(z.maxLength(40))).check(z.maxLength(mostExitEvidence)))
      .check(z.describe('依据：本档案里收下的附件的标识，如死亡证明、退休证')),
    incomes: z
      .exactOptional(
        z
          .array(
            z.strictObject({
              month: z
                .string()
                .check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/), z.meta({ description: '月份', examples: ['2027-03'] })),
              amount: z
                .int()
                .check(
                  z.minimum(0),
                  z.maximum(mostMonthIncome),
                  z.meta({ description: '全家当月的收入，以分为单位', 'x-unit': 'fen', examples: [620_000] }),
                ),
            }),
          )
          .check(z.maxLength(mostMonths)),
      )
      .check(z.describe('脱困（betterOff）而本省要看收入的必填：最近连续几个月，由早到晚，一月一项')),
    seen: z.exactOptional(text(300)).check(z.describe('没有附件的，写明看到了什么证明、谁看的；记入档案')),
  })
  .register(z.globalRegistry, { id: 'ProposeExitBody', title: '提出退出' });
export type ProposeExitBody = z.infer<typeof ProposeExitBody>;

export const AbandonBody = z
  .strictObject({
    matter: seenMatter,
    reason: opinion.check(z.describe('为什么不再退出、不再变更、不再转正；记入档案')),
  })
  .register(z.globalRegistry, { id: 'AbandonBody', title: '取消退出、变更或转正' });
