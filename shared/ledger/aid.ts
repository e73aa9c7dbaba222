import { formatFen } from '../money/fen.ts';
import type { Tier } from '../standards/tiers.ts';
import type { FundSource } from './funds.ts';

/** 帮扶类别 (facts 2.22). No official code list is known. */
export const aidKinds = {
  living: '生活救助',
  medical: '医疗救助',
  schooling: '助学救助',
  training: '就业培训',
  placement: '职业介绍',
  legal: '法律援助',
  temporary: '临时救助',
  warmth: '送温暖',
} as const;
export type AidKind = keyof typeof aidKinds;

/** 发放方式: `transfer` and `cash` pay an amount, `inKind` and `service` give goods or a service (facts 6.12). */
export const payments = { transfer: '银行转账', cash: '现金', inKind: '实物', service: '服务' } as const;
export type Payment = keyof typeof payments;

/** 实物或服务: so many of what, and what all of it is worth where that is known, in fen. */
interface Goods {
  name: string;
  quantity: number;
  unit: string;
  value?: number;
}

/** What was given, without its day and its receipt, which the journal says in the clear. Sums in fen. */
export interface Aid {
  kind: AidKind;
  /** 帮扶项目: out of which programme, as the union calls it. */
  project: string;
  source: FundSource;
  /** Either of the two, as `payment` says. */
  amount?: number;
  goods?: Goods;
  payment: Payment;
  /** Who gave it, in words. */
  giver: string;
  note?: string;
  /** 金额说明: why an amount that looks too small or too large is right. */
  amountNote?: string;
  /** 资金发放批次 and its row, where it was paid in one. */
  batch?: { batch: string; row: number };
  /** Why funds were used that are not for the dossier's tier. */
  breach?: { tier: Tier; reason: string };
}

/** What `content` of an entry holds. A correction has its reason, and the whole as it should have been, or null where nothing was given. */
export interface AidContent {
  given: Aid | null;
  reason?: string;
}

/** So many times a dossier is given aid: thirty a year for ten years. */
export const mostAid = 300;
/** A mistake in the last of them can be corrected too; so many corrections are as if every one had been wrong once. */
export const mostCorrections = 300;
/** So many entries its ledger comes to. */
export const mostAidEntries = mostAid + mostCorrections;

/** In fen: outside of these somebody is asked whether it is meant; beyond `most` it is no aid to one household. */
export const plausibleAid = { least: 100_00, askedFrom: 50_000_00, most: 1_000_000_00 } as const;

/** Why an amount is to be looked at again, as a Chinese sentence; undefined when it is a usual one (facts 4.3.7). */
export function oddAmount(fen: number): string | undefined {
  const { least, askedFrom } = plausibleAid;
  if (fen >= least && fen <= askedFrom) return undefined;
  const [what, limit] = fen < least ? ['不到', least] : ['超过', askedFrom];
  return `${formatFen(fen)}，${what} ${formatFen(limit)}：金额以分填写，请核对；确属如此的，在 amountNote 写明`;
}
