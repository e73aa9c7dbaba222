import { brotliDecompressSync } from 'node:zlib';

/** A text that a generator compressed with Brotli and wrote in base64, so that it takes little of a bundle. */
export function unpack(packed: string): string {
  return brotliDecompressSync(Buffer.from(packed, 'base64')).toString();
}
