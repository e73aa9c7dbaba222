/** 职工编号 as older registers wrote it; those of this system are fifteen digits. */
export const dossierNumberShape = /^[\p{Script=Han}A-Za-z0-9()（）〔〕[\]._/-]{1,40}$/u;

/** So many households go into one batch of old dossiers: somebody reads them all before confirming them. */
export const mostTranscriptRows = 60;

/** 一批旧档办到哪里 */
export const transcriptStatuses = { prepared: '等待确认', confirmed: '已确认', refused: '不转入' } as const;
export type TranscriptStatus = keyof typeof transcriptStatuses;

/** What has become of one household of a batch that was confirmed. */
export const transcriptResults = { taken: '已转入', left: '没有转入' } as const;
export type TranscriptResult = keyof typeof transcriptResults;
