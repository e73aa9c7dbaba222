import type { EvidenceKind } from '../duplicates/evidence.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { DossierState } from './state.ts';

/** 疑似与之重复的另一份档案；理由里没有任何一方的姓名、号码、住址 */
export interface Duplicate {
  dossier: string;
  verdict: 'certain' | 'possible';
  score: number;
  reasons: { kind: EvidenceKind; pointer: string; sentence: string }[];
  /** 另一份那时归哪个县：要两边都管得到的人来办的，由此知道归谁 */
  county?: string | undefined;
}

/** A ruling as it stands: of which other dossier, on what evidence, and by whom. */
export interface Ruling {
  dossier: string;
  ruling: 'different' | 'same';
  /** 裁定时的证据：以后查到更充分的，再问一次 */
  verdict: 'certain' | 'possible';
  /** 所问的是不是这一份；同一裁定记在对方日志里的一条为 false，不妨碍对方办理 */
  asked: boolean;
  /** 合并转来的，记在哪一份上裁定的：理由只给也能查看那一份的人 */
  from?: string | undefined;
  reason: Sealed;
  /** Of its journal entry, to which the reason is bound. */
  version: number;
  by: string;
}

/** What a dossier's state holds about other dossiers that may be the same household's (一户一档). */
export interface DuplicateState {
  /** 疑似重复, as last found; what has been ruled on stays, with its ruling below. */
  duplicates: Duplicate[];
  /** One for each other dossier: the last. */
  rulings: Ruling[];
  /**
   * How often 查重 found news since the form was last submitted or a ruling was made, and whether the form was saved after the last time;
   * whether a reviewer looked at this form and let it be submitted (看过放行).
   */
  lookups: { times: number; stale: boolean; cleared: boolean };
  /** Dossiers that this one stands for: those merged into it, and those merged into them before. */
  absorbed: string[];
  /** 合并, why and by whom: one for each dossier merged into this one, or the one that this was merged into. */
  mergers: { dossier: string; by: string; reason: Sealed }[];
  /** The dossier that this one was merged into; its life is over. */
  mergedInto: string | null;
}

export const noDuplicates: DuplicateState = {
  duplicates: [],
  rulings: [],
  lookups: { times: 0, stale: false, cleared: false },
  absorbed: [],
  mergers: [],
  mergedInto: null,
};

/** Every dossier whose household this one is the dossier of: itself, and those that it stands for. */
export function standsFor({ id, absorbed }: Pick<DossierState, 'id' | 'absorbed'>): string[] {
  return [id, ...absorbed];
}

/**
 * Whether a ruling answers evidence so strong. That two dossiers are two households, ruled when they were only possibly
 * one, is asked again when it has become certain: somebody else may have to rule on that, and otherwise nobody would.
 */
export function covers({ ruling, verdict }: Pick<Ruling, 'ruling' | 'verdict'>, now: Duplicate['verdict']): boolean {
  return ruling === 'same' || verdict === 'certain' || now === 'possible';
}

function isRuledOn({ rulings }: DuplicateState, { dossier, verdict }: Duplicate): boolean {
  return rulings.some((ruling) => ruling.dossier === dossier && covers(ruling, verdict));
}

/** Those on which a person has to rule. */
export function openDuplicates(state: DuplicateState): Duplicate[] {
  return state.duplicates.filter((each) => !isRuledOn(state, each));
}

/** So often a form may be found to be like another dossier before a person has to rule. */
export const mostLookups = 5;

/** Whether whoever fills in the form has tried too often: what may be a slip of the pen at first is guessing in the end. */
export function isTriedOut(state: DuplicateState): boolean {
  return state.lookups.times >= mostLookups && openDuplicates(state).length > 0;
}

/** Whether the dossier was ruled to be of the household of another that it has not absorbed: then it goes no further. */
export const isHeld = (state: DuplicateState): boolean => waitsFor(state).length > 0;

/** Which those are. */
export const waitsFor = ({ rulings, absorbed }: DuplicateState): string[] =>
  rulings
    .filter(({ dossier, ruling, asked }) => asked && ruling === 'same' && !absorbed.includes(dossier))
    .map(({ dossier }) => dossier);

/** Why a dossier may not go on because of another, as a Chinese sentence; undefined when it may. */
export function duplicateRefusal(state: DuplicateState): string | undefined {
  if (isHeld(state)) return '已裁定与另一份档案为同一户，须合并或撤回';
  return openDuplicates(state).length > 0 ? '疑似重复尚未裁定，不能往下办理' : undefined;
}

/** What was found last stands in place of what was found before and not ruled on. */
export function withFound(state: DuplicateState, found: readonly Duplicate[]): Duplicate[] {
  const anew = new Set(found.map(({ dossier }) => dossier));
  return [...state.duplicates.filter((each) => isRuledOn(state, each) && !anew.has(each.dossier)), ...found];
}
