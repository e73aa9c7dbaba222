import * as z from 'zod/mini';
import { mostTranscriptRows } from '../../dossier/transcript.ts';
import { type Tier, tierTitles } from '../../standards/tiers.ts';
import { OrgPath } from '../org-path.ts';
import { sha256 } from '../sha256.ts';
import { words } from '../words.ts';
import { opinion } from './texts.ts';

const OldDossier = z
  .strictObject({
    row: z
      .int()
      .check(z.minimum(1), z.maximum(999_999), z.describe('这一户本人在文件里的第几行，表格软件的行号；各户从小到大')),
    orgPath: OrgPath.check(z.describe('归哪个工会：报的工会，或它以下的')),
    dossierNumber: z
      .string()
      .check(
        z.maxLength(60),
        z.describe('旧档的职工编号（档案编号），照写；全县不重，市、省本级和直属单位的合在一起不重'),
      ),
    registeredOn: z.string().check(z.maxLength(20), z.describe('旧档的建档日期，写作 2019-03-05')),
    category: z.string().check(z.maxLength(20), z.describe('困难类别')),
    tier: words<Tier>('档案级别', tierTitles),
    form: z
      .unknown()
      .check(z.meta({ title: '档案表', description: '与 PUT /v1/dossiers/{id}/form 的一样；须是完整的' })),
  })
  .register(z.globalRegistry, { id: 'OldDossier', title: '一户旧档' });

export const PrepareTranscriptBody = z
  .strictObject({
    orgPath: OrgPath.check(z.describe('由哪个工会报：各户都须归它或它以下的；写市、省的，是它本级和直属单位的')),
    file: sha256().check(z.describe('各户从哪一份文件来：整份文件的 SHA-256；记进各户的日志')),
    rows: z
      .array(OldDossier)
      .check(z.minLength(1), z.maxLength(mostTranscriptRows), z.describe('各户；一份文件多的，分几批报')),
    dryRun: z.boolean().check(z.describe('只试一遍，什么也不保存')),
  })
  .register(z.globalRegistry, { id: 'PrepareTranscriptBody', title: '要转入的一批旧档' });
export type PrepareTranscriptBody = z.infer<typeof PrepareTranscriptBody>;

export const ConfirmTranscriptBody = z
  .strictObject({
    digest: sha256().check(z.describe('所看的一批的 digest')),
    opinion: opinion.check(z.describe('意见')),
  })
  .register(z.globalRegistry, { id: 'ConfirmTranscriptBody', title: '确认一批旧档' });

export const RefuseTranscriptBody = z
  .strictObject({ reason: opinion.check(z.describe('为什么不转入')) })
  .register(z.globalRegistry, { id: 'RefuseTranscriptBody', title: '不转入一批旧档' });
