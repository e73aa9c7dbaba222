import { isOpen } from './matter.ts';
import { proposalIn, proposes } from './proposed.ts';
import type { DossierState } from './state.ts';

/** What a household's standing rests on, once the open matter is concluded as it was asked. */
export function inForceNow(state: DossierState): Pick<DossierState, 'inForce' | 'withdrawals'> {
  const { matter } = state;
  const { basis, assessment } = matter;
  // What a review looked at may have another telephone by now; nothing that decides is different.
  const form = proposes(matter) ? proposalIn(matter) : (state.inForce?.form ?? null);
  if (!isOpen(matter) || form === null || basis === null || assessment === null) {
    throw new Error('nothing that could be in force');
  }
  const { withdrawals } = state;
  // Whoever was in a form that was handed in since has agreed anew, or is not in it any more.
  const open = proposes(matter) ? withdrawals.open.filter((each) => each.matter >= matter.matter) : withdrawals.open;
  return { inForce: { matter: matter.matter, form, basis, assessment }, withdrawals: { ...withdrawals, open } };
}
