import { digest } from '../digest/digest.ts';
import { type Duplicate, mostLookups, openDuplicates } from '../dossier/duplicate-state.ts';
import { isLive } from '../dossier/life.ts';
import type { DossierState } from '../dossier/state.ts';

import { thresholds } from '../duplicates/evidence.ts';
import { Problem } from '../errors/problem.ts';
import type { Dossier, Dossiers } from './dossiers.ts';
import type { FoundDuplicate } from './traces.ts';
import type { Unions } from './unions.ts';

/**
 * Whether a `findDuplicates` has to be recorded: the journal holds other 疑似重复 than these, or the same were found of
 * another form that they stop. Every try counts.
 */
export function areNews(state: DossierState, found: readonly FoundDuplicate[]): boolean {
  if (state.lookups.stale && found.some(({ duplicate }) => duplicate.verdict === 'certain')) return true;
  return digest(openDuplicates(state)) !== digest(found.map(({ duplicate }) => duplicate));
}

/** A 疑似重复 as people see it. */
export type ShownDuplicate = Omit<Duplicate, 'county'> & { union: string };

/**
 * What people see of a 疑似重复: which union holds the other dossier, and not whose dossier it is. Who does not rule on it
 * (`rules` is false) learns that the household is alike, and which threshold the score reaches. They do not learn the
 * score or the pieces: thirty guesses in one form would show which of them came near. `orgPath` is the reader's.
 */
export async function shownDuplicate(
  unions: Unions,
  found: FoundDuplicate,
  rules: boolean,
  orgPath: string,
): Promise<ShownDuplicate> {
  const { dossier, verdict, score, reasons } = found.duplicate;
  const union = await unions.nameFor(found.orgPath, orgPath);
  if (rules) return { dossier, verdict, score, reasons, union };
  return { dossier, verdict, score: thresholds[verdict], reasons: [], union };
}

/** E1309 for those that stop a submission: which unions hold the others. `orgPath` is the reader's. */
export async function certainDuplicate(
  unions: Unions,
  certain: readonly FoundDuplicate[],
  orgPath: string,
): Promise<Problem> {
  const holding = await Promise.all(certain.map((each) => unions.nameFor(each.orgPath, orgPath)));
  const named = [...new Set(holding)].join('、');
  return new Problem(1309, {
    detail: `查重满 ${thresholds.certain} 分的不能提交。另一份档案由${named}管理，请与其联系；确实不是一户的，由审核人裁定后再提交。`,
  });
}

/** E1309: stopped so often since the last ruling that a person has to look first, lest somebody is found out by trying. */
export function triesExhausted(): Problem {
  return new Problem(1309, {
    detail: `这一趟已经查重 ${mostLookups} 次，查到的还没有裁定。请审核人裁定以后再提交；是填错了的，也由审核人裁定。`,
  });
}

/**
 * The dossier that stands for the other one of a 疑似重复 now; undefined when there is no duplicate any more, because
 * its life is over or because it stands for `mine` itself.
 */
export async function liveOther(
  dossiers: Dossiers,
  mine: Pick<Dossier, 'id'>,
  { dossier }: Pick<Duplicate, 'dossier'>,
): Promise<Dossier | undefined> {
  const standing = await dossiers.standing(dossier);
  if (standing === undefined || standing.id === mine.id) return undefined;
  return isLive(standing.state) ? standing : undefined;
}
