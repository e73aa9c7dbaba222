import { expect } from 'vitest';
import type { Action } from './actions.ts';
import type { Refusal } from './deed.ts';
import { recorded, stateAfter } from './journeys.fixture.ts';
import { refusal } from './rules.ts';
import { apply, type DossierState } from './state.ts';

/** What somebody wishes to do: as a decide function answers, or the action itself where a step of the workflow records it. */
type Wish = Action | ((state: DossierState) => Action | Refusal);

/** Given what happened, when somebody does this, then that is recorded, or the reason why not. */
export function given(...happened: Action[]) {
  const before = stateAfter(...happened);
  return {
    when(wish: Wish) {
      const decision = typeof wish === 'function' ? wish(before) : refused(before, wish);
      return {
        /** The state that it leads to, for what else there is to say of it. */
        records(action: Partial<Action> = {}): DossierState {
          expect(decision).toMatchObject(action);
          // A decide function and what is asked whenever something is recorded say the same.
          expect(refusal(before, decision as Action)).toBeUndefined();
          return apply(before.id, before, recorded(decision as Action, before.version));
        },
        refuses(why: RegExp): void {
          expect(decision).toEqual({ refused: expect.stringMatching(why), code: 1302 });
        },
      };
    },
  };
}

function refused(state: DossierState, action: Action): Action | Refusal {
  const why = refusal(state, action);
  return why === undefined ? action : { refused: why, code: 1302 };
}
