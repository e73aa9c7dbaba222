import type { ActionOf, Duplicate, Sealed } from './actions.ts';
import type { Actor, DossierState } from './state.ts';

/** What a dossier's state holds about other dossiers that may be the same household's (一户一档). */
export interface DuplicateState {
  /** 疑似重复, as last found; what has been ruled on stays, with its ruling below. */
  duplicates: Duplicate[];
  /** One for each other dossier: the last. */
  rulings: { dossier: string; ruling: 'different' | 'same'; asked: boolean; by: string; reason: Sealed }[];
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
  absorbed: [],
  mergers: [],
  mergedInto: null,
};

/** Every dossier whose household this one is the dossier of: itself, and those that it stands for. */
export function standsFor({ id, absorbed }: Pick<DossierState, 'id' | 'absorbed'>): string[] {
  return [id, ...absorbed];
}

/** Those on which a person has to rule. */
export function openDuplicates(state: DuplicateState): Duplicate[] {
  return state.duplicates.filter(({ dossier }) => !state.rulings.some((ruling) => ruling.dossier === dossier));
}

/** Whether the dossier was ruled to be of the household of another that it has not absorbed: then it goes no further. */
export function isHeld({ rulings, absorbed }: DuplicateState): boolean {
  return rulings.some(({ dossier, ruling, asked }) => asked && ruling === 'same' && !absorbed.includes(dossier));
}

/** Why a dossier may not go on because of another, as a Chinese sentence; undefined when it may. */
export function duplicateRefusal(state: DuplicateState): string | undefined {
  if (isHeld(state)) return '已裁定与另一份档案为同一户，须合并或撤回';
  return openDuplicates(state).length > 0 ? '疑似重复尚未裁定，不能往下办理' : undefined;
}

type DuplicateAction = ActionOf<'findDuplicates' | 'ruleDuplicate' | 'absorb' | 'mergeInto'>;

export function afterDuplicateAction(
  state: DossierState,
  action: DuplicateAction,
  actor: Actor,
): Partial<DossierState> {
  switch (action.type) {
    case 'findDuplicates': {
      const ruled = state.duplicates.filter(({ dossier }) => state.rulings.some((each) => each.dossier === dossier));
      return { duplicates: [...ruled, ...action.found] };
    }
    case 'ruleDuplicate': {
      const { dossier, ruling, asked, reason } = action;
      const others = state.rulings.filter((each) => each.dossier !== dossier);
      return { rulings: [...others, { dossier, ruling, asked, by: actor.id, reason }], overdue: null };
    }
    case 'absorb': {
      const own = [action.dossier, ...action.stoodFor];
      return {
        absorbed: [...state.absorbed, ...own],
        mergers: [...state.mergers, { dossier: action.dossier, by: actor.id, reason: action.reason }],
        duplicates: state.duplicates.filter(({ dossier }) => !own.includes(dossier)),
        registrars: [...new Set([...state.registrars, ...action.registrars])],
        surveyors: [...new Set([...state.surveyors, ...action.surveyors])],
        overdue: null,
      };
    }
    case 'mergeInto':
      return {
        status: 'closed',
        mergedInto: action.dossier,
        mergers: [...state.mergers, { dossier: action.dossier, by: actor.id, reason: action.reason }],
        retainUntil: action.retainUntil,
        nextReviewOn: null,
      };
  }
}
