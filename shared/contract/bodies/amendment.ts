import * as z from 'zod/mini';
import { words } from '../words.ts';
import { seenMatter } from './seen.ts';
import { line, opinion, text } from './texts.ts';

export const AmendBody = z
  .strictObject({ matter: seenMatter, reason: opinion.check(z.describe('为什么变更：家里的情况怎样变了；记入档案')) })
  .register(z.globalRegistry, { id: 'AmendBody', title: '开始变更' });

export const ConversionBody = z
  .strictObject({
    matter: seenMatter,
    reason: opinion.check(z.describe('为什么转正：期满以后为什么还要帮扶；记入档案')),
  })
  .register(z.globalRegistry, { id: 'ConversionBody', title: '开始转正' });

export const PaperBody = z
  .strictObject({
    form: z.int().check(z.minimum(1), z.describe('照哪一份档案表同步的：据以在册的那一份的编号（formInForce）')),
  })
  .register(z.globalRegistry, { id: 'PaperBody', title: '纸质档案已同步' });

export const EntryBody = z
  .strictObject({
    form: z.int().check(z.minimum(1), z.describe('照哪一份档案表录入的：据以在册的那一份的编号')),
    plan: z.int().check(z.minimum(1), z.describe('照第几版帮扶计划录入的：最近发卡的那一版')),
  })
  .register(z.globalRegistry, { id: 'EntryBody', title: '已录入' });

export const ContactBody = z
  .strictObject({
    form: z
      .int()
      .check(
        z.minimum(1),
        z.describe('看到的是哪一份档案表：据以在册的那一份的编号（formInForce）；此后又换了一份的，看过再改'),
      ),
    changes: z
      .record(z.string(), z.unknown())
      .check(z.describe('要改的各栏，照档案表的写法，不改的不写；null 为清空，一张单子整张换。只能改不影响认定的各栏')),
  })
  .register(z.globalRegistry, { id: 'ContactBody', title: '更新资料' });

export const AccountBody = z
  .strictObject({
    form: z.int().check(z.minimum(1), z.describe('看到的是哪一份档案表：据以在册的那一份的编号（formInForce）')),
    account: z
      .nullable(
        z.strictObject({
          bankName: line(50).check(z.describe('开户银行')),
          bankBranch: z.optional(line(50)).check(z.describe('支行名称')),
          bankAccount: line(40).check(z.describe('银行卡号')),
        }),
      )
      .check(z.describe('新的银行账户，写全；null 为不再用账户发放')),
    reason: opinion.check(z.describe('为什么换，怎样核实的：确认的人看得到，记入档案')),
  })
  .register(z.globalRegistry, { id: 'AccountBody', title: '更换银行账户' });

export const AccountRulingBody = z
  .strictObject({
    account: z.int().check(z.minimum(1), z.describe('看到的是第几次登记的（accountPending.account）')),
    outcome: words('核对的结果', { confirmed: '核对过，确认', refused: '不采用' }),
    reason: z.optional(text(500)).check(z.describe('不采用的，为什么')),
  })
  .register(z.globalRegistry, { id: 'AccountRulingBody', title: '确认银行账户' });
