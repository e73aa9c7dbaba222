import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { type Issued, issueCards } from './issue.ts';
import { openPrinter, type Printer } from './print/printer.ts';

/** They lie beside the bundle (infra/functions.ts). */
const fonts = {
  main: fileURLToPath(new URL('fonts/NotoSansSC_400Regular.ttf', import.meta.url)),
  rare: fileURLToPath(new URL('fonts/rare-characters.ttf.br', import.meta.url)),
};

/** The workflow's step `issueCards`. */
export const lambda = (app: App) => {
  let printer: Printer | undefined;
  return async ({ dossierId }: { step: 'issueCards'; dossierId: string }): Promise<Issued> => {
    printer ??= openPrinter(PDFDocument, fonts);
    return issueCards(app, dossierId, printer);
  };
};

export const handler = lambda(fromEnvironment());
