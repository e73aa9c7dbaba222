import { fileURLToPath } from 'node:url';
import { S3Client } from '@aws-sdk/client-s3';
import PDFDocument from 'pdfkit';
import { type Issued, issueCards } from './issue.ts';
import { openPrinter, type Printer } from './print/printer.ts';

const s3 = new S3Client({});
/** They lie beside the bundle (infra/functions.ts). */
const fonts = {
  main: fileURLToPath(new URL('fonts/NotoSansSC_400Regular.ttf', import.meta.url)),
  rare: fileURLToPath(new URL('fonts/rare-characters.ttf.br', import.meta.url)),
};
let printer: Printer | undefined;

/** The workflow's step `issueCards`. */
export async function handler({ dossierId }: { step: 'issueCards'; dossierId: string }): Promise<Issued> {
  printer ??= openPrinter(PDFDocument, fonts);
  return issueCards(dossierId, printer, s3);
}
