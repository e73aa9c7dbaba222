import { dossierForm } from './dossier-form.ts';
import { openFace, type PDFKit, requireGlyphs } from './face.ts';
import { officerCard } from './officer-card.ts';
import { drawSheet } from './pages.ts';
import type { Sheet } from './sheet.ts';
import type { DossierFormView, OfficerCardView, WorkerCardView } from './views.ts';
import { workerCard } from './worker-card.ts';

/**
 * Prints views as PDF (A4, zh-CN). `printedAt` is the instant of printing; its day in Asia/Shanghai is shown. The same
 * view and instant give the same bytes. Every method throws GlyphMissing (E1400) and prints nothing when the font
 * lacks a character.
 */
export interface Printer {
  officerCard(view: OfficerCardView, printedAt: Date): Promise<Uint8Array>;
  workerCard(view: WorkerCardView, printedAt: Date): Promise<Uint8Array>;
  dossierForm(view: DossierFormView, printedAt: Date): Promise<Uint8Array>;
}

/**
 * Opens the font for as many documents as the process prints; keep the printer.
 * @param PDFDocument pdfkit's default export, which the caller may import on first use.
 * @param fontPath a TrueType face that covers Chinese names (Noto Sans SC, as TTF).
 */
export function openPrinter(PDFDocument: PDFKit, fontPath: string): Printer {
  const face = openFace(PDFDocument, fontPath);
  const print = async (sheet: Sheet, printedAt: Date): Promise<Uint8Array> => {
    requireGlyphs(face, sheet);
    const doc = new PDFDocument({
      // pdfkit takes a parsed font where its types know only a path; with it, no standard font is ever looked for.
      font: face as unknown as string,
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
    drawSheet(doc, sheet, dayInShanghai(printedAt));
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
