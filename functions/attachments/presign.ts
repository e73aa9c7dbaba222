import { S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { type AttachmentContentType, MAX_BYTES } from '../../shared/attachments/inspect.ts';
import { UPLOAD_SECONDS } from '../../shared/attachments/upload.ts';
import { environment } from '../../shared/runtime/environment.ts';

let client: S3Client | undefined;

/** A form that puts one file of the promised type, 1 byte to 10 MB, under one key of the bucket, for five minutes. */
export async function presign(
  key: string,
  contentType: AttachmentContentType,
): Promise<{ url: string; fields: Record<string, string> }> {
  client ??= new S3Client({});
  return createPresignedPost(client, {
    Bucket: environment('DOCUMENTS_BUCKET'),
    Key: key,
    Conditions: [
      ['content-length-range', 1, MAX_BYTES],
      ['eq', '$Content-Type', contentType],
    ],
    Fields: { 'Content-Type': contentType },
    Expires: UPLOAD_SECONDS,
  });
}
