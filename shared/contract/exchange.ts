import type * as z from 'zod/mini';
import type { ErrorCode } from '../errors/catalogue.ts';

/** What a browser loads of the workbench, by its media type. */
export const fileTypes = {
  'text/javascript': '脚本',
  'text/css': '样式',
  'text/csv': '表格',
  'application/json': '地图',
} as const;

/** What an operation takes and answers. Its method, path, access and query stand in routes.ts. */
export interface Exchange {
  /** What it does, in Chinese. */
  summary: string;
  body?: z.core.$ZodType;
  /** Whether the function judges the body itself, because it has more to say of it than a schema. */
  judged?: true;
  /** A body that would do. */
  example?: unknown;
  /** Status of the answer when all went well. */
  status: number | readonly number[];
  /** Whether the answer carries the dossier's version. */
  etag?: true;
  /** Whether the answer is the same for everyone and may be kept, so that If-None-Match asks if it still holds. */
  cached?: true;
  /** Whether If-Match must name the version that was read. */
  ifMatch?: true;
  /** The JSON that is answered, or what kind of other thing. */
  answer: z.core.$ZodType | 'page' | 'file' | 'description';
  /** Whether a page comes back with what was entered and what is to be mended, by status 422. */
  entry?: true;
  /** Whether a page says, by status 410, that what it was about has ended. */
  ended?: true;
  /** Numbers that it can answer, besides those that others of its kind can as well (`errorsOf`). */
  errors: readonly ErrorCode[];
}
