import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { App } from './app.ts';

/** How long an address can be used, in seconds. */
export const DOWNLOAD_SECONDS = 300;

let client: S3Client | undefined;

/**
 * The address of one object for five minutes, offered for saving under a name and never shown in place: S3 cannot be
 * told to send `nosniff`, so the type it is of is signed into the address, and a browser has nothing to guess.
 */
export async function presign(app: App, key: string, fileName: string, contentType: string): Promise<string> {
  // Otherwise the address carries the checksum of a body that a GET does not have.
  const own = () =>
    (client ??= new S3Client({
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
    }));
  const command = new GetObjectCommand({
    Bucket: app.setting('DOCUMENTS_BUCKET'),
    Key: key,
    ResponseContentDisposition: attachment(fileName),
    ResponseContentType: contentType,
    ResponseCacheControl: 'private, no-store',
  });
  return getSignedUrl(app.edge.s3 ?? own(), command, { expiresIn: DOWNLOAD_SECONDS });
}

/** Content-Disposition with the name in UTF-8 (RFC 6266, RFC 8187), and its ASCII part for whoever cannot read that. */
function attachment(fileName: string): string {
  const ascii = fileName.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(fileName).replace(
    /['()*!]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
