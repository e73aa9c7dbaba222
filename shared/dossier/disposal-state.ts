import { addDays } from '../calendar/dates.ts';
import { county, unionsAbove } from '../organisation/org-path.ts';
import { RECOVERY_DAYS } from '../sealing/recovery.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { DossierState } from './state.ts';

// What is asked of a disposal, apart from the deeds and their schemas, which whoever only asks need not carry.

/** 为什么延长保管 */
export const keepingReasons = {
  dispute: '有争议、信访或诉讼',
  audit: '审计、巡察要查',
  lasting: '有长久保存的价值',
} as const;
export type KeepingReason = keyof typeof keepingReasons;

/** Who took a step of it, and on which ISO date. */
interface Step {
  by: string;
  on: string;
}

/** 处置: what becomes of a dossier once it need not be kept any longer. ISO dates; each null before it came to that. */
export interface Disposal {
  /** 延长保管: until when it is kept though its retention is over, and why; `version`: of its journal entry. */
  kept: (Step & { until: string; because: KeepingReason; version: number; reason: Sealed }) | null;
  /** 列入处置清单 */
  listedOn: string | null;
  /** 确认处置, for the union `byOrg`; and for the union above that 批准处置, after which it cannot be stopped. */
  confirmed: (Step & { byOrg: string }) | null;
  released: Step | null;
  /** 销毁: since when its key and its files are gone, and from which day on no copy of them opens anywhere. */
  dark: { on: string; noCopyFrom: string } | null;
}

export const noDisposal: Disposal = { kept: null, listedOn: null, confirmed: null, released: null, dark: null };

/** How far a disposal has come, as lists show it. */
export const disposalStages = {
  listed: '等待确认',
  confirmed: '等待上一级批准',
  released: '已经批准，等着销毁',
  dark: '已经销毁',
} as const;
export type DisposalStage = keyof typeof disposalStages;

type Disposed = Pick<DossierState, 'disposal'>;

/** Undefined of what is not on the list. */
export function disposalStage({ disposal }: Disposed): DisposalStage | undefined {
  if (disposal === null || disposal.listedOn === null) return undefined;
  if (disposal.dark !== null) return 'dark';
  if (disposal.released !== null) return 'released';
  return disposal.confirmed === null ? 'listed' : 'confirmed';
}

/** Since when it is at that stage, an ISO date. */
export function disposalSince({ disposal }: Disposed): string {
  const { listedOn, confirmed, released, dark } = disposal ?? noDisposal;
  return dark?.on ?? released?.on ?? confirmed?.on ?? listedOn ?? '';
}

/** Whether somebody has confirmed that it goes: nothing is done to it any more, beside what keeps it after all. */
export const isGoing = ({ disposal }: Disposed): boolean => disposal !== null && disposal.confirmed !== null;

/** Whether nobody can stop it any more: what it says is nobody's to read. */
export const isGone = ({ disposal }: Disposed): boolean => disposal !== null && disposal.released !== null;

export const isDark = ({ disposal }: Disposed): boolean => disposal !== null && disposal.dark !== null;

/**
 * From the second day after it was released a dossier is made dark: by then nothing that somebody began before can put
 * anything down for it, the check of an upload above all (it is tried for six hours at most).
 */
export const DAYS_UNTIL_DARK = 2;

/** From this day on no copy opens: the last second from which the key could be brought back is past. */
export const noCopyFrom = (deletedOn: string): string => addDays(deletedOn, RECOVERY_DAYS + 1);

/** The union that releases what was confirmed for a union, or for the county of one: the next above it; of a province's own, itself. */
export function releasing(orgPath: string): string {
  const own = county(orgPath);
  return unionsAbove(own)[1] ?? own;
}
