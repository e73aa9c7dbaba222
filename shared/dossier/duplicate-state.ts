import type { Sealed } from '../sealing/sealed.ts';
import type { ActionOf, Duplicate } from './actions.ts';
import type { Actor, DossierState } from './state.ts';
import { unknownWord } from './unknown-word.ts';

export type Ruling = Omit<ActionOf<'ruleDuplicate'>, 'type'> & { by: string };

/** What a dossier's state holds about other dossiers that may be the same household's (一户一档). */
export interface DuplicateState {
  /** 疑似重复, as last found; what has been ruled on stays, with its ruling below. */
  duplicates: Duplicate[];
  /** One for each other dossier: the last. */
  rulings: Ruling[];
  /**
   * How often 查重 found news in this round since the last ruling, and whether the form was saved after the last time;
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

/** Why a ruling may not be recorded, as a Chinese sentence; undefined when it may. */
export function rulingRefusal(state: DuplicateState, action: ActionOf<'ruleDuplicate'>): string | undefined {
  const before = state.rulings.find(({ dossier }) => dossier === action.dossier);
  // What was ruled here was ruled by somebody who may; the other side's ruling does not speak for them.
  if (before?.asked && !action.asked) return '这一份已经由审核人裁定过';
  // That it is one household may turn out to be wrong, or the other dossier may end; that it is two stands.
  const stands =
    before && covers(before, action.verdict) && (before.ruling === 'different' || action.ruling === 'same');
  if (stands) return '这条疑似重复已经裁定过';
  const found = state.duplicates.some(({ dossier }) => dossier === action.dossier);
  return found || !action.asked ? undefined : '没有这条疑似重复';
}

/** So often in a round a form may be found to be like another dossier before a person has to rule. */
export const mostLookups = 5;

/** Whether whoever fills in the form has tried too often: what may be a slip of the pen at first is guessing in the end. */
export function isTriedOut(state: DuplicateState): boolean {
  return state.lookups.times >= mostLookups && openDuplicates(state).length > 0;
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

/** What was found last stands in place of what was found before and not ruled on. */
export function withFound(state: DuplicateState, found: readonly Duplicate[]): Duplicate[] {
  const anew = new Set(found.map(({ dossier }) => dossier));
  return [...state.duplicates.filter((each) => isRuledOn(state, each) && !anew.has(each.dossier)), ...found];
}

type DuplicateAction = ActionOf<'findDuplicates' | 'ruleDuplicate' | 'absorb' | 'mergeInto'>;

export function afterDuplicateAction(
  state: DossierState,
  action: DuplicateAction,
  actor: Actor,
): Partial<DossierState> {
  switch (action.type) {
    case 'findDuplicates': {
      const lookups = { ...state.lookups, times: state.lookups.times + 1, stale: false };
      return { duplicates: withFound(state, action.found), lookups };
    }
    case 'ruleDuplicate': {
      const { type: _, ...ruling } = action;
      const others = state.rulings.filter(({ dossier }) => dossier !== ruling.dossier);
      const lookups = ruling.asked ? { ...state.lookups, times: 0 } : state.lookups;
      return { rulings: [...others, { ...ruling, by: actor.id }], lookups, overdue: null };
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
    default:
      return unknownWord(action);
  }
}
