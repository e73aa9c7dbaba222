import * as z from 'zod/mini';
import { opinion } from './texts.ts';

/** So many attachments are evidence for one exemption. */
export const mostEvidence = 10;

/** checkForm judges it. */
export const AssessBody = z.unknown();
export const ExemptBody = z
  .strictObject({
    exclusion: z.string().check(z.maxLength(40), z.describe('排除情形的编号')),
    reason: opinion.check(z.describe('豁免的理由')),
    /** 举证: attachments of this dossier. */
    evidence: z
      .array(z.string().check(z.maxLength(40)))
      .check(z.minLength(1), z.maxLength(mostEvidence), z.describe('举证的附件：本档案里收下的附件的标识')),
  })
  .register(z.globalRegistry, { id: 'ExemptBody', title: '豁免裁定' });
