import { mayComeBack } from '../../shared/dossier/coming-back.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, forms, questions, table, unions } from '../../shared/services/services.ts';
import type { Submission } from './submission.ts';

/**
 * So many places of one number are looked through, in the order of unions and not of time: each application that was
 * withdrawn or rejected, and each household that its bearer was a member of, has left one.
 */
const MOST = 1000;
/** So many heads are read at once. */
const LANES = 8;

/**
 * 返困: the dossier under which the worker of a registration was on file as its worker, and which has ended since; of
 * several the one that ended last. By their very number: nothing of a household that has left is compared any more.
 */
export async function findPredecessor(app: App, { dossier, worker }: Submission): Promise<Dossier | undefined> {
  if (dossier.state.inForce !== null || worker === null) return undefined;
  const pk = keys.identities(worker.index);
  const places = await table(app).range<Key>(pk, 'D#', 'D$', { limit: MOST });
  const others = places.map(({ sk }) => sk.slice(sk.lastIndexOf('#') + 1)).filter((id) => id !== dossier.id);
  const left: Dossier[] = [];
  await inLanes(new Set(others), LANES, async (id) => {
    const found = await dossiers(app).find(id);
    if (found && mayComeBack(found.state)) left.push(found);
  });
  for (const each of left.sort((a, b) => ((a.state.end?.on ?? '') < (b.state.end?.on ?? '') ? 1 : -1))) {
    if ((await workerOf(app, each)) === worker.idNumber) return each;
  }
  return undefined;
}

async function workerOf(app: App, { id, state }: Dossier): Promise<string | undefined> {
  const last = state.inForce && (await forms(app).getSubmitted(id, state.inForce.form));
  return last?.worker.idNumber;
}

/** Beyond the user's own unions it tells them where somebody was on file, and is counted as such. Throws E1311. */
export async function tellOfPredecessor(
  app: App,
  { user, dossier, question, now }: Submission,
  predecessor: Dossier | undefined,
): Promise<void> {
  const isTold = predecessor !== undefined && !contains(user.orgPath, predecessor.state.orgPath);
  if (isTold && !dossier.state.lookups.cleared) await questions(app).tell(user, question, 'left', now);
}

/** What whoever submits is told of it: which union had it on file, and which dossier that is where it is theirs to read. */
export async function shownPredecessor(app: App, { user }: Submission, predecessor: Dossier | undefined) {
  if (predecessor === undefined) return null;
  const { id, state } = predecessor;
  const union = await unions(app).nameFor(state.orgPath, user.orgPath);
  return { dossier: contains(user.orgPath, state.orgPath) ? id : null, union, endedOn: state.end?.on ?? '' };
}
