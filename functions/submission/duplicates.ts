import type { Trace } from '../../shared/duplicates/traces.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { areNews, certainDuplicate } from '../../shared/registry/duplicates.ts';
import { duplicateHousehold, heldElsewhere } from '../../shared/registry/locks.ts';
import { type FoundDuplicate, Traces } from '../../shared/registry/traces.ts';
import { blindIndex, dossiers, table } from '../../shared/runtime/services.ts';

export const traces = () => new Traces(table(), dossiers(), blindIndex());

/** A submission that is about to be made: the dossier as read, its form's number, and who is in it. */
export interface Submission {
  dossier: Dossier;
  form: number;
  /** Hashed. */
  traces: readonly Trace[];
  /** Blind indexes of the ID numbers, each with where it stands in the form. */
  numbers: ReadonlyMap<string, string>;
  now: Date;
}

/**
 * 查重: looks for other dossiers of the household, and records what was found if that is news. Answers the dossier as it
 * is then, with the possible ones, which wait for a ruling later. A certain one stops: E1303 where another dossier
 * holds the very ID number, and nothing is recorded; otherwise E1309.
 */
export async function checkDuplicates(
  submission: Submission,
): Promise<{ dossier: Dossier; found: readonly FoundDuplicate[] }> {
  try {
    return await check(submission);
  } catch (error) {
    const refused = error instanceof Problem && (error.code === 1303 || error.code === 1309);
    if (refused) await traces().retract(submission.dossier.id, submission.traces);
    throw error;
  }
}

async function check(submission: Submission) {
  const { form, now } = submission;
  await traces().leave(submission.dossier.id, submission.traces);
  let found = await traces().find(submission.dossier, submission.traces);
  let { dossier } = submission;
  await refuseLocked(submission, found);
  if (areNews(dossier.state, found)) {
    // The same request sent twice at once finds the same: one records it, and both go on from there.
    dossier = await dossiers().recordLatest(dossier.id, async (latest) => {
      found = await traces().find(latest, submission.traces);
      if (!areNews(latest.state, found)) return undefined;
      const action = { type: 'findDuplicates' as const, form, found: found.map(({ duplicate }) => duplicate) };
      return { action, actor: { kind: 'system', id: 'submission' }, now };
    });
  }
  const certain = found.filter(({ duplicate }) => duplicate.verdict === 'certain');
  if (certain.length > 0) throw certainDuplicate(certain);
  return { dossier, found };
}

/** Of an ID number that another dossier holds nobody has to judge anything: it is told as ever, and nothing recorded. */
async function refuseLocked({ dossier, numbers }: Submission, found: readonly FoundDuplicate[]): Promise<void> {
  if (!found.some(({ duplicate }) => duplicate.verdict === 'certain')) return;
  const locked = await heldElsewhere(table(), dossier, [...numbers.keys()]);
  if (locked.length > 0) throw await duplicateHousehold(table(), locked, numbers);
}
