import { createHash } from 'node:crypto';
import { batchNumber, type CheckFile, type CheckHousehold } from '../../shared/checking/batch.ts';
import { type AskedRow, askedFile } from '../../shared/checking/check-file.ts';
import { peopleOf } from '../../shared/consent/consent.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { checkOf, isChecking } from '../../shared/dossier/check-state.ts';
import { decideAsking } from '../../shared/dossier/checking.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { submittedForm } from '../../shared/dossier/proposed.ts';
import { openingContext } from '../../shared/dossier/seal-contexts.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { withdrawnRefusal } from '../../shared/dossier/withdrawal-state.ts';
import { Problem } from '../../shared/errors/problem.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import { type CheckBatch, checkEffect } from '../../shared/registry/checks.ts';
import { EffectRefused } from '../../shared/registry/dossiers.ts';
import { keys } from '../../shared/registry/keys.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { checks, dossiers, forms, keyring, readings, table } from '../../shared/services/services.ts';
import { changed, sealed } from './batch-writes.ts';
import type { Left } from './prepare.ts';
import { leftOut } from './view.ts';

const LANES = 8;
const LONGEST_MS = 12_000;

interface Taking {
  batch: CheckBatch;
  by: string;
  /** Why whoever takes it out does; each household's readings say so. */
  reason: string;
  now: Date;
}

interface Taken {
  /** What is in it has not been shown to anybody: `writeOpenings` comes first. */
  file: Uint8Array;
  households: string[];
  rows: number;
  left: Left[];
  more: boolean;
}

/**
 * The file for an office, with the whole numbers, and its digest; null where there was no time for all of it. It is kept
 * nowhere: taken out again it is another opening.
 */
export async function exported(app: App, taking: Taking): Promise<AnswerOf<'exportCheck'>> {
  const { batch, by, now } = taking;
  const { households } = await checks(app).contentOf(batch);
  const { file, ...out } = await taken(app, taking, households);
  const name = `${batchNumber(batch.id)}.csv`;
  const counts = { households: out.households.length, rows: out.rows, left: out.left, more: out.more };
  const none = { check: batch.id, name, file: null, digest: null, ...counts };
  if (out.more) return none;
  const digest = createHash('sha256').update(file).digest('hex');
  // Once it was handed over, what is there is what was handed over.
  const isSame = (await checks(app).fileOf(batch))?.digest === digest;
  if (batch.status === 'prepared' && !isSame) {
    const of = { digest, at: now.toISOString(), by, households: out.households, rows: out.rows } satisfies CheckFile;
    await changed(app, batch, { file: await sealed(app, batch.id, 'file', of) }, { by, now });
  }
  await writeOpenings(app, taking, out.households);
  return { ...none, file: Buffer.from(file).toString('base64'), digest };
}

/**
 * Each household's journal says first that it is in this batch; one that has moved on since, or is in another batch, is
 * left out and named. Done again, it goes on.
 */
async function taken(app: App, of: Taking, households: readonly CheckHousehold[]): Promise<Taken> {
  const people = new Map<number, AskedRow[]>();
  const left: Left[] = [];
  const begun = performance.now();
  let more = false;
  await inLanes(households.entries(), LANES, async ([index, household]) => {
    if (performance.now() - begun > LONGEST_MS) {
      more = true;
      return;
    }
    const why = await asked(app, of, household);
    if (why !== undefined) {
      left.push(await leftOut(app, of.batch, household, why));
      return;
    }
    people.set(index, await rowsOf(app, household, index + 1));
  });
  const inIt = [...people].toSorted(([a], [b]) => a - b);
  const rows = inIt.flatMap(([, each]) => each);
  return {
    file: askedFile(batchNumber(of.batch.id), rows),
    households: inIt.map(([index]) => (households[index] as CheckHousehold).dossier),
    rows: rows.length,
    left: left.toSorted((a, b) => (a.dossier < b.dossier ? -1 : 1)),
    more,
  };
}

/** Undefined when the household is in this batch, now or before; otherwise why not. */
async function asked(
  app: App,
  { batch, by, now }: Taking,
  { dossier: id, form }: CheckHousehold,
): Promise<string | undefined> {
  let why: string | undefined;
  const { sources } = app.profile.checking;
  // Cancelled, handed over or taken out by somebody else meanwhile: whoever took it out reads it again.
  const unchanged = table(app).checkWrite(checkEffect, keys.check(batch.id), 'revision = :read', {
    ':read': batch.revision,
  });
  try {
    await dossiers(app).recordLatest(id, async ({ state }) => {
      why = isOther(state, batch, form);
      if (why !== undefined || isIn(state, batch)) return undefined;
      if (batch.status !== 'prepared') {
        why = '送出的时候不在里面';
        return undefined;
      }
      const action = decideAsking(state, { source: batch.source, batch: batch.id, sources: [...sources] });
      why = isRefusal(action) ? action.refused : undefined;
      return isRefusal(action) ? undefined : { action, actor: { kind: 'staff', id: by }, now, effects: [unchanged] };
    });
  } catch (error) {
    if (error instanceof EffectRefused) throw new Problem(1301);
    throw error;
  }
  return why;
}

const isIn = ({ matter }: DossierState, { id, source }: CheckBatch): boolean =>
  checkOf(matter.checking, source)?.batch === id;

function isOther(state: DossierState, { orgPath }: CheckBatch, form: number): string | undefined {
  if (!isChecking(state)) return '已经不在核对';
  const withdrawn = withdrawnRefusal(state);
  if (withdrawn !== undefined) return withdrawn;
  if (!contains(orgPath, state.orgPath)) return '已经移交给别的工会';
  return submittedForm(state) === form ? undefined : '档案表换了一份，请另备一批';
}

/**
 * Each household's readings say who took its numbers out and why: the last thing before the file is answered, so that a try
 * that ends without a file is not taken for an opening.
 */
async function writeOpenings(app: App, { by, reason, now }: Taking, households: readonly string[]): Promise<void> {
  await inLanes(households, LANES, async (id) => {
    const sealed = await keyring(app).seal(openingContext(id, now.toISOString()), reason);
    await readings(app).recordOpening(id, { by, reason: sealed }, now);
  });
}

/** The household's people as the office is asked about them. */
async function rowsOf(
  app: App,
  { dossier: id, form: number, rows }: CheckHousehold,
  household: number,
): Promise<AskedRow[]> {
  const form = await forms(app).getSubmitted(id, number);
  const people = new Map(peopleOf(form).map(({ pointer, person }) => [pointer, person]));
  return rows.map(({ row, person }) => {
    const { name = '', idNumber = '' } = people.get(person) ?? {};
    return { row, household, name, idNumber };
  });
}
