import * as z from 'zod/mini';

/** A SHA-256 digest in hexadecimal. Made anew at each use, for each says of itself what it is of. */
export const sha256 = () => z.string().check(z.regex(/^[0-9a-f]{64}$/));
