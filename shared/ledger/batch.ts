import type { AidKind } from './aid.ts';
import type { FundSource } from './funds.ts';

/** So many households one batch pays; a county pays some hundreds at once (facts 4.3.6). */
export const mostBatchRows = 500;

/** 项目申报: what a batch pays for, and out of what. Sums in fen. */
interface BatchTerms {
  kind: AidKind;
  project: string;
  source: FundSource;
  /** Who pays it out, in words. */
  giver: string;
  /** What it may cost at most. */
  budget: number;
  /** Why it is paid. */
  reason: string;
  /** Why funds are used for households that they are not for. */
  breachReason?: string;
}

/** One household of a batch. */
export interface BatchRow {
  /** 序号, as the file has it. */
  row: number;
  dossier: string;
  orgPath: string;
  maskedName: string;
  amount: number;
  note?: string;
  /** Another 银行账户 waited to be confirmed when it was prepared: paid to the one in force. */
  accountPending?: true;
}

/** What is sealed of a batch. */
export interface BatchContent {
  terms: BatchTerms;
  rows: BatchRow[];
}

/** What the bank answers of a row, in the words of its file; `dropped`: nobody will be paid any more. */
export const rowResults = { paid: '到账', bounced: '退回', dropped: '作罢' } as const;
export type RowResult = keyof typeof rowResults;

/** Why the bank's word on a row is not taken after what it said before, as a Chinese sentence; undefined when it is. */
export function resultRefusal(before: RowResult | undefined, result: RowResult): string | undefined {
  if (before === undefined) return result === 'dropped' ? '银行还没有退回，不能作罢' : undefined;
  return before === 'bounced' ? undefined : `已经记为${rowResults[before]}；不对的，在这一户的台账里更正`;
}

/** 批次的状态 */
export const batchStatuses = { prepared: '等待批准', approved: '已批准', refused: '不予批准' } as const;
export type BatchStatus = keyof typeof batchStatuses;
