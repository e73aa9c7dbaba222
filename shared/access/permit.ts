import { isGone } from '../dossier/disposal-state.ts';
import { Problem } from '../errors/problem.ts';
import { type Ability, mayNot, type On, type User } from './may.ts';

/** What is left of a dossier that was released to be disposed of, and so may still be asked for. */
const leftOfIt: readonly Ability[] = [
  'readJournal',
  'readReadings',
  'readDisposals',
  'confirmDisposal',
  'releaseDisposal',
  'keepLonger',
];

/**
 * Throws unless the user may: E1304 for what is not theirs to know of, E1503 for separated duties, else E1502; and E1350
 * for what is nobody's to read any more.
 */
export function permit(user: User, ability: Ability, on: On): void {
  const refusal = mayNot(user, ability, on);
  if (refusal === 'elsewhere' && ('matter' in on || 'registrars' in on)) throw new Problem(1304);
  if (refusal !== undefined) throw new Problem(refusal === 'separation' ? 1503 : 1502);
  if ('disposal' in on && isGone(on) && !leftOfIt.includes(ability)) throw new Problem(1350);
}
