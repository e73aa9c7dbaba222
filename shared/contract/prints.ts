/* What can be printed together: the description of the API and the workbench take it from here. */

export const togetherTitles = {
  bothCards: '联系卡（两联，沿虚线裁开）',
  officerCard: '联系卡（帮扶责任人存）',
  workerCard: '联系卡（困难职工存）',
  dossierForm: '困难职工档案表',
  ledgerSheet: '帮扶台账',
  consentSheet: '告知同意书',
  authorizationSheet: '核对授权书',
} as const;
export type TogetherKind = keyof typeof togetherTitles;

/** What there is as Word, for officials to edit: each says what its PDF, or its page on the wall, says. */
export const wordTitles = {
  dossierForm: togetherTitles.dossierForm,
  officerCard: togetherTitles.officerCard,
  workerCard: togetherTitles.workerCard,
  ledgerSheet: togetherTitles.ledgerSheet,
  publicNotice: '公示',
} as const;
export type WordKind = keyof typeof wordTitles;

/** So many households at once: what their prints take has to be done before the API gives up. */
export const mostTogether = 50;
