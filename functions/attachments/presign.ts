import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type AttachmentContentType, MAX_BYTES } from '../../shared/attachments/inspect.ts';
import { UPLOAD_SECONDS } from '../../shared/attachments/upload.ts';
import type { App } from '../../shared/services/app.ts';
import { s3 } from '../../shared/services/services.ts';

/** A form that puts one file of the promised type, 1 byte to 10 MB, under one key of the bucket, for five minutes. */
export async function presign(
  app: App,
  key: string,
  contentType: AttachmentContentType,
): Promise<{ url: string; fields: Record<string, string> }> {
  return createPresignedPost(s3(app), {
    Bucket: app.setting('DOCUMENTS_BUCKET'),
    Key: key,
    Conditions: [
      ['content-length-range', 1, MAX_BYTES],
      ['eq', '$Content-Type', contentType],
    ],
    Fields: { 'Content-Type': contentType },
    Expires: UPLOAD_SECONDS,
  });
}
