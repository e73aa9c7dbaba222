import { daysBetween } from '../../shared/calendar/dates.ts';
import { askFigures } from '../../shared/contract/ask-figures.ts';
import type { Client } from '../../shared/contract/client.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { isGoing, isGone } from '../../shared/dossier/disposal-state.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { isOnFile } from '../../shared/dossier/life.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { type RowResult, rowResults } from '../../shared/ledger/batch.ts';
import { county, isOwnOf } from '../../shared/organisation/org-path.ts';
import type { Checks } from './checks.ts';
import { attempt } from './people/person.ts';
import { counties, municipality } from './places.ts';
import type { World } from './world.ts';

/** A line of a list, as it was written. */
export interface PayLine {
  row: number;
  name: string;
  idNumber: string;
  yuan: string;
  note: string;
}

/** What a bank does with a line: at an instant (ms) it has done so, or undefined where it does not answer. */
interface BankWord {
  result: RowResult;
  at: number | undefined;
}

/** 一批资金发放 as those who pay know it, apart from the system. */
export interface Payment {
  batch: string;
  orgPath: string;
  by: string;
  file: string;
  lines: readonly PayLine[];
  /** By the row, once the bank has the list. */
  bank: Map<number, BankWord>;
  /** Everything that was handed in of a row, whether or not anybody heard that it was taken. */
  said: Map<number, Set<RowResult>>;
  /** What whoever handed something in was told that it is by now. */
  stands: Map<number, RowResult>;
}

type Detail = AnswerOf<'getBatch'>;
type AidEntry = AnswerOf<'listAid'>['entries'][number];

/** With everybody doing their part a batch is decided, and what the bank has answered is entered, in so many days. */
const LONGEST_DAYS = 30;

const fenOf = ({ yuan }: PayLine): number => Math.round(Number(yuan) * 100);
export const sumOf = (lines: readonly PayLine[]): number => lines.reduce((sum, line) => sum + fenOf(line), 0);

/** What lies there is what was handed in: each line once, of a household under its own name and number. */
export function isAsHandedIn(world: World, { lines }: Payment, { batch, households, total, budget }: Detail): void {
  const fail = (what: string) => world.fail(`资金发放 ${batch}：${what}`);
  if (total !== sumOf(lines)) fail(`合计 ${total}，名单上是 ${sumOf(lines)}`);
  if (total > budget) fail(`合计 ${total}，超过预算 ${budget}`);
  if (households.length !== lines.length) fail(`名单 ${lines.length} 行，有 ${households.length} 户`);
  if (new Set(households.map(({ dossier }) => dossier)).size < households.length) fail('同一户有两行');
  for (const { row, dossier, amount, note } of households) {
    const line = lines.find((each) => each.row === row);
    const worker = world.homeOf(dossier)?.form.worker;
    if (line === undefined || fenOf(line) !== amount || line.note !== (note ?? '')) fail(`第 ${row} 行不是所报的`);
    if (line?.name !== worker?.name || line?.idNumber !== worker?.idNumber) fail(`第 ${row} 行是别的一户`);
  }
}

/** Whoever is paid was on file there, at the instant (ms) since when it was asked. */
export function areOnFile(world: World, checks: Checks, { orgPath, households, batch }: Detail, since: number): void {
  for (const { dossier, row } of households) {
    const states = checks.statesSince(dossier, since);
    const isThere = (state: DossierState) => isOnFile(state) && isOwnOf(orgPath, state.orgPath);
    if (!states.some(isThere)) world.fail(`资金发放 ${batch} 第 ${row} 行的一户不归 ${orgPath} 在册`, dossier);
  }
}

/** An entry of a ledger as its journal says, and of which union the household was. */
interface Written {
  dossier: string;
  aid: number;
  corrects: number | null;
  /** Whether it was paid in a batch. */
  isPromised: boolean;
  orgPath: string;
  on: string;
}

/** Ledgers by the entries of the journals alone; and of what is to be disposed of, as they were read before it was. */
export class Ledgers {
  readonly written: Written[] = [];
  readonly goneWith = new Map<string, AidEntry[]>();
  private readonly world: World;

  constructor(world: World) {
    this.world = world;
  }

  entry(dossier: string, { action, on }: JournalEntry, { orgPath }: DossierState): void {
    if (action.type === 'confirmDisposal' && this.written.some((each) => each.dossier === dossier))
      this.world.begin(this.lastRead(dossier));
    const entry = { dossier, orgPath, on };
    if (action.type === 'recordAid')
      this.written.push({ ...entry, aid: action.aid, corrects: null, isPromised: action.promisedOn !== undefined });
    if (action.type === 'correctAid')
      this.written.push({ ...entry, aid: action.aid, corrects: action.corrects, isPromised: false });
  }

