/** What is printed for a household, by the name it has in the API and in the journal. */
export const documentKinds = ['officerCard', 'workerCard', 'bothCards', 'dossierForm'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** What people call each, as part of a file's name. */
export const documentTitles: Record<DocumentKind, string> = {
  officerCard: '联系卡（帮扶责任人存）',
  workerCard: '联系卡（困难职工存）',
  bothCards: '联系卡（两联，沿虚线裁开）',
  dossierForm: '困难职工档案表',
};

/** Where a print is kept: one place for each plan, so that printing again after a crash writes over the same object. */
export const printedKey = (dossierId: string, kind: DocumentKind, plan: number): string =>
  `printed/${dossierId}/${kind}-${plan}.pdf`;
