import { inspectJpeg, rewriteJpeg } from './jpeg.ts';
import { inspectPdf } from './pdf.ts';
import { inspectPng, rewritePng } from './png.ts';
import type { Refusal } from './refusal.ts';

export const attachmentContentTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;
export type AttachmentContentType = (typeof attachmentContentTypes)[number];

/** 10 MB. */
export const MAX_BYTES = 10 * 1024 * 1024;

/** Of which type a file is by its first bytes; undefined of every other. */
export function typeOf(bytes: Buffer): AttachmentContentType | undefined {
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg';
  if (bytes.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  return bytes.subarray(0, 5).toString('latin1') === '%PDF-' ? 'application/pdf' : undefined;
}

const inspectors: Record<AttachmentContentType, (bytes: Buffer) => Refusal | undefined | Promise<Refusal | undefined>> =
  {
    'application/pdf': inspectPdf,
    'image/jpeg': inspectJpeg,
    'image/png': inspectPng,
  };

/**
 * Whether a file is what it was promised to be, and opens: undefined, or the first reason why it is not taken. Pure,
 * bounded in time and memory, and never throws, whatever the bytes are.
 */
export async function inspect(bytes: Buffer, contentType: AttachmentContentType): Promise<Refusal | undefined> {
  if (bytes.length > MAX_BYTES) return 'tooLarge';
  return inspectors[contentType](bytes);
}

/** What of a file that `inspect` passed is stored, and when the picture was taken by the camera's clock, if it says so. */
export function rewritten(
  bytes: Buffer,
  contentType: AttachmentContentType,
): { content: Buffer; takenAt: string | null } {
  if (contentType === 'application/pdf') return { content: bytes, takenAt: null };
  const { content, facts } = contentType === 'image/jpeg' ? rewriteJpeg(bytes) : rewritePng(bytes);
  return { content, takenAt: facts.takenAt };
}
