import { decideFinding } from '../../shared/dossier/duplicate-deeds.ts';
import { isTriedOut, openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { duplicateHousehold, heldElsewhere } from '../../shared/registry/locks.ts';
import { rememberPlaces } from '../../shared/registry/places.ts';
import type { Told } from '../../shared/registry/questions.ts';
import { areNews, certainDuplicate, triesExhausted } from '../../shared/registry/shown-duplicate.ts';
import type { FoundDuplicate } from '../../shared/registry/traces.ts';
import { log } from '../../shared/runtime/log.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, questions, table, traces, unions } from '../../shared/services/services.ts';
import { type Earlier, findEarlier, tellOfPredecessor } from './predecessor.ts';
import type { Submission } from './submission.ts';

/** The dossier as it is once it was looked for others of its household, and what was found and does not stop it. */
export interface Checked {
  dossier: Dossier;
  found: readonly FoundDuplicate[];
  earlier: Earlier;
}

/**
 * 查重: looks for other dossiers of the household, and records what was found if that is news. Answers the dossier as it
 * is then, with the possible ones, which wait for a ruling later. A certain one stops: E1303 where another dossier
 * holds the very ID number, and nothing is recorded; otherwise E1309, and also where too many tries went before. E1311
 * when whoever submits has asked too much today, before anything is looked up or recorded.
 */
export async function checkDuplicates(app: App, submission: Submission): Promise<Checked> {
  const { dossier, user, question, findable, now } = submission;
  if (isTriedOut(dossier.state)) {
    log('warn', 'duplicates tried too often', { dossier: dossier.id });
    throw triesExhausted();
  }
  await Promise.all([
    dossier.state.lookups.cleared ? undefined : questions(app).ask(user, question, now),
    rememberPlaces(
      table(app),
      dossier.id,
      findable.map(({ pk }) => pk),
    ),
  ]);
  return look(app, submission);
}

async function look(app: App, submission: Submission): Promise<Checked> {
  const { state } = submission.dossier;
  const [found, earlier] = await Promise.all([
    traces(app).find(submission.dossier, submission.traces),
    findEarlier(app, submission),
    table(app).putAll(submission.findable),
  ]);
  const certain = found.filter(({ duplicate }) => duplicate.verdict === 'certain');
  // Of an ID number that another dossier holds nobody has to judge anything: it is told, and nothing recorded.
  const locked = certain.length > 0 ? await heldElsewhere(table(app), submission.dossier, submission.numbers) : [];
  if (locked.length > 0) throw await numberOnFile(app, submission, locked);
  const told = found.map(({ duplicate }) => duplicate).filter(isTold);
  if (told.length > 0) await tell(app, submission, certain.length > 0 ? 'certain' : 'possible');
  // What the clerk is not told does not show in the version either: the assessment looks again, and records it.
  const isSeen = [...openDuplicates(state), ...told].some(isTold);
  const dossier = isSeen && areNews(state, found) ? await record(app, submission, found) : submission.dossier;
  if (certain.length > 0) throw await certainDuplicate(unions(app), certain, submission.user.orgPath);
  await tellOfPredecessor(app, submission, earlier.predecessor);
  return { dossier, found, earlier };
}

/** E1303 for ID numbers, by index, that other dossiers hold; E1311 where that may not be told any more. */
export async function numberOnFile(app: App, submission: Submission, locked: readonly string[]): Promise<Problem> {
  await tell(app, submission, 'number');
  return duplicateHousehold(table(app), locked, submission.user.orgPath);
}

async function tell(app: App, { dossier, user, question, now }: Submission, told: Told): Promise<void> {
  if (!dossier.state.lookups.cleared) await questions(app).tell(user, question, told, now);
}

/**
 * The same request sent twice at once finds the same: one records it, and both go on from there. Anything else that
 * happened meanwhile, a form saved anew above all, is a conflict (E1301): that form has not been checked.
 */
async function record(
  app: App,
  { dossier, form, now }: Submission,
  found: readonly FoundDuplicate[],
): Promise<Dossier> {
  const action = decideFinding(dossier.state, { form, found: found.map(({ duplicate }) => duplicate) });
  const actor = { kind: 'system' as const, id: 'submission' };
  try {
    return await dossiers(app).record({ id: dossier.id, before: dossier, action, actor, now });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 1301)) throw error;
    const latest = await dossiers(app).get(dossier.id);
    if (latest.version !== dossier.version + 1 || areNews(latest.state, found)) throw error;
    return latest;
  }
}
