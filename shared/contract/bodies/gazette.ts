import * as z from 'zod/mini';
import { type GazetteKind, gazetteTitles } from '../../gazette/items.ts';
import { sha256 } from '../sha256.ts';
import { words } from '../words.ts';
import { text } from './texts.ts';

export const gazetteKind = words<GazetteKind>('录入什么', gazetteTitles);

export const ProposeBody = z
  .strictObject({
    kind: gazetteKind,
    file: z.string().check(z.minLength(1), z.maxLength(100_000), z.describe('文件的全文，CSV')),
    document: text(200).check(z.describe('所据文件的名称和文号；虚构的以“虚构：”开头')),
    url: z
      .nullable(z.url({ protocol: /^https$/ }).check(z.maxLength(500)))
      .check(z.describe('文件在网上的地址；节假日安排必填，须是政府网站')),
  })
  .register(z.globalRegistry, { id: 'ProposeBody', title: '要录入的公布数据' });
export const ConfirmProposalBody = z
  .strictObject({
    digest: sha256().check(z.describe('所核对的那一份的 digest：核准的就是看过的')),
  })
  .register(z.globalRegistry, { id: 'ConfirmProposalBody', title: '核准录入' });
export const RefuseProposalBody = z
  .strictObject({ reason: text(500).check(z.describe('为什么不采用')) })
  .register(z.globalRegistry, { id: 'RefuseProposalBody', title: '不采用录入' });
