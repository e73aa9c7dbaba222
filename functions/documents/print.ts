import { fileURLToPath } from 'node:url';
import PDFDocument from 'pdfkit';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import type { StepHandler } from '../../shared/workflow/steps.ts';
import { issueCards } from './issue.ts';
import { openPrinter, type Printer } from './print/printer.ts';

/** The fonts lie beside the bundle (infra/functions.ts). */
const besideBundle = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** The workflow's step `issueCards`. @param pathOf where a file is that belongs beside the bundle */
export const lambda = (app: App, pathOf = besideBundle): StepHandler<'print-step'> => {
  let printer: Printer | undefined;
  return async ({ dossierId }) => {
    const [main, rare] = [pathOf('fonts/NotoSansSC_400Regular.ttf'), pathOf('fonts/rare-characters.ttf.br')];
    printer ??= openPrinter(PDFDocument, { main, rare });
    return issueCards(app, dossierId, printer);
  };
};

export const handler = lambda(fromEnvironment());
