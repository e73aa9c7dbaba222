import { signedAddress } from '../runtime/s3-signing.ts';
import type { App } from './app.ts';
import { signing } from './services.ts';

/** How long an address can be used, in seconds. */
export const DOWNLOAD_SECONDS = 300;

/**
 * The address of one object for five minutes, offered for saving under a name and never shown in place: S3 cannot be
 * told to send `nosniff`, so the type it is of is signed into the address, and a browser has nothing to guess.
 */
export function presign(app: App, key: string, fileName: string, contentType: string): Promise<string> {
  return signedAddress(signing(app), {
    bucket: app.setting('DOCUMENTS_BUCKET'),
    key,
    more: {
      'response-content-disposition': attachment(fileName),
      'response-content-type': contentType,
      'response-cache-control': 'private, no-store',
    },
    seconds: DOWNLOAD_SECONDS,
    now: app.now(),
  });
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
