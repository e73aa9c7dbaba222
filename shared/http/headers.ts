/** What every answer carries, whether a function gives it or API Gateway itself. */
export const safeHeaders = {
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Strict-Transport-Security': 'max-age=31536000',
} as const;

/** Headers that a page of another origin may read. */
export const exposedHeaders = 'ETag,Location,Retry-After';
