import { Problem } from '../errors/problem.ts';
import { type Ability, mayNot, type On, type User } from './may.ts';

/** Throws unless the user may: E1304 for what is not theirs to know of, E1503 for separated duties, else E1502. */
export function permit(user: User, ability: Ability, on: On): void {
  const refusal = mayNot(user, ability, on);
  if (refusal === undefined) return;
  if (refusal === 'elsewhere' && ('matter' in on || 'registrars' in on)) throw new Problem(1304);
  throw new Problem(refusal === 'separation' ? 1503 : 1502);
}
