import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';
import PDFDocument from 'pdfkit';
import { GlyphMissing } from '../../shared/print/glyph-missing.ts';
import { openPrinter, type Printer } from '../../shared/print/printer.ts';
import { type Issued, issueCards } from './issue.ts';
import { Unprintable } from './unprintable.ts';

const s3 = new S3Client({});
/** Lies beside the bundle (infra/functions.ts). */
const font = new URL('fonts/NotoSansSC_400Regular.ttf', import.meta.url);
let printer: Printer | undefined;

/** The workflow's step `issueCards`. */
export async function handler({ dossierId }: { step: 'issueCards'; dossierId: string }): Promise<Issued> {
  printer ??= openPrinter(PDFDocument, fileURLToPath(font));
  try {
    return await issueCards(dossierId, printer, s3);
  } catch (error) {
    throw error instanceof GlyphMissing ? new Unprintable(error) : error;
  }
}
