import { mayComeBack } from '../../shared/dossier/coming-back.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { isOnMargin } from '../../shared/dossier/margin-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
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

/** The same person's dossiers of before, as far as they say anything to an application. */
export interface Earlier {
  /** 返困: under which the worker of a registration was on file as its worker, and which has ended since; of several the last. */
  predecessor: Dossier | undefined;
  /** Under which they wait on 边缘名单, and have let the application go. */
  onMargin: readonly Dossier[];
  /** Of an application for 临时救助: under which they were taken in for a time before, the last first. */
  temporaries: readonly Dossier[];
}
const nothing: Earlier = { predecessor: undefined, onMargin: [], temporaries: [] };

/** By their very number: nothing of a household that has left is compared any more. */
export async function findEarlier(app: App, { dossier, worker }: Submission): Promise<Earlier> {
  if (dossier.state.inForce !== null || worker === null) return nothing;
  const pk = keys.identities(worker.index);
  const places = await table(app).range<Key>(pk, 'D#', 'D$', { limit: MOST });
  const others = places.map(({ sk }) => sk.slice(sk.lastIndexOf('#') + 1)).filter((id) => id !== dossier.id);
  const asksTemporary = dossier.state.matter.kind === 'temporary';
  const told: Dossier[] = [];
  await inLanes(new Set(others), LANES, async (id) => {
    const found = await dossiers(app).find(id);
    if (found && (tells(found.state) || (asksTemporary && found.state.temporary !== null))) told.push(found);
  });
  const own: Dossier[] = [];
  await inLanes(told, LANES, async (each) => {
    if ((await workerOf(app, each)) === worker.idNumber) own.push(each);
  });
  const left = own.filter(({ state }) => mayComeBack(state));
  return {
    predecessor: left.sort((a, b) => ((a.state.end?.on ?? '') < (b.state.end?.on ?? '') ? 1 : -1))[0],
    onMargin: own.filter(({ state }) => isOver(state) && isOnMargin(state)),
    temporaries: asksTemporary ? own.filter(({ state }) => state.temporary !== null).sort(laterFirst) : [],
  };
}

const laterFirst = (one: Dossier, other: Dossier): number =>
  (one.state.temporary?.until ?? '') < (other.state.temporary?.until ?? '') ? 1 : -1;

const tells = (state: DossierState): boolean => mayComeBack(state) || (isOver(state) && isOnMargin(state));

/** As whose it was on file, or was applied for. */
async function workerOf(app: App, { id, state }: Dossier): Promise<string | undefined> {
  const number = state.inForce?.form ?? state.matter.form;
  return number === null ? undefined : (await forms(app).getSubmitted(id, number)).worker.idNumber;
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
