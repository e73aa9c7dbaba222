import { dossierForm } from './dossier-form.ts';
import { type FontPaths, openFaces, type PDFKit } from './face.ts';
import { officerCard } from './officer-card.ts';
import { drawSheet } from './pages.ts';
import type { Sheet } from './sheet.ts';
import type { DossierFormView, OfficerCardView, WorkerCardView } from './views.ts';
import { workerCard } from './worker-card.ts';

/**
 * Prints views as PDF (A4, zh-CN). `printedAt` is the instant of printing; its day in Asia/Shanghai is shown. The same
 * view and instant give the same bytes. A character that neither font has is a box that a pen fills in, as a note on
 * the print says: nothing is ever refused.
 */
export interface Printer {
  officerCard(view: OfficerCardView, printedAt: Date): Promise<Uint8Array>;
  workerCard(view: WorkerCardView, printedAt: Date): Promise<Uint8Array>;
  dossierForm(view: DossierFormView, printedAt: Date): Promise<Uint8Array>;
}

/**
 * Opens the fonts for as many documents as the process prints; keep the printer.
 * @param PDFDocument pdfkit's default export, which the caller may import on first use.
 */
export function openPrinter(PDFDocument: PDFKit, paths: FontPaths): Printer {
  const faces = openFaces(PDFDocument, paths);
  const print = async (sheet: Sheet, printedAt: Date): Promise<Uint8Array> => {
    const doc = new PDFDocument({
      // No font yet: pdfkit would look for a standard one.
      font: '',
      autoFirstPage: false,
      bufferPages: true,
      lang: 'zh-CN',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: `${sheet.title}${sheet.copy}`, Author: sheet.union, CreationDate: printedAt },
    });
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
    drawSheet(doc, faces, sheet, dayInShanghai(printedAt));
    doc.end();
    await ended;
    return Buffer.concat(chunks);
  };
  return {
    officerCard: (view, printedAt) => print(officerCard(view), printedAt),
    workerCard: (view, printedAt) => print(workerCard(view), printedAt),
    dossierForm: (view, printedAt) => print(dossierForm(view), printedAt),
  };
}

function dayInShanghai(instant: Date): string {
  const day = new Date(instant.getTime() + 8 * 3_600_000);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
}
