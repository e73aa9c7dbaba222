import * as z from 'zod';
import { OrgPath } from '../org-path.ts';
import { aidKind, fundSource } from './ledger.ts';
import { opinion, shortText, text } from './texts.ts';

/** A file's bytes: whatever a spreadsheet saved, UTF-8 or GB18030. */
const file = z
  .string()
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
  .max(200_000);

export const PrepareBatchBody = z
  .strictObject({
    orgPath: OrgPath.describe('由哪个工会报：县以内的，各户都须在它之下'),
    kind: aidKind,
    project: shortText.describe('帮扶项目'),
    source: fundSource,
    giver: shortText.describe('由谁发放'),
    budget: z
      .int()
      .min(1)
      .max(1_000_000_000_00)
      .meta({ description: '预算，以分为单位；各户合计不能超过', 'x-unit': 'fen', examples: [10_000_000] }),
    reason: opinion.describe('项目申报的理由'),
    breachReason: text(300)
      .exactOptional()
      .describe('资金不合规定的理由，按本省的规定不用于其中一些户的级别而确须使用的才写'),
    file: file.describe(
      '名单，CSV 文件的内容（base64），UTF-8 或 GB18030，首行为序号,姓名,身份证号,金额（元）,备注；至多 500 户',
    ),
    dryRun: z.boolean().describe('只试算，什么也不保存'),
  })
  .meta({ id: 'PrepareBatchBody', title: '要报批的一批资金发放' });
export type PrepareBatchBody = z.infer<typeof PrepareBatchBody>;

export const ApproveBatchBody = z
  .strictObject({
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('所看的一批的 digest'),
    opinion: opinion.describe('意见'),
  })
  .meta({ id: 'ApproveBatchBody', title: '批准一批资金发放' });

export const RefuseBatchBody = z
  .strictObject({ reason: opinion.describe('为什么不予批准') })
  .meta({ id: 'RefuseBatchBody', title: '不予批准一批资金发放' });

export const SettleBatchBody = z
  .strictObject({
    file: file.describe(
      '银行的答复，CSV 文件的内容（base64），首行为序号,结果,日期,说明；结果为到账、退回或作罢，可以只写其中几行',
    ),
  })
  .meta({ id: 'SettleBatchBody', title: '银行对一批的答复' });
