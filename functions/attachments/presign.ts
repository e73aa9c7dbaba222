import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type AttachmentContentType, MAX_BYTES } from '../../shared/attachments/inspect.ts';
import { UPLOAD_SECONDS } from '../../shared/attachments/upload.ts';
import type { App } from '../../shared/services/app.ts';

/** Loaded by a dynamic import, and so with a client of its own: of the app's parts it takes none along. */
let client: S3Client | undefined;

/** A form that puts one file of the promised type, 1 byte to 10 MB, under one key of the bucket, for five minutes. */
export async function presign(
  app: App,
  key: string,
  contentType: AttachmentContentType,
): Promise<{ url: string; fields: Record<string, string> }> {
  const own = () => (client ??= new S3Client({}));
  return createPresignedPost(app.edge.s3 ?? own(), {
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
