import { isTriedOut, openDuplicates } from '../../shared/dossier/duplicates.ts';
import type { Trace } from '../../shared/duplicates/traces.ts';
import { isTold } from '../../shared/duplicates/veil.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { areNews, certainDuplicate, triesExhausted } from '../../shared/registry/duplicates.ts';
import { duplicateHousehold, heldElsewhere } from '../../shared/registry/locks.ts';
import { type FoundDuplicate, Traces } from '../../shared/registry/traces.ts';
import { log } from '../../shared/runtime/log.ts';
import { dossiers, table } from '../../shared/runtime/services.ts';

export const traces = () => new Traces(table(), dossiers());

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
 * holds the very ID number, and nothing is recorded; otherwise E1309, and also where too many tries went before.
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
  const { state } = submission.dossier;
  if (isTriedOut(state)) {
    log('warn', 'duplicates tried too often', { dossier: submission.dossier.id });
    throw triesExhausted();
  }
  await traces().leave(submission.dossier.id, submission.traces);
  const found = await traces().find(submission.dossier, submission.traces);
  await refuseLocked(submission, found);
  // What the clerk is not told does not show in the version either: the assessment looks again, and records it.
  const isSeen = [...openDuplicates(state), ...found.map(({ duplicate }) => duplicate)].some(isTold);
  const dossier = isSeen && areNews(state, found) ? await record(submission, found) : submission.dossier;
  const certain = found.filter(({ duplicate }) => duplicate.verdict === 'certain');
  if (certain.length > 0) throw certainDuplicate(certain);
  return { dossier, found };
}

/**
 * The same request sent twice at once finds the same: one records it, and both go on from there. Anything else that
 * happened meanwhile, a form saved anew above all, is a conflict (E1301): that form has not been checked.
 */
async function record({ dossier, form, now }: Submission, found: readonly FoundDuplicate[]): Promise<Dossier> {
  const action = { type: 'findDuplicates' as const, form, found: found.map(({ duplicate }) => duplicate) };
  const actor = { kind: 'system' as const, id: 'submission' };
  try {
    return await dossiers().record({ id: dossier.id, before: dossier, action, actor, now });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 1301)) throw error;
    const latest = await dossiers().get(dossier.id);
    if (latest.version !== dossier.version + 1 || areNews(latest.state, found)) throw error;
    return latest;
  }
}

/** Of an ID number that another dossier holds nobody has to judge anything: it is told as ever, and nothing recorded. */
async function refuseLocked({ dossier, numbers }: Submission, found: readonly FoundDuplicate[]): Promise<void> {
  if (!found.some(({ duplicate }) => duplicate.verdict === 'certain')) return;
  const locked = await heldElsewhere(table(), dossier, [...numbers.keys()]);
  if (locked.length > 0) throw await duplicateHousehold(table(), locked, numbers);
}
