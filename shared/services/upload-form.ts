import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type AttachmentContentType, MAX_BYTES } from '../attachments/inspect.ts';
import { UPLOAD_SECONDS } from '../attachments/upload.ts';
import type { App } from './app.ts';
import { s3 } from './services.ts';

/** What somebody's telephone sends, who promises nothing: its first bytes say what it is. */
export const anyType = 'application/octet-stream';

/** A form that puts one file of the promised type, 1 byte to 10 MB, under one key of the bucket, for five minutes. */
export async function presign(
  app: App,
  key: string,
  contentType: AttachmentContentType | typeof anyType,
  more: Record<string, string> = {},
): Promise<{ url: string; fields: Record<string, string> }> {
  return createPresignedPost(s3(app), {
    Bucket: app.setting('DOCUMENTS_BUCKET'),
    Key: key,
    Conditions: [
      ['content-length-range', 1, MAX_BYTES],
      ['eq', '$Content-Type', contentType],
    ],
    Fields: { 'Content-Type': contentType, ...more },
    Expires: UPLOAD_SECONDS,
  });
}
