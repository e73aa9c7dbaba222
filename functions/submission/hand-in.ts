import type { User } from '../../shared/access/may.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { ActionOf } from '../../shared/dossier/actions.ts';
import { isRefusal, type Refusal } from '../../shared/dossier/deed.ts';
import { runToHandIn } from '../../shared/dossier/filling.ts';
import { decideMarginAnswer } from '../../shared/dossier/margin.ts';
import { apply } from '../../shared/dossier/state.ts';
import { type Status, statusOf } from '../../shared/dossier/status.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import { type Dossier, EffectRefused, type HeadFacts, type Recording } from '../../shared/registry/dossiers.ts';
import { lockWrites, refusedLocks } from '../../shared/registry/locks.ts';
import { openAddressee, sealAddressee } from '../../shared/registry/mails.ts';
import { shownDuplicate } from '../../shared/registry/shown-duplicate.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { FoundDuplicate } from '../../shared/registry/traces.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, keyring, table, traces, unions } from '../../shared/services/services.ts';
import { tellOfDuplicates } from '../../shared/services/tell.ts';
import { type Checked, numberOnFile } from './check-duplicates.ts';
import { shownPredecessor } from './predecessor.ts';
import type { Submission } from './submission.ts';

/** What was decided of a submission. */
type Decided = ActionOf<'submit'> | Refusal;

/** What is answered once it is handed in. Of what was found whoever submits is told only what they may know. */
export async function handedInAnswer(
  app: App,
  submission: Submission,
  { dossier, found, earlier }: Checked,
  decided: Decided,
) {
  const { user, now } = submission;
  const { id, state, version } = dossier;
  const [before, ...duplicates] = await Promise.all([
    shownPredecessor(app, submission, earlier.predecessor),
    ...toldOf(found).map((each) => shownDuplicate(unions(app), each, false, user.orgPath)),
  ]);
  const status = isRefusal(decided) ? statusOf(state) : statusAfter(dossier, decided, user.id, now);
  const body = { id, version: version + 1, status, run: runToHandIn(state), duplicates, predecessor: before };
  return { status: 202 as const, headers: { ETag: `"${body.version}"` }, body };
}

/**
 * As whom the dossier is known: while another form is in force, as its people, with those proposed beside; before, as
 * those of the form, and the people of dossiers merged into it stay locked.
 */
function knownAs({ numbers, names, maskedName }: Submission, { state, absorbedLocks }: Dossier): Partial<HeadFacts> {
  if (state.inForce !== null) return { proposed: { locks: [...new Set(numbers)], names: [...names], maskedName } };
  return { locks: [...new Set([...numbers, ...absorbedLocks])], names: [...names] };
}

const toldOf = (found: readonly FoundDuplicate[]) => found.filter(({ duplicate }) => isTold(duplicate));

/** What lists will show of it. Sent back for a paper alone, it goes on where it came from. */
function statusAfter({ id, state }: Dossier, action: ActionOf<'submit'>, by: string, now: Date): Status {
  const told = { actor: { kind: 'staff' as const, id: by }, at: now.toISOString(), on: dateInShanghai(now) };
  return statusOf(apply(id, state, { action, ...told }));
}

/**
 * Records the submission: it takes the locks of its people (E1303 where another dossier was faster), and is compared by
 * its traces from now on. The reviewers are told of what was found; of what only they may know, with the assessment.
 */
export async function handIn(
  app: App,
  submission: Submission,
  { dossier: before, found, earlier }: Checked,
  action: Decided,
  effects: readonly Write[],
): Promise<void> {
  const { user, now } = submission;
  const registrarMail = await addresseeOf(app, before, user);
  const toRule = toldOf(found).map(({ duplicate }) => duplicate);
  const told = await tellOfDuplicates(app, before, toRule, registrarMail, now);
  const actor = { kind: 'staff' as const, id: user.id };
  const facts = { ...knownAs(submission, before), ...(registrarMail ? { registrarMail } : {}) };
  const writes = [...householdWrites(app, submission, before), ...told, ...effects];
  try {
    await dossiers(app).recordTogether([
      { id: before.id, before, action, actor, now, facts, effects: writes },
      ...earlier.onMargin.map((each) => leavingMargin(each, now)),
    ]);
  } catch (error) {
    const locked = error instanceof EffectRefused ? refusedLocks(error.effects) : [];
    throw locked.length === 0 ? error : await numberOnFile(app, submission, locked);
  }
}

/** Whoever applies again waits on 边缘名单 no longer. */
const leavingMargin = (before: Dossier, now: Date): Recording => ({
  id: before.id,
  before,
  action: decideMarginAnswer(before.state, { answer: 'applied' }),
  actor: { kind: 'system', id: 'submission' },
  now,
});

/** Where to write to whoever submits; undefined when they have no mailbox. Sealed anew it would be written anew: the same stays. */
async function addresseeOf(app: App, { id, registrarMail }: Dossier, user: User): Promise<Sealed | undefined> {
  if (user.email === undefined) return undefined;
  const known = registrarMail && (await openAddressee(keyring(app), id, 'registrar', registrarMail));
  if (known?.address === user.email && known.person === user.id) return registrarMail;
  return sealAddressee(keyring(app), id, 'registrar', { address: user.email, person: user.id });
}

/** By what it is compared from now on, and the locks of its people. */
function householdWrites(app: App, { traces: mine, numbers }: Submission, before: Dossier): Write[] {
  // Of an earlier form that this amendment proposed nothing is kept: those in force lie beside already.
  const isFirst = before.state.inForce !== null && before.proposed === undefined;
  return [
    traces(app).commitWrite(before.id, mine, isFirst ? 'compared' : undefined),
    ...lockWrites(table(app), before, numbers),
  ];
}
