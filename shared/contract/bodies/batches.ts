import * as z from 'zod/mini';
import { OrgPath } from '../org-path.ts';
import { sha256 } from '../sha256.ts';
import { aidKind, fundSource } from './ledger.ts';
import { opinion, shortText, text } from './texts.ts';

/** A file's bytes: whatever a spreadsheet saved, UTF-8 or GB18030. */
const file = z.string().check(z.regex(/^[A-Za-z0-9+/]+={0,2}$/), z.maxLength(200_000));

export const PrepareBatchBody = z
  .strictObject({
    orgPath: OrgPath.check(z.describe('由哪个工会报：各户都须归它或它以下的；写市、省的，是它本级和直属单位的')),
    kind: aidKind,
    project: shortText.check(z.describe('帮扶项目')),
    source: fundSource,
    giver: shortText.check(z.describe('由谁发放')),
    budget: z
      .int()
      .check(
        z.minimum(1),
        z.maximum(1_000_000_000_00),
        z.meta({ description: '预算，以分为单位；各户合计不能超过', 'x-unit': 'fen', examples: [10_000_000] }),
      ),
    reason: opinion.check(z.describe('项目申报的理由')),
    breachReason: z
      .exactOptional(text(300))
      .check(z.describe('资金不合规定的理由，按本省的规定不用于其中一些户的级别而确须使用的才写')),
    file: file.check(
      z.describe(
        '名单，CSV 文件的内容（base64），UTF-8 或 GB18030，首行为序号,姓名,身份证号,金额（元）,备注；至多 500 户',
      ),
    ),
    dryRun: z.boolean().check(z.describe('只试算，什么也不保存')),
  })
  .register(z.globalRegistry, { id: 'PrepareBatchBody', title: '要报批的一批资金发放' });
export type PrepareBatchBody = z.infer<typeof PrepareBatchBody>;

export const ApproveBatchBody = z
  .strictObject({
    digest: sha256().check(z.describe('所看的一批的 digest')),
    opinion: opinion.check(z.describe('意见')),
  })
  .register(z.globalRegistry, { id: 'ApproveBatchBody', title: '批准一批资金发放' });

export const RefuseBatchBody = z
  .strictObject({ reason: opinion.check(z.describe('为什么不予批准')) })
  .register(z.globalRegistry, { id: 'RefuseBatchBody', title: '不予批准一批资金发放' });

export const SettleBatchBody = z
  .strictObject({
    file: file.check(
      z.describe(
        '银行的答复，CSV 文件的内容（base64），首行为序号,结果,日期,说明；结果为到账、退回或作罢，可以只写其中几行',
      ),
    ),
  })
  .register(z.globalRegistry, { id: 'SettleBatchBody', title: '银行对一批的答复' });
