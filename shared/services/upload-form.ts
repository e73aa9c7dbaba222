import { type AttachmentContentType, MAX_BYTES } from '../attachments/inspect.ts';
import { UPLOAD_SECONDS } from '../attachments/upload.ts';
import { signedForm } from '../runtime/s3-signing.ts';
import type { App } from './app.ts';
import { signing } from './services.ts';

/** What somebody's telephone sends, who promises nothing: its first bytes say what it is. */
export const anyType = 'application/octet-stream';

/** A form that puts one file of the promised type, 1 byte to 10 MB, under one key of the bucket, for five minutes. */
export function presign(
  app: App,
  key: string,
  contentType: AttachmentContentType | typeof anyType,
  more: Record<string, string> = {},
): Promise<{ url: string; fields: Record<string, string> }> {
  return signedForm(signing(app), {
    bucket: app.setting('DOCUMENTS_BUCKET'),
    key,
    conditions: [
      ['content-length-range', 1, MAX_BYTES],
      ['eq', '$Content-Type', contentType],
    ],
    fields: { 'Content-Type': contentType, ...more },
    seconds: UPLOAD_SECONDS,
    now: app.now(),
  });
}
