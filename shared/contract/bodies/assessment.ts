import * as z from 'zod';
import { opinion } from './texts.ts';

/** checkSheet judges it. */
export const AssessBody = z.unknown();
export const ExemptBody = z.strictObject({
  exclusion: z.string().max(40),
  reason: opinion,
  /** 举证: attachments of this dossier. */
  evidence: z.array(z.string().max(40)).min(1).max(10),
});