  private async lastRead(id: string): Promise<void> {
    const as = this.world.visitors.as(AUDITOR);
    const deed = { who: AUDITOR, what: '看要处置的台账', home: this.world.homeOf(id) };
    await attempt(this.world, deed, async () => void this.goneWith.set(id, await ledgerOf(as, id)));
  }
}

const AUDITOR = 'auditor-530000-1';

/** All of a ledger, as the API answers it. */
async function ledgerOf(as: Client, id: string): Promise<AidEntry[]> {
  const entries: AidEntry[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const query = cursor === undefined ? {} : { cursor };
    const page: AnswerOf<'listAid'> = (await as.call('listAid', { params: { id }, query })).body;
    entries.push(...page.entries);
    ({ cursor } = page);
  }
  return entries;
}

/**
 * At rest: every batch is one that somebody handed in, and none twice; each row is as the bank said; what was paid is in
 * the ledger of its household once, and nothing else; nothing waits that was not begun a short while ago; and the figures
 * are the sums over the ledgers.
 */
export async function paymentsAgree(world: World, checks: Checks): Promise<void> {
  const auditor = world.visitors.as(AUDITOR);
  const details = await detailsOf(auditor);
  const files = new Set<string>();
  for (const detail of details) {
    const fail = (what: string) => world.fail(`资金发放 ${detail.batch}：${what}`);
    const payment = world.payments.get(detail.batch);
    if (payment === undefined) {
      fail('没有人报过');
      continue;
    }
    isAsHandedIn(world, payment, detail);
    const key = `${county(payment.orgPath)} ${payment.file}`;
    if (detail.status !== 'refused' && files.has(key)) fail('同样的一份有两批');
    if (detail.status !== 'refused') files.add(key);
    if (detail.status === 'approved' && detail.decision?.by === detail.by) fail('报的人自己批了');
    // Whoever approved may not have seen what was under way in that minute.
    if (detail.status === 'approved') areOnFile(world, checks, detail, Date.parse(detail.decision?.at ?? '') - 60_000);
    for (const row of detail.households) asTheBankSaid(payment, row, fail);
    for (const wrong of late(world, checks, detail)) fail(wrong);
  }
  for (const batch of world.payments.keys())
    if (!details.some((each) => each.batch === batch)) world.fail(`资金发放 ${batch}：报过，列表里没有`);
  const ledgers = await ledgersOf(world, checks, auditor);
  paidOnce(world, checks, details, ledgers);
  await figuresAgree(world, checks, ledgers);
}

async function detailsOf(auditor: Client): Promise<Detail[]> {
  const details: Detail[] = [];
  for (const org of [...counties, municipality]) {
    let cursor: string | null | undefined;
    while (cursor !== null) {
      const page: AnswerOf<'listBatches'> = (
        await auditor.call('listBatches', { query: { org, ...(cursor === undefined ? {} : { cursor }) } })
      ).body;
      for (const { batch } of page.batches) details.push((await auditor.call('getBatch', { params: { batch } })).body);
      ({ cursor } = page);
    }
  }
  return details;
}

function asTheBankSaid(
  { said, stands }: Payment,
  { row, result }: Detail['households'][number],
  fail: (what: string) => void,
): void {
  if (result !== null && !said.get(row)?.has(result)) fail(`第 ${row} 行 ${rowResults[result]}，谁也没有这样说过`);
  const told = stands.get(row);
  if (told !== undefined && result === null) fail(`第 ${row} 行说记下了${rowResults[told]}，没有`);
  if (told !== undefined && told !== 'bounced' && result !== told)
    fail(`第 ${row} 行说记下了${rowResults[told]}，变了`);
}

/** What nobody can enter any more is a row of a household whose dossier goes. */
function late(world: World, checks: Checks, { status, at, decision, households }: Detail): string[] {
  const days = daysBetween((decision?.at ?? at).slice(0, 10), world.today());
  if (status === 'refused' || days <= LONGEST_DAYS) return [];
  if (status === 'prepared') return [`${days} 天没有人批`];
  return households.flatMap(({ row, result, dossier }) => {
    const state = checks.stateOf(dossier);
    if (result === 'paid' || result === 'dropped' || (state && isGoing(state))) return [];
    return [`第 ${row} 行批准 ${days} 天还是${result === null ? '没有答复' : '退回'}`];
  });
}

