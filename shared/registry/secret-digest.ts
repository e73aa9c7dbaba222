import { createHash } from 'node:crypto';

/** What is stored of a secret that somebody holds (a link, a receipt, a browser): whoever reads the table cannot pass for them. */
export const secretDigest = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
