import * as z from 'zod';
import { gazetteKinds } from '../../gazette/items.ts';
import { text } from './texts.ts';

export const ProposeBody = z.strictObject({
  kind: z.enum(gazetteKinds).describe('录入什么：arrangement 一年的节假日安排、lines 各县区的低保标准'),
  file: z.string().min(1).max(100_000).describe('文件的全文，CSV'),
  document: text(200).describe('所据文件的名称和文号；虚构的以“虚构：”开头'),
  url: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .describe('文件在网上的地址；节假日安排必填，须是政府网站'),
});
export const ConfirmProposalBody = z.strictObject({
  digest: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .describe('所核对的那一份的 digest：核准的就是看过的'),
});
export const RefuseProposalBody = z.strictObject({ reason: text(500).describe('为什么不采用') });
