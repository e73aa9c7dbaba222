import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { aidToRecord, decideAid } from '../../shared/dossier/aid.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { isGoing } from '../../shared/dossier/disposal-state.ts';
import { isInCare } from '../../shared/dossier/life.ts';
import { aidContext } from '../../shared/dossier/seal-contexts.ts';
import type { Aid, AidContent } from '../../shared/ledger/aid.ts';
import { type BatchContent, type BatchRow, type RowResult, resultRefusal } from '../../shared/ledger/batch.ts';
import type { AnswerRow } from '../../shared/ledger/batch-file.ts';
import { fundsRefusal } from '../../shared/ledger/funds.ts';
import { type Batch, batchRowContext, type RowOutcome } from '../../shared/registry/batches.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import type { Write } from '../../shared/registry/table.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { batches, dossiers, keyring, table } from '../../shared/services/services.ts';
import { tellWhoMay } from '../../shared/services/tell.ts';

/** So many households are recorded at once. */
const LANES = 8;
/** What is left after this long is for the next time: the API itself gives up after 29 s. */
const LONGEST_MS = 12_000;

interface Settling {
  batch: Batch;
  content: BatchContent;
  by: string;
  now: Date;
}

type Left = AnswerOf<'settleBatch'>['left'][number];

/**
 * Records what the bank says, row by row, each in one transaction with the household's ledger: done again, after whatever
 * death, a row that is recorded is passed over. A row that cannot be recorded is named and stops no other.
 */
export async function settle(app: App, of: Settling, answers: readonly AnswerRow[]): Promise<AnswerOf<'settleBatch'>> {
  const rows = new Map(of.content.rows.map((row) => [row.row, row]));
  const left: Left[] = [];
  const begun = performance.now();
  let more = false;
  async function* inTime(): AsyncGenerator<AnswerRow> {
    for (const answer of answers) {
      if (performance.now() - begun > LONGEST_MS) {
        more = true;
        return;
      }
      yield answer;
    }
  }
  await inLanes(inTime(), LANES, async (answer) => {
    const why = await settleRow(app, of, rows.get(answer.row) as BatchRow, answer);
    if (why !== undefined) left.push({ row: answer.row, message: why });
  });
  const outcomes = await batches(app).outcomes(of.batch.id);
  const count = (result: RowResult) => outcomes.filter((each) => each.result === result).length;
  return {
    batch: of.batch.id,
    ...{ paid: count('paid'), bounced: count('bounced'), dropped: count('dropped') },
    open: rows.size - outcomes.length,
    left: left.toSorted((a, b) => a.row - b.row),
    more,
  };
}

/** Undefined when the row stands as the bank says, now or before; otherwise why not. */
async function settleRow(app: App, of: Settling, row: BatchRow, answer: AnswerRow): Promise<string | undefined> {
  const { id } = of.batch;
  const before = await batches(app).outcome(id, row.row);
  if (before?.result === answer.result) return undefined;
  const why = resultRefusal(before?.result, answer.result);
  if (why !== undefined) return why;
  const dossier = await dossiers(app).get(row.dossier);
  const goes = isGoing(dossier.state);
  const outcome = await outcomeOf(app, id, row, answer, goes);
  // It is the payer's to do, who alone may. One that goes is named in no task: nothing would take the name away again.
  const owed = { ...row, orgPath: of.batch.orgPath, ...(goes ? { maskedName: '' } : {}) };
  const written = (paid: Pick<RowOutcome, 'dossier' | 'aid'>) =>
    batches(app).outcomeWrite(id, { ...outcome, ...paid }, before, owed);
  try {
    if (answer.result === 'paid') return await recorded(app, of, row, answer, written);
    const told = answer.result === 'bounced' ? await tellOfBounced(app, of, row, dossier) : [];
    const refused = await table(app).transact([written({}), ...told]);
    if (refused.length > 0) throw new EffectRefused(refused);
    return undefined;
  } catch (error) {
    // Another was faster with this row: it is as that one says.
    if (error instanceof EffectRefused) return settleRow(app, of, row, answer);
    throw error;
  }
}

/** The task is its payer's; where another union sees to the household, that is told: the account is theirs to ask for. */
async function tellOfBounced(app: App, { batch, now }: Settling, { row }: BatchRow, dossier: Dossier) {
  const { state } = dossier;
  if (state.orgPath === batch.orgPath || !isInCare(state)) return [];
  const matter = { kind: 'bouncedElsewhere', batch: batch.id, row } as const;
  return tellWhoMay(app, dossier, { ability: 'proposeAccount', matter, now, otherwise: undefined });
}

/** The bank's word on a row, as it is kept. */
async function outcomeOf(
  app: App,
  batch: string,
  { row, dossier }: BatchRow,
  { result, on, note }: AnswerRow,
  goes: boolean,
): Promise<RowOutcome> {
  // Under the household's key: nothing where that goes, or is gone.
  const isKept = note !== '' && !goes;
  const sealed = isKept ? await keyring(app).seal(batchRowContext(dossier, batch, row), note) : null;
  return { row, result, on, note: sealed };
}

/** Into the household's ledger, with the row; why not, when its dossier takes no aid of the day on which it was approved. */
async function recorded(
  app: App,
  { batch, content, by, now }: Settling,
  row: BatchRow,
  { on }: AnswerRow,
  written: (paid: { dossier: string; aid: number }) => Write,
): Promise<string | undefined> {
  let why: string | undefined;
  await dossiers(app).recordLatest(row.dossier, async (dossier) => {
    const { id, state } = dossier;
    if (isGoing(state)) {
      why = '这一户的档案保管期满，已经确认处置，不再登记帮扶';
      return undefined;
    }
    const given: AidContent = { given: givenTo(app, dossier, { batch, content }, row) };
    const aid = aidToRecord(state);
    const sealed = await keyring(app).seal(aidContext(id, aid), given);
    const promisedOn = dateInShanghai(batch.decidedAt as string);
    const action = decideAid(state, { givenOn: on, promisedOn, receipt: null, content: sealed });
    why = isRefusal(action) ? action.refused : undefined;
    return isRefusal(action)
      ? undefined
      : { action, actor: { kind: 'staff', id: by }, now, effects: [written({ dossier: id, aid })] };
  });
  return why;
}

function givenTo(
  { profile }: App,
  { state }: Dossier,
  { batch, content }: Pick<Settling, 'batch' | 'content'>,
  { row, amount, note }: BatchRow,
): Aid {
  const { kind, project, source, giver, breachReason } = content.terms;
  const tier = state.registration?.tier;
  const isBreach = tier !== undefined && fundsRefusal(profile.funds, source, tier) !== undefined;
  return {
    ...{ kind, project, source, payment: 'transfer', amount, giver, batch: { batch: batch.id, row } },
    ...(note === undefined ? {} : { note }),
    ...(isBreach && breachReason !== undefined ? { breach: { tier, reason: breachReason } } : {}),
  };
}