/** By the dossier: of those that may be read still, and of the others as they were read last. */
async function ledgersOf(world: World, checks: Checks, auditor: Client): Promise<Map<string, AidEntry[]>> {
  const found = new Map<string, AidEntry[]>();
  const byDossier = Map.groupBy(checks.ledgers.written, ({ dossier }) => dossier);
  for (const [id, written] of byDossier) {
    const state = checks.stateOf(id);
    const entries = state && isGone(state) ? checks.ledgers.goneWith.get(id) : await ledgerOf(auditor, id);
    if (entries === undefined) continue;
    const [has, should] = [entries.map(({ aid }) => aid), written.map(({ aid }) => aid)].map((all) =>
      all.sort().join(),
    );
    if (has !== should) world.fail(`${id} 的台账有 ${has}，按日志应是 ${should}`, id);
    found.set(id, entries);
  }
  return found;
}

/** A row that is paid is an entry of its household's ledger, and every entry that names a row is that one's. */
function paidOnce(
  world: World,
  checks: Checks,
  details: readonly Detail[],
  ledgers: ReadonlyMap<string, readonly AidEntry[]>,
): void {
  const paid = details.flatMap((of) =>
    of.households.flatMap((row) => (row.result === 'paid' ? [{ of, row, home: survivorOf(checks, row.dossier) }] : [])),
  );
  const owed = Map.groupBy(paid, ({ home }) => home);
  const written = Map.groupBy(
    checks.ledgers.written.filter(({ isPromised }) => isPromised),
    ({ dossier }) => survivorOf(checks, dossier),
  );
  for (const home of new Set([...owed.keys(), ...written.keys()])) {
    const [rows, entries] = [owed.get(home)?.length ?? 0, written.get(home)?.length ?? 0];
    if (rows !== entries) world.fail(`${home} 到账 ${rows} 行，日志里成批发放的有 ${entries} 条`, home);
  }
  const left = new Map(paid.map((each) => [`${each.of.batch} ${each.row.row}`, each]));
  for (const [dossier, entries] of ledgers) {
    for (const { aid, corrects, given, givenOn } of entries) {
      if (corrects !== null || given?.batch === undefined) continue;
      const key = `${given.batch.batch} ${given.batch.row}`;
      const one = left.get(key);
      left.delete(key);
      if (one === undefined) {
        world.fail(`${dossier} 第 ${aid} 条帮扶是 ${key}，那一行没有到账，或者已经有一条`, dossier);
        continue;
      }
      const { of, row, home } = one;
      const isSame =
        given.amount === row.amount &&
        givenOn === row.on &&
        given.kind === of.kind &&
        given.project === of.project &&
        given.source === of.source &&
        home === survivorOf(checks, dossier);
      if (!isSame) world.fail(`${dossier} 第 ${aid} 条帮扶与 ${key} 不一样`, dossier);
    }
  }
  for (const [key, { row }] of left)
    if (ledgers.has(survivorOf(checks, row.dossier))) world.fail(`${key} 到账，台账里没有`, row.dossier);
}

/** The dossier that a household has in the end. */
function survivorOf(checks: Checks, dossier: string): string {
  const into = checks.stateOf(dossier)?.mergedInto;
  return into ? survivorOf(checks, into) : dossier;
}

/** What a county's reviewer reads of all aid is the sum over the ledgers, where all of them were read. */
async function figuresAgree(
  world: World,
  checks: Checks,
  ledgers: ReadonlyMap<string, readonly AidEntry[]>,
): Promise<void> {
  for (const [who, org] of [
    ['reviewer-530102-1', counties[0]],
    ['reviewer-530103-1', counties[1]],
  ] as const) {
    // From above, what is few is not shown.
    if (world.staff.get(who).orgPath !== org) continue;
    const as = world.visitors.as(who);
    const { completeThrough, since } = await askFigures(as, { org });
    if (completeThrough === null || since === null) continue;
    const { whole } = await askFigures(as, { org, from: since, day: completeThrough });
    const entries = checks.ledgers.written.filter(
      (each) => `${each.orgPath}/`.startsWith(`${org}/`) && each.on <= completeThrough,
    );
    if (whole.unknownAid !== 0 || entries.some(({ dossier }) => !ledgers.has(dossier))) continue;
    const given = (dossier: string, number: number | null) =>
      ledgers.get(dossier)?.find(({ aid }) => aid === number)?.given ?? undefined;
    let [times, fen] = [0, 0];
    for (const { dossier, aid, corrects } of entries) {
      const [added, back] = [given(dossier, aid), given(dossier, corrects)];
      times += Number(added !== undefined) - Number(back !== undefined);
      fen += worth(added) - worth(back);
    }
    if (whole.aid.times !== times || whole.aid.fen !== fen)
      world.fail(
        `${org} ${since} 至 ${completeThrough} 统计帮扶 ${whole.aid.times} 次 ${whole.aid.fen} 分，按台账应是 ${times} 次 ${fen} 分`,
      );
  }
}

const worth = (given: AidEntry['given'] | undefined): number => given?.amount ?? given?.goods?.value ?? 0;
