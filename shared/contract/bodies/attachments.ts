import * as z from 'zod';
import { line } from './texts.ts';

export const RequestUploadBody = z
  .strictObject({
    kind: line(30).describe('附件类型'),
    name: line(100).describe('附件名称'),
    contentType: z.enum(['application/pdf', 'image/jpeg', 'image/png']).describe('文件类型'),
  })
  .meta({ id: 'RequestUploadBody', title: '要上传的附件' });
