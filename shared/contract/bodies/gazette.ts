import * as z from 'zod';
import { type GazetteKind, gazetteTitles } from '../../gazette/items.ts';
import { words } from '../words.ts';
import { text } from './texts.ts';

export const gazetteKind = words<GazetteKind>('录入什么', gazetteTitles);

export const ProposeBody = z
  .strictObject({
    kind: gazetteKind,
    file: z.string().min(1).max(100_000).describe('文件的全文，CSV'),
    document: text(200).describe('所据文件的名称和文号；虚构的以“虚构：”开头'),
    url: z
      .url({ protocol: /^https$/ })
      .max(500)
      .nullable()
      .describe('文件在网上的地址；节假日安排必填，须是政府网站'),
  })
  .meta({ id: 'ProposeBody', title: '要录入的公布数据' });
export const ConfirmProposalBody = z
  .strictObject({
    digest: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .describe('所核对的那一份的 digest：核准的就是看过的'),
  })
  .meta({ id: 'ConfirmProposalBody', title: '核准录入' });
export const RefuseProposalBody = z
  .strictObject({ reason: text(500).describe('为什么不采用') })
  .meta({ id: 'RefuseProposalBody', title: '不采用录入' });
