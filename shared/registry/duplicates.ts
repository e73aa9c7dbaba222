import type { Duplicate } from '../dossier/actions.ts';
import { openDuplicates } from '../dossier/duplicates.ts';
import { digest } from '../dossier/journal.ts';
import type { DossierState } from '../dossier/state.ts';
import { liveStatuses } from '../dossier/status.ts';
import { thresholds } from '../duplicates/evidence.ts';
import { Problem } from '../errors/problem.ts';
import type { Dossier, Dossiers } from './dossiers.ts';
import { unionName } from './locks.ts';
import type { FoundDuplicate } from './traces.ts';

/** Whether the journal holds other 疑似重复 than these, and a `findDuplicates` has to be recorded. */
export function areNews(state: DossierState, found: readonly FoundDuplicate[]): boolean {
  return digest(openDuplicates(state)) !== digest(found.map(({ duplicate }) => duplicate));
}

/** What people see of a 疑似重复: who holds the other dossier, and not whose it is. */
export function shownDuplicate({ duplicate, orgPath }: FoundDuplicate): Duplicate & { union: string } {
  return { ...duplicate, union: unionName(orgPath) };
}

/** E1309 for those that stop a submission: which unions hold the others, the score, and each reason with its pointer. */
export function certainDuplicate(certain: readonly FoundDuplicate[]): Problem {
  const unions = [...new Set(certain.map(({ orgPath }) => unionName(orgPath)))].join('、');
  const score = Math.max(...certain.map(({ duplicate }) => duplicate.score));
  const reasons = certain.flatMap(({ duplicate }) => duplicate.reasons);
  const faults = new Map(reasons.map(({ pointer, sentence }) => [`${pointer} ${sentence}`, { pointer, sentence }]));
  return new Problem(1309, {
    detail: `得 ${score} 分，满 ${thresholds.certain} 分的不能提交。另一份档案由${unions}管理，请与其联系；确实不是一户的，由审核人裁定后再提交。`,
    faults: [...faults.values()].map(({ pointer, sentence }) => ({ pointer, code: 1309, message: sentence })),
  });
}

/**
 * The dossier that stands for the other one of a 疑似重复 now; undefined when there is no duplicate any more, because
 * its life is over or because it stands for `mine` itself.
 */
export async function liveOther(
  dossiers: Dossiers,
  mine: Dossier,
  { dossier }: Pick<Duplicate, 'dossier'>,
): Promise<Dossier | undefined> {
  const standing = await dossiers.standing(dossier);
  if (standing === undefined || standing.id === mine.id) return undefined;
  return liveStatuses.has(standing.state.status) ? standing : undefined;
}
