import { verdictBetween } from '../dossier/duplicate-deeds.ts';
import type { Duplicate } from '../dossier/duplicate-state.ts';
import type { DossierState } from '../dossier/state.ts';
import { handled, mayNot, type User } from './may.ts';

/** Why somebody who may rule on one side may not on both: the number of the error, and what is said of it. */
export interface OneSided {
  code: 1502 | 1503;
  detail?: string;
}

/**
 * Whoever registered or surveyed the other household is no more impartial than who did so with this one: E1503. Evidence
 * so strong that a submission stops, on either side, is ruled on by somebody who may look into both dossiers: E1502.
 */
export function oneSided(
  user: User,
  duplicate: Duplicate,
  mine: DossierState,
  other: DossierState,
): OneSided | undefined {
  if (handled(user.id, other)) return { code: 1503 };
  const isCertain = verdictBetween(duplicate, mine, other) === 'certain';
  if (isCertain && mayNot(user, 'ruleDuplicate', other) !== undefined) {
    return { code: 1502, detail: '证据充分的疑似重复，由两份档案共同的上级工会的审核人裁定。' };
  }
  return undefined;
}
