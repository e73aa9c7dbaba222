import { consentSheet } from './consent-sheet.ts';
import { drawCutPage } from './cut-page.ts';
import { disposalCertificate } from './disposal-certificate.ts';
import { dossierForm } from './dossier-form.ts';
import { type FontPaths, openFaces, type PDFKit } from './face.ts';
import { halfOfficerCard, halfWorkerCard } from './half-cards.ts';
import { ledgerSheet } from './ledger-sheet.ts';
import { officerCard } from './officer-card.ts';
import { drawSheet } from './pages.ts';
import type { Sheet } from './sheet.ts';
import type {
  BothCardsView,
  ConsentSheetView,
  DisposalCertificateView,
  DossierFormView,
  LedgerView,
  OfficerCardView,
  WorkerCardView,
} from './views.ts';
import { workerCard } from './worker-card.ts';

/**
 * Prints views as PDF (A4, zh-CN). `printedAt` is the instant of printing; its day in Asia/Shanghai is shown. The same
 * view and instant give the same bytes. A character that neither font has is a box that a pen fills in, as a note on
 * the print says: nothing is ever refused.
 */
export interface Printer {
  officerCard(view: OfficerCardView, printedAt: Date): Promise<Uint8Array>;
  workerCard(view: WorkerCardView, printedAt: Date): Promise<Uint8Array>;
  /**
   * Both cards of a household on one page, to be cut apart; on a page each when one is too long for half a page.
   */
  bothCards(views: BothCardsView, printedAt: Date): Promise<Uint8Array>;
  dossierForm(view: DossierFormView, printedAt: Date): Promise<Uint8Array>;
  ledgerSheet(view: LedgerView, printedAt: Date): Promise<Uint8Array>;
  consentSheet(view: ConsentSheetView, printedAt: Date): Promise<Uint8Array>;
  disposalCertificate(view: DisposalCertificateView, printedAt: Date): Promise<Uint8Array>;
  /** Several, one behind the other in one document; each begins a page, and is numbered and dated as by itself. */
  together(prints: readonly Bundled[], printedAt: Date): Promise<Uint8Array>;
}

/** One of several prints in a document; `begun` is told when it is its turn, so that whoever asked knows which one failed. */
export type Bundled = { at: Date; begun?: () => void } & (
  | { kind: 'officerCard'; view: OfficerCardView }
  | { kind: 'workerCard'; view: WorkerCardView }
  | { kind: 'bothCards'; view: BothCardsView }
  | { kind: 'dossierForm'; view: DossierFormView }
  | { kind: 'ledgerSheet'; view: LedgerView }
  | { kind: 'consentSheet'; view: ConsentSheetView }
);

/**
 * Opens the fonts for as many documents as the process prints; keep the printer.
 * @param PDFDocument pdfkit's default export, which the caller may import on first use.
 */
export function openPrinter(PDFDocument: PDFKit, paths: FontPaths): Printer {
  const faces = openFaces(PDFDocument, paths);
  const drawBothCards = (doc: InstanceType<PDFKit>, { officer, worker }: BothCardsView, day: string): void => {
    if (drawCutPage(doc, faces, [halfOfficerCard(officer), halfWorkerCard(worker)], day)) return;
    drawSheet(doc, faces, officerCard(officer), day);
    drawSheet(doc, faces, workerCard(worker), day);
  };
  const print = (sheet: Sheet, printedAt: Date) =>
    draw(sheet.title + sheet.copy, sheet.union, printedAt, (doc, day) => drawSheet(doc, faces, sheet, day));
  const draw = async (
    title: string,
    union: string,
    printedAt: Date,
    drawOn: (doc: InstanceType<PDFKit>, day: string) => void,
  ): Promise<Uint8Array> => {
    const doc = new PDFDocument({
      // No font yet: pdfkit would look for a standard one.
      font: '',
      autoFirstPage: false,
      bufferPages: true,
      lang: 'zh-CN',
      displayTitle: true,
      pdfVersion: '1.7',
      info: { Title: title, Author: union, CreationDate: printedAt },
    });
    const chunks: Uint8Array[] = [];
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const ended = new Promise<void>((resolve, reject) => doc.on('end', resolve).on('error', reject));
    drawOn(doc, dayInShanghai(printedAt));
    doc.end();
    await ended;
    return Buffer.concat(chunks);
  };
  return {
    officerCard: (view, printedAt) => print(officerCard(view), printedAt),
    workerCard: (view, printedAt) => print(workerCard(view), printedAt),
    bothCards: ({ officer, worker }, printedAt) =>
      draw('困难职工解困脱困联系卡', officer.union, printedAt, (doc, day) =>
        drawBothCards(doc, { officer, worker }, day),
      ),
    dossierForm: (view, printedAt) => print(dossierForm(view), printedAt),
    ledgerSheet: (view, printedAt) => print(ledgerSheet(view), printedAt),
    consentSheet: (view, printedAt) => print(consentSheet(view), printedAt),
    disposalCertificate: (view, printedAt) => print(disposalCertificate(view), printedAt),
    together: (prints, printedAt) =>
      draw('打印队列', '', printedAt, (doc) => {
        for (const each of prints) {
          each.begun?.();
          const day = dayInShanghai(each.at);
          if (each.kind === 'bothCards') drawBothCards(doc, each.view, day);
          else drawSheet(doc, faces, sheetOf(each), day);
        }
      }),
  };
}

/** What a print looks like that is drawn by itself. */
function sheetOf(print: Exclude<Bundled, { kind: 'bothCards' }>): Sheet {
  switch (print.kind) {
    case 'officerCard':
      return officerCard(print.view);
    case 'workerCard':
      return workerCard(print.view);
    case 'dossierForm':
      return dossierForm(print.view);
    case 'ledgerSheet':
      return ledgerSheet(print.view);
    case 'consentSheet':
      return consentSheet(print.view);
  }
}

function dayInShanghai(instant: Date): string {
  const day = new Date(instant.getTime() + 8 * 3_600_000);
  return `${day.getUTCFullYear()}年${day.getUTCMonth() + 1}月${day.getUTCDate()}日`;
}
