import * as z from 'zod/mini';
import { type AidKind, aidKinds, type Payment, payments, plausibleAid } from '../../ledger/aid.ts';
import { type FundSource, fundSources } from '../../ledger/funds.ts';
import {
  type FollowUpFinding,
  followUpFindings,
  furthestNextMonths,
  mostVisitors,
  type VisitWay,
  visitWays,
} from '../../ledger/visit.ts';
import { descriptionOf, words } from '../words.ts';
import { line, opinion, shortText, text } from './texts.ts';

export const aidKind = words<AidKind>('帮扶类别', aidKinds);
export const fundSource = words<FundSource>('资金来源', fundSources);
export const payment = words<Payment>('发放方式', payments);

const fen = z.int().check(z.minimum(1), z.maximum(plausibleAid.most));
const quantity = z.int().check(z.minimum(1), z.maximum(10_000));

export const AidBody = z
  .strictObject({
    givenOn: z.iso.date().check(z.describe('帮扶的日期，Asia/Shanghai；不早于建档，不晚于退出')),
    kind: aidKind,
    project: shortText.check(z.describe('帮扶项目')),
    source: fundSource,
    payment,
    amount: z
      .exactOptional(fen)
      .check(z.meta({ description: '金额，以分为单位；银行转账、现金的必填', 'x-unit': 'fen', examples: [200_000] })),
    goods: z
      .exactOptional(
        z.strictObject({
          name: shortText.check(z.describe('实物或服务的名称')),
          quantity: quantity.check(z.describe('数量')),
          unit: line(10).check(z.describe('计量单位')),
          value: z
            .exactOptional(fen)
            .check(z.meta({ description: '折合的金额，以分为单位；知道的才写', 'x-unit': 'fen' })),
        }),
      )
      .check(z.describe('实物或服务的，给了什么；实物、服务的必填')),
    giver: shortText.check(z.describe('由谁发放')),
    receipt: z
      .exactOptional(z.string().check(z.maxLength(40)))
      .check(z.describe('凭证：本档案中收下的附件的标识，一份只登记一次')),
    note: z.exactOptional(text(300)).check(z.describe('备注')),
    amountNote: z.exactOptional(text(200)).check(z.describe('金额说明：看来过小或过大的金额确属如此的，写明')),
    breachReason: z
      .exactOptional(text(300))
      .check(z.describe('资金按本省的规定不用于这一级档案而确须使用的，写明理由')),
  })
  .register(z.globalRegistry, { id: 'AidBody', title: '一条帮扶' });
export type AidBody = z.infer<typeof AidBody>;

export const CorrectAidBody = z
  .strictObject({
    reason: text(300).check(z.describe('为什么更正；记入台账')),
    given: z.nullable(AidBody).check(z.describe('应当是怎样的，整条重写；其实没有给的写 null')),
  })
  .register(z.globalRegistry, { id: 'CorrectAidBody', title: '更正一条帮扶' });

export const visitWay = words<VisitWay>('走访方式', visitWays);

export const followUpFinding = words<FollowUpFinding>('回访的结果', followUpFindings);

export const VisitBody = z
  .strictObject({
    visitedOn: z.iso.date().check(z.describe('走访的日期，Asia/Shanghai；不早于建档')),
    way: visitWay,
    visitors: z.array(line(50)).check(z.minLength(1), z.maxLength(mostVisitors), z.describe('走访的人')),
    findings: opinion.check(z.describe('了解到的情况；记入台账')),
    finding: z
      .exactOptional(followUpFinding)
      .check(z.describe(`${descriptionOf(followUpFinding)}。退出以后的回访必填，别的走访不写`)),
    nextOn: z
      .exactOptional(z.iso.date())
      .check(z.describe(`下一次走访的日期，至多 ${furthestNextMonths} 个月以后；写了就成为待办，到下一次登记为止`)),
  })
  .register(z.globalRegistry, { id: 'VisitBody', title: '要登记的走访' });
export type VisitBody = z.infer<typeof VisitBody>;
