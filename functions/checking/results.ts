import type { CheckHousehold } from '../../shared/checking/batch.ts';
import { batchNumber } from '../../shared/checking/batch.ts';
import { type AnsweredRow, readAnswers } from '../../shared/checking/check-file.ts';
import { type CheckResult, checkSources, together } from '../../shared/checking/sources.ts';
import { peopleOf } from '../../shared/consent/consent.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { RowFault } from '../../shared/csv/rows.ts';
import { checkOf, isChecking } from '../../shared/dossier/check-state.ts';
import { decideAnswer } from '../../shared/dossier/checking.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { isGone } from '../../shared/dossier/disposal-state.ts';
import { checkContext } from '../../shared/dossier/seal-contexts.ts';
import type { CheckedPerson } from '../../shared/dossier/sealed-contents.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import type { CheckBatch } from '../../shared/registry/checks.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, dossiers, forms, keyring } from '../../shared/services/services.ts';
import type { Left } from './prepare.ts';
import { leftOut } from './view.ts';

const LANES = 8;
const LONGEST_MS = 12_000;

interface Answering {
  batch: CheckBatch;
  /** Those that were in the file when it was handed over. */
  households: readonly CheckHousehold[];
  by: string;
  now: Date;
  dryRun: boolean;
}

/** What an office says of a household: all of its people, or it is not whole yet. */
interface Said {
  household: CheckHousehold;
  rows: readonly AnsweredRow[];
}

/** The rows of an office's file by household, and everything that is wrong with any: with one fault none is recorded. */
export async function readResults(
  app: App,
  { batch, households }: Answering,
  bytes: Uint8Array,
): Promise<{ said: Said[]; faults: RowFault[] }> {
  const { rows, faults } = readAnswers(bytes, batchNumber(batch.id));
  if (faults.length > 0) return { said: [], faults };
  const of = new Map(households.flatMap((household) => household.rows.map(({ row }) => [row, household] as const)));
  const unknown = rows.filter(({ row }) => !of.has(row));
  const said = households
    .map((household) => ({ household, rows: rows.filter(({ row }) => of.get(row) === household) }))
    .filter((each) => each.rows.length > 0);
  const wrong: RowFault[] = unknown.map(({ line, row }) => ({ row: line, message: `这一批没有序号 ${row}` }));
  await inLanes(said, LANES, async (each) => void wrong.push(...(await strangersIn(app, each))));
  return { said, faults: wrong.toSorted((a, b) => a.row - b.row) };
}

/** Rows whose last four digits are somebody else's: a row that slipped, or a file that was sorted by half. */
async function strangersIn(app: App, { household, rows }: Said): Promise<RowFault[]> {
  // Of one that is disposed of nothing can be read, and nothing will be recorded: it is named among what is left.
  if (isGone((await dossierReader(app).get(household.dossier)).state)) return [];
  const people = new Map(
    peopleOf(await forms(app).getSubmitted(household.dossier, household.form)).map((each) => [
      each.pointer,
      each.person,
    ]),
  );
  const isOf = ({ row, lastFour }: AnsweredRow) => {
    const pointer = household.rows.find((each) => each.row === row)?.person ?? '';
    return people.get(pointer)?.idNumber?.toUpperCase().slice(-4) === lastFour;
  };
  return rows
    .filter((row) => !isOf(row))
    .map(({ line, row }) => ({ row: line, message: `身份证号末四位与送去的第 ${row} 行不符，多半错了行` }));
}

/** Records what an office says, household by household; one that cannot be recorded is named and stops no other. */
export async function recordResults(
  app: App,
  of: Answering,
  said: readonly Said[],
): Promise<AnswerOf<'recordCheckResults'>> {
  const left: Left[] = [];
  const found = new Map<string, CheckResult>();
  const begun = performance.now();
  let more = false;
  await inLanes(said, LANES, async (each) => {
    if (performance.now() - begun > LONGEST_MS) {
      more = true;
      return;
    }
    const why = await recorded(app, of, each);
    if (why === undefined) found.set(each.household.dossier, resultOf(each));
    else left.push(await leftOut(app, of.batch, each.household, why));
  });
  const before = await answeredBefore(app, of);
  for (const [dossier, result] of before) if (!found.has(dossier)) found.set(dossier, result);
  const count = (result: CheckResult) => [...found.values()].filter((each) => each === result).length;
  return {
    check: of.batch.id,
    ...{ consistent: count('consistent'), differs: count('differs'), notFound: count('notFound') },
    open: of.households.length - found.size,
    left: left.toSorted((a, b) => (a.dossier < b.dossier ? -1 : 1)),
    more,
  };
}

const resultOf = ({ rows }: Said): CheckResult => together(rows.map(({ result }) => result));

/** Undefined when the household's answer stands as the office says, now or before; otherwise why not. */
async function recorded(app: App, { batch, by, now, dryRun }: Answering, said: Said): Promise<string | undefined> {
  const { household, rows } = said;
  const missing = household.rows.filter(({ row }) => !rows.some((each) => each.row === row));
  if (missing.length > 0) return `这一户还缺序号 ${missing.map(({ row }) => row).join('、')}，写全了再交`;
  const { source, id: check } = batch;
  const result = resultOf(said);
  let why: string | undefined;
  const decide = async (id: string, state: DossierState, version: number) => {
    if (checkOf(state.matter.checking, source)?.batch !== check || !isChecking(state)) {
      why = answerIn(state, batch) === result ? undefined : '这一户不在核对了（退回、撤回、作废或办完），答复不记';
      return undefined;
    }
    if (answerIn(state, batch) === result) return undefined;
    const says =
      result === 'consistent' ? null : await keyring(app).seal(checkContext(id, version + 1), peopleIn(said));
    const action = decideAnswer(state, { source, batch: check, result, says });
    why = isRefusal(action) ? `${checkSources[source]}：${action.refused}` : undefined;
    return isRefusal(action) ? undefined : action;
  };
  if (dryRun) {
    const { id, state, version } = await dossierReader(app).get(household.dossier);
    await decide(id, state, version);
    return why;
  }
  await dossiers(app).recordLatest(household.dossier, async ({ id, state, version }) => {
    why = undefined;
    const action = await decide(id, state, version);
    return action && { action, actor: { kind: 'staff', id: by }, now };
  });
  return why;
}

/** What is kept of each person who is not as the form says. */
const peopleIn = ({ household, rows }: Said): CheckedPerson[] =>
  rows.map(({ row, result, difference }) => ({
    person: household.rows.find((each) => each.row === row)?.person ?? '',
    result,
    difference: difference === '' ? null : difference,
  }));

/** What this batch brought in of a household; undefined before, and once another matter is under way. */
function answerIn({ matter }: DossierState, { id, source }: CheckBatch): CheckResult | undefined {
  const check = checkOf(matter.checking, source);
  return check?.batch === id ? check.answer?.result : undefined;
}

async function answeredBefore(app: App, { batch, households }: Answering): Promise<Map<string, CheckResult>> {
  const found = new Map<string, CheckResult>();
  await inLanes(households, LANES, async ({ dossier }) => {
    const { state } = await dossierReader(app).get(dossier);
    const result = answerIn(state, batch);
    if (result !== undefined) found.set(dossier, result);
  });
  return found;
}
