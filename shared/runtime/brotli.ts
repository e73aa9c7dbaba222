import { brotliDecompressSync } from 'node:zlib';

/**
 * Stands in for `brotli/decompress.js`, by which fontkit reads WOFF2: the package brings the whole of Brotli in JavaScript,
 * half a megabyte, and Node has it.
 */
export default (compressed: Uint8Array): Uint8Array => brotliDecompressSync(compressed);
