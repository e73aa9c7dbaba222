import { inspectJpeg } from './jpeg.ts';
import { inspectPdf } from './pdf.ts';
import { inspectPng } from './png.ts';
import type { Refusal } from './refusal.ts';

export const attachmentContentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type AttachmentContentType = (typeof attachmentContentTypes)[number];

/** 10 MB. */
export const MAX_BYTES = 10 * 1024 * 1024;

const inspectors: Record<AttachmentContentType, (bytes: Buffer) => Refusal | undefined> = {
  'application/pdf': inspectPdf,
  'image/jpeg': inspectJpeg,
  'image/png': inspectPng,
};

/**
 * Whether a file is what it was promised to be, and opens: undefined, or the first reason why it is not taken. Pure,
 * bounded in time and memory, and never throws, whatever the bytes are.
 */
export function inspect(bytes: Buffer, contentType: AttachmentContentType): Refusal | undefined {
  if (bytes.length > MAX_BYTES) return 'tooLarge';
  return inspectors[contentType](bytes);
}
