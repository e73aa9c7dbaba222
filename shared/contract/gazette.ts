import * as z from 'zod';
import { gazetteKinds } from '../gazette/items.ts';
import { Cursor, IsoDate, IsoInstant } from './parts.ts';

/* What the operations on 公布数据 answer. */

const Kind = z.enum(gazetteKinds).describe('arrangement 节假日安排，lines 低保标准');
const Digest = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .describe('SHA-256');
const invented = z.boolean().describe('虚构的，只供演示和测试');
const source = z.string().describe('依据');
const ProposalNumber = z.int().min(1).describe('录入的编号，先后为序');

const Line = z.strictObject({
  division: z.string(),
  name: z.string(),
  from: IsoDate,
  to: IsoDate.nullable(),
  fen: z.int().describe('每人每月，分'),
  source,
  digest: Digest.describe('认定的依据里记的就是它'),
  invented,
});
const Year = z.strictObject({
  year: z.int(),
  off: z.array(IsoDate).describe('放假的周一至周五'),
  work: z.array(IsoDate).describe('上班的周六、周日'),
  source,
  digest: Digest.describe('公示和送审的记录里记的就是它'),
  invented,
});

export const GazetteInForce = z.strictObject({
  years: z.array(Year).describe('工作日历涵盖的各年'),
  lines: z.array(Line).describe('各县区现在和以后的低保标准；早已过去的不列'),
});

const proposal = {
  number: ProposalNumber,
  kind: Kind,
  kindTitle: z.string(),
  document: z.string().describe('所据的文件'),
  url: z.url().nullable(),
  digest: Digest.describe('核准时原样交回'),
  by: z.string().describe('录入的人，登录标识'),
  at: IsoInstant,
  outcome: z
    .strictObject({
      outcome: z.enum(['confirmed', 'refused']).describe('confirmed 已核准，refused 不采用'),
      by: z.string(),
      at: IsoInstant,
      reason: z.string().describe('不采用的理由；核准的为空'),
    })
    .nullable()
    .describe('null 为等待核准'),
};

export const Proposed = z.strictObject({ number: ProposalNumber, digest: Digest });
export const ProposalList = z.strictObject({ proposals: z.array(z.strictObject(proposal)), cursor: Cursor });
export const ProposalDetail = z.strictObject({
  ...proposal,
  file: z.string().describe('CSV 全文'),
  faults: z.array(z.string()).describe('今天核准的话，还有哪些不对；已有结果的为空'),
  year: Year.nullable().describe('核准之后算数的一年'),
  lines: z.array(Line).nullable().describe('核准之后算数的低保标准，各从哪天起'),
});
export const ProposalConfirmed = z.strictObject({
  number: ProposalNumber,
  kind: Kind,
  version: z.int().min(1).describe('这一种数据的第几版'),
});
export const ProposalRefused = z.strictObject({ number: ProposalNumber });
