import * as z from 'zod';
import { opinion } from './texts.ts';

/** So many attachments are evidence for one exemption. */
export const mostEvidence = 10;

/** checkForm judges it. */
export const AssessBody = z.unknown();
export const ExemptBody = z
  .strictObject({
    exclusion: z.string().max(40).describe('排除情形的编号'),
    reason: opinion.describe('豁免的理由'),
    /** 举证: attachments of this dossier. */
    evidence: z.array(z.string().max(40)).min(1).max(mostEvidence).describe('举证的附件：本档案里收下的附件的标识'),
  })
  .meta({ id: 'ExemptBody', title: '豁免裁定' });
