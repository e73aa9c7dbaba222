import { oneSided } from '../../shared/access/both-sides.ts';
import { mayNot } from '../../shared/access/may.ts';
import { decideRulings } from '../../shared/dossier/duplicate-deeds.ts';
import { decideMerger, mergeable } from '../../shared/dossier/merger.ts';
import { placeRefusal } from '../../shared/dossier/rules.ts';
import { catalogue } from '../../shared/errors/catalogue.ts';
import { type Asked, type Denial, unplaced, written } from './denial.ts';

/** On any of those that were found: what is asked of this person, and of both dossiers, is asked of each. */
export function ruling({ user, state, others }: Asked): object | string | undefined {
  const none = placeRefusal(state, 'ruleDuplicate');
  if (none !== undefined) return none;
  const all = state.duplicates.map((duplicate) => {
    const other = others.get(duplicate.dossier) ?? null;
    const refused = other && oneSided(user, duplicate, state, other);
    if (refused) return oneSidedDenial(refused);
    return decideRulings(state, other, { duplicate, ruling: 'different', reasons: { mine: written, theirs: written } });
  });
  return all.find((each) => unplaced(each) === undefined) ?? all.at(-1) ?? '没有查到疑似重复';
}

const oneSidedDenial = ({ code, detail }: NonNullable<ReturnType<typeof oneSided>>): Denial =>
  code === 1503
    ? { kind: 'separation', reason: '另一户是您经手过的，由别的审核人裁定。' }
    : { kind: 'role', reason: detail ?? catalogue[code].message };

/** With any of those that were found, or were ruled one with it from their own side, where the user may look into both. */
export function merger({ user, state, others }: Asked): object | string | undefined {
  const none = placeRefusal(state, 'absorb');
  if (none !== undefined) return none;
  const all = mergeable(state).flatMap(({ dossier, verdict }): object[] => {
    const other = others.get(dossier);
    if (!other) return [];
    const refused = mayNot(user, 'merge', other);
    if (refused === 'separation') return [oneSidedDenial({ code: 1503 })];
    if (refused) return [{ kind: 'role', reason: '由两份档案共同的上级工会的审核人合并。' } satisfies Denial];
    return [
      decideMerger(state, other, { verdict, people: 0, reasons: { survivor: written, other: written }, ruled: [] }),
    ];
  });
  return all.find((each) => unplaced(each) === undefined) ?? all.at(-1) ?? '没有可以与它合并的另一份档案';
}
