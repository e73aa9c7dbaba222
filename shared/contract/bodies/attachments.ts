import * as z from 'zod/mini';
import { line } from './texts.ts';

export const RequestUploadBody = z
  .strictObject({
    kind: line(30).check(z.describe('附件类型')),
    name: line(100).check(z.describe('附件名称')),
    contentType: z.enum(['application/pdf', 'image/jpeg', 'image/png']).check(z.describe('文件类型')),
  })
  .register(z.globalRegistry, { id: 'RequestUploadBody', title: '要上传的附件' });
