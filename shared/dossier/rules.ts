import type { Action, ActionType } from './actions.ts';
import { misplaced } from './deed.ts';
import { deeds } from './deeds.ts';
import type { DossierState } from './state.ts';
import { unknownWord } from './unknown-word.ts';

/** Why the action cannot be recorded now, as a Chinese sentence; undefined when it can. Whatever is recorded is asked here. */
export function refusal(state: DossierState | null, action: Action): string | undefined {
  if (!Object.hasOwn(deeds, action.type)) return unknownWord(action.type as never);
  if (state === null) return deeds[action.type].place === 'nowhere' ? undefined : '没有这份档案';
  return misplaced(state, deeds[action.type]) ?? deeds[action.type].refuse(state, action as never);
}

/** Why no action of this type can be recorded where the dossier stands; undefined when one may be. */
export function placeRefusal(state: DossierState, type: ActionType): string | undefined {
  return misplaced(state, deeds[type]);
}
