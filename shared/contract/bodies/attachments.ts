import * as z from 'zod';
import { text } from './texts.ts';

export const RequestUploadBody = z.strictObject({
  kind: text(30).describe('附件类型'),
  name: text(100).describe('附件名称'),
  contentType: z.enum(['application/pdf', 'image/jpeg', 'image/png']),
});
