import type { PrepareBatchBody } from '../../shared/contract/bodies/batches.ts';
import type { RowFault } from '../../shared/csv/rows.ts';
import { pendingAccount } from '../../shared/dossier/account-state.ts';
import { fullRefusal } from '../../shared/dossier/aid.ts';
import { isInCare, isOnFile } from '../../shared/dossier/life.ts';
import type { BatchContent, BatchRow } from '../../shared/ledger/batch.ts';
import { type PayRow, readPayFile } from '../../shared/ledger/batch-file.ts';
import { type FundSource, fundsRefusal } from '../../shared/ledger/funds.ts';
import { isOwnOf, isWithinCounty } from '../../shared/organisation/org-path.ts';
import type { Dossier } from '../../shared/registry/dossier-reader.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { blindIndex, dossierReader, forms, table } from '../../shared/services/services.ts';

/** So many households are looked at at once. */
const LANES = 8;
/** A number leads to the dossiers of one household in its years: so many places are read at once. */
const PLACES_AT_ONCE = 20;

/** The rows of a batch, each with its dossier, and everything that is wrong with any: with one fault nothing is paid. */
export async function rowsOf(
  app: App,
  { file, orgPath, source, breachReason }: PrepareBatchBody,
): Promise<{ rows: BatchRow[]; faults: RowFault[] }> {
  const { rows: asked, faults } = readPayFile(Buffer.from(file, 'base64'));
  if (faults.length > 0) return { rows: [], faults };
  const found = new Map<number, Dossier | string>();
  await inLanes(asked, LANES, async (row) => void found.set(row.line, await householdOf(app, orgPath, row)));
  const rows: BatchRow[] = [];
  const lineOf = new Map<string, number>();
  for (const { line, row, amount, note } of asked) {
    const household = found.get(line) as Dossier | string;
    const why =
      typeof household === 'string'
        ? household
        : wrongOf(app, household, { source, breachReason }, lineOf.get(household.id));
    if (why !== undefined || typeof household === 'string') {
      faults.push({ row: line, message: why ?? '' });
      continue;
    }
    lineOf.set(household.id, line);
    const { id: dossier, state, maskedName } = household;
    const said = {
      ...(note === '' ? {} : { note }),
      ...(pendingAccount(state) ? { accountPending: true as const } : {}),
    };
    rows.push({ row, dossier, orgPath: state.orgPath, maskedName, amount, ...said });
  }
  return { rows, faults };
}

/**
 * What was right when a batch was prepared and is not any more: `gone`, rows whose household is another union's by now, or
 * no more on file; `unfit`, those whose tier has changed to one that these funds are not for, where nobody said why they are.
 */
export async function changedRows(
  app: App,
  orgPath: string,
  { terms, rows }: BatchContent,
): Promise<{ gone: number[]; unfit: number[] }> {
  const [gone, unfit]: [number[], number[]] = [[], []];
  await inLanes(rows, LANES, async ({ row, dossier }) => {
    const { state } = await dossierReader(app).get(dossier);
    if (!isOnFile(state) || !isOwnOf(orgPath, state.orgPath)) gone.push(row);
    else if (unfitFor(app, state, terms) !== undefined) unfit.push(row);
  });
  const inOrder = (all: number[]) => all.toSorted((a, b) => a - b);
  return { gone: inOrder(gone), unfit: inOrder(unfit) };
}

/** Why the funds are not for this household's tier, in Chinese; undefined where they are, or it is said why they are used all the same. */
function unfitFor(
  { profile }: App,
  { registration }: Dossier['state'],
  { source, breachReason }: { source: FundSource; breachReason?: string | undefined },
): string | undefined {
  const why = registration && fundsRefusal(profile.funds, source, registration.tier);
  return breachReason === undefined ? (why ?? undefined) : undefined;
}

/** Where a number leads within a union, some at a time: whoever applied often is found behind all of them. */
async function* placesOf(app: App, pk: string, orgPath: string): AsyncGenerator<Key[]> {
  let from = `D#${orgPath}`;
  for (;;) {
    const places = await table(app).range<Key>(pk, from, `D#${orgPath}~`, { limit: PLACES_AT_ONCE });
    yield places.filter(({ sk }) => isOwnOf(orgPath, sk.split('#')[1] as string));
    const last = places.at(-1);
    if (last === undefined || places.length < PLACES_AT_ONCE) return;
    from = `${last.sk}!`;
  }
}

/** Whose dossier the row is about, or why it is nobody's, in Chinese. */
async function householdOf(app: App, orgPath: string, { idNumber, name }: PayRow): Promise<Dossier | string> {
  const pk = keys.identities(await blindIndex(app).of('idNumber', idNumber));
  const all: Dossier[] = [];
  let onFile: Dossier | undefined;
  for await (const there of placesOf(app, pk, orgPath)) {
    const found = await Promise.all(there.map(({ sk }) => dossierReader(app).get(sk.slice(-26))));
    // Handed over to another union, it is paid there.
    const here = found.filter(({ state }) => isOwnOf(orgPath, state.orgPath));
    all.push(...here);
    onFile = here.find(({ state }) => isOnFile(state));
    if (onFile !== undefined) break;
  }
  if (onFile === undefined) {
    if (all.some(({ state }) => isInCare(state))) return '这一户是临时救助，不成批发放，逐笔登记在它的台账里';
    const left = all.find(({ state }) => state.standing === 'left')?.state.end;
    if (left) return `这一户已于 ${left.on} 退出`;
    // The same whether a county has them or nobody has: who is on file is not asked out by lists of numbers.
    return isWithinCounty(orgPath)
      ? '本工会没有这个人在册的档案'
      : '本级和直属单位没有这个人在册的档案；归县里的由县里报';
  }
  const form = await forms(app).getSubmitted(onFile.id, onFile.state.inForce?.form ?? 0);
  if (form.worker.idNumber.toUpperCase() !== idNumber) return '这个人是家庭成员，请写这一户的困难职工';
  return form.worker.name === name ? onFile : '姓名与档案不符';
}

/** What is wrong with paying this household. @param twice the line on which it stands already */
function wrongOf(
  app: App,
  { state }: Dossier,
  terms: { source: FundSource; breachReason: string | undefined },
  twice: number | undefined,
): string | undefined {
  if (twice !== undefined) return `与第 ${twice} 行是同一户`;
  if (fullRefusal(state.aid) !== undefined) return '这一户的台账已经满了';
  const why = unfitFor(app, state, terms);
  return why && `${why}；确须使用的，写明理由（breachReason）`;
}
