import * as z from 'zod';
import { mostTranscriptRows } from '../../dossier/transcript.ts';
import { type Tier, tierTitles } from '../../standards/tiers.ts';
import { OrgPath } from '../org-path.ts';
import { words } from '../words.ts';
import { opinion } from './texts.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const OldDossier = z
  .strictObject({
    row: z.int().min(1).max(999_999).describe('这一户本人在文件里的第几行，表格软件的行号；各户从小到大'),
    orgPath: OrgPath.describe('归哪个工会：在报的工会之下'),
    dossierNumber: z.string().max(60).describe('旧档的职工编号（档案编号），照写；全县不重'),
    registeredOn: z.string().max(20).describe('旧档的建档日期，写作 2019-03-05'),
    category: z.string().max(20).describe('困难类别'),
    tier: words<Tier>('档案级别', tierTitles),
    form: z.unknown().meta({ title: '档案表', description: '与 PUT /v1/dossiers/{id}/form 的一样；须是完整的' }),
  })
  .meta({ id: 'OldDossier', title: '一户旧档' });

export const PrepareTranscriptBody = z
  .strictObject({
    orgPath: OrgPath.describe('由哪个工会报：县以内的，各户都须在它之下'),
    file: sha256.describe('各户从哪一份文件来：整份文件的 SHA-256；记进各户的日志'),
    rows: z.array(OldDossier).min(1).max(mostTranscriptRows).describe('各户；一份文件多的，分几批报'),
    dryRun: z.boolean().describe('只试一遍，什么也不保存'),
  })
  .meta({ id: 'PrepareTranscriptBody', title: '要转入的一批旧档' });
export type PrepareTranscriptBody = z.infer<typeof PrepareTranscriptBody>;

export const ConfirmTranscriptBody = z
  .strictObject({ digest: sha256.describe('所看的一批的 digest'), opinion: opinion.describe('意见') })
  .meta({ id: 'ConfirmTranscriptBody', title: '确认一批旧档' });

export const RefuseTranscriptBody = z
  .strictObject({ reason: opinion.describe('为什么不转入') })
  .meta({ id: 'RefuseTranscriptBody', title: '不转入一批旧档' });
