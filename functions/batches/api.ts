import { permit } from '../../shared/access/permit.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import {
  ApproveBatchBody,
  PrepareBatchBody,
  RefuseBatchBody,
  SettleBatchBody,
} from '../../shared/contract/bodies/batches.ts';
import { pageSizes } from '../../shared/contract/page-sizes.ts';
import type { RowFault } from '../../shared/csv/rows.ts';
import { digest } from '../../shared/digest/digest.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { fieldProblem, Problem } from '../../shared/errors/problem.ts';
import { requireUnion } from '../../shared/http/asked-union.ts';
import { serve } from '../../shared/http/serve.ts';
import { type BatchContent, batchStatuses } from '../../shared/ledger/batch.ts';
import { type AnswerRow, readAnswerFile } from '../../shared/ledger/batch-file.ts';
import { fundSources } from '../../shared/ledger/funds.ts';
import { formatFen } from '../../shared/money/fen.ts';
import { isOwnOf } from '../../shared/organisation/org-path.ts';
import { type Batch, batchContext, batchEffects, batchOpinionContext } from '../../shared/registry/batches.ts';
import { newId } from '../../shared/registry/ids.ts';
import { isPlaceInOrder } from '../../shared/registry/in-order.ts';
import { pageMark, placeIn } from '../../shared/registry/page-mark.ts';
import type { Write } from '../../shared/registry/table.ts';
import { type Limit, pastLimit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { fromEnvironment } from '../../shared/services/from-environment.ts';
import { batches, blindIndex, provinceSealer, readings, table, tries } from '../../shared/services/services.ts';
import { changedRows, rowsOf } from './prepare.ts';
import { settle } from './settle.ts';
import { detailOf, summaryOf } from './view.ts';

/** Whoever prepares a batch is told of each number whether it is on file in their union. */
const PREPARED: Limit = { name: 'prepare-batch', per: 'day', max: 30 };

export const lambda = (app: App) =>
  serve(app, {
    /**
     * 报批: the list is looked at row by row, and stored only when all of it is right; `dryRun` stores nothing. What was
     * handed in already is not looked at: whoever did not hear that it was would mend it, and pay twice.
     */
    prepareBatch: {
      body: PrepareBatchBody,
      handle: async ({ user, body, now, remember }) => {
        const { orgPath, dryRun, file } = body;
        permit(user, 'prepareBatch', { orgPath });
        await requireUnion(app, user, orgPath, '/orgPath');
        if (!(await tries(app).allows(PREPARED, user.id, now))) throw pastLimit(PREPARED, now);
        const hash = await blindIndex(app).of('file', file);
        if (await batches(app).isHandedIn({ orgPath, file: hash })) throw handedInAlready();
        const { content, total } = await contentOf(app, body);
        const accountsPending = content.rows.flatMap(({ row, accountPending }) => (accountPending ? [row] : []));
        const seen = { digest: digest(content), rows: content.rows.length, total, accountsPending };
        if (dryRun) return { status: 200, body: { batch: null, ...seen } };
        const id = newId();
        const batch: Batch = {
          ...{ id, orgPath, by: user.id, at: now.toISOString(), digest: seen.digest, status: 'prepared' },
          file: hash,
          content: await provinceSealer(app).seal(batchContext(id), content),
        };
        const answer = { status: 201, body: { batch: id, ...seen } };
        await written(app, [...(await batches(app).prepareWrites(batch)), ...remember(answer)]);
        return answer;
      },
    },

    listBatches: {
      handle: async ({ user, query }) => {
        const { org = user.orgPath } = query;
        permit(user, 'readBatches', { orgPath: org });
        const before = placeIn(query.cursor, isPlaceInOrder);
        const found = await batches(app).page(org, before, pageSizes.batches);
        const own = found.filter(({ batch }) => isOwnOf(org, batch.orgPath));
        const last = found.length < pageSizes.batches ? undefined : found.at(-1)?.place;
        const shown = await Promise.all(own.map(({ batch }) => summaryOf(app, batch)));
        return { status: 200, body: { batches: shown, cursor: last === undefined ? null : pageMark(last) } };
      },
    },

    getBatch: {
      handle: async ({ user, params, now }) => {
        const batch = await batchOf(app, params.batch);
        permit(user, 'readBatches', batch);
        await readings(app).record(batch.orgPath, { kind: 'list', what: 'batch', by: user.id, page: batch.id }, now);
        return { status: 200, body: await detailOf(app, batch) };
      },
    },

    /** 批准: by somebody else than who prepared it (E1504), of what they have seen. */
    approveBatch: {
      body: ApproveBatchBody,
      handle: async ({ user, params, body, now, remember }) => {
        const batch = await batchOf(app, params.batch);
        permit(user, 'decideBatch', batch);
        if (batch.by === user.id) throw new Problem(1504, { detail: '报批和批准须由两个人办理，这一批是您报的。' });
        requireStatus(batch, 'prepared');
        if (batch.digest !== body.digest) {
          const message = '与报批的内容不符，请重新读取、核对之后再批准';
          throw fieldProblem('/digest', message);
        }
        await requireUnchanged(app, batch);
        return decided(app, batch, { status: 'approved', by: user.id, opinion: body.opinion, now }, remember);
      },
    },

    refuseBatch: {
      body: RefuseBatchBody,
      handle: async ({ user, params, body, now, remember }) => {
        const batch = await batchOf(app, params.batch);
        permit(user, 'readBatches', batch);
        if (batch.by !== user.id) permit(user, 'decideBatch', batch);
        requireStatus(batch, 'prepared');
        return decided(app, batch, { status: 'refused', by: user.id, opinion: body.reason, now }, remember);
      },
    },

    /** The bank's answer, read back by row. */
    settleBatch: {
      body: SettleBatchBody,
      handle: async ({ user, params, body, now, remember }) => {
        const batch = await batchOf(app, params.batch);
        permit(user, 'settleBatch', batch);
        requireStatus(batch, 'approved');
        const content = await batches(app).contentOf(batch);
        const { rows, faults } = readAnswerFile(Buffer.from(body.file, 'base64'));
        if (faults.length > 0) throw rowProblem(faults);
        const wrong = answerFaults(rows, content, { since: dateInShanghai(batch.decidedAt as string), now });
        if (wrong.length > 0) throw rowProblem(wrong);
        const answer = { status: 200, body: await settle(app, { batch, content, by: user.id, now }, rows) };
        // What is done is done once by its rows; an answer that asks for the rest is not to be had again.
        if (!answer.body.more) await written(app, remember(answer));
        return answer;
      },
    },
  });

export const handler = lambda(fromEnvironment());

/** What is to be paid, to whom, and how much in all. E1004 names every row that is wrong, and a sum above the budget. */
async function contentOf(app: App, body: PrepareBatchBody): Promise<{ content: BatchContent; total: number }> {
  const { orgPath: _, dryRun: __, file: ___, ...terms } = body;
  const { rows, faults } = await rowsOf(app, body);
  if (faults.length > 0) throw rowProblem(faults);
  const total = rows.reduce((sum, { amount }) => sum + amount, 0);
  if (total > terms.budget) {
    const message = `各户合计 ${formatFen(total)}，超过预算 ${formatFen(terms.budget)}`;
    throw fieldProblem('/budget', message);
  }
  return { content: { terms, rows }, total };
}

/** What is wrong with a bank's answer to a batch that was approved on a day (`since`). */
function answerFaults(
  answers: readonly AnswerRow[],
  { rows }: BatchContent,
  { since, now }: { since: string; now: Date },
): RowFault[] {
  const known = new Set(rows.map(({ row }) => row));
  const today = dateInShanghai(now);
  return answers.flatMap(({ line, row, on }): RowFault[] => [
    ...(known.has(row) ? [] : [{ row: line, message: `这一批没有序号 ${row}` }]),
    ...(on > today ? [{ row: line, message: `${on} 晚于今天 ${today}` }] : []),
    ...(on < since ? [{ row: line, message: `${on} 早于批准的日期 ${since}` }] : []),
  ]);
}

/** E1321 when there is no such batch. */
async function batchOf(app: App, id: string): Promise<Batch> {
  const batch = await batches(app).find(id);
  if (batch === undefined) throw new Problem(1321);
  return batch;
}

/**
 * E1322 naming those that were handed over, or have left, since it was prepared: what they are given is not this union's to
 * say; and those for whose tier of by now the funds are not.
 */
async function requireUnchanged(app: App, batch: Batch): Promise<void> {
  const content = await batches(app).contentOf(batch);
  const { gone, unfit } = await changedRows(app, batch.orgPath, content);
  if (gone.length > 0) {
    const detail = `序号 ${gone.join('、')} 的已经移交给别的工会，或者已经退出：请不予批准，去掉以后重报。`;
    throw new Problem(1322, { detail });
  }
  if (unfit.length === 0) return;
  const funds = fundSources[content.terms.source];
  const detail = `序号 ${unfit.join('、')} 的报批以后变了级别，${funds}不用于现在的级别：请不予批准，去掉或者写明理由以后重报。`;
  throw new Problem(1322, { detail });
}

function requireStatus({ status }: Batch, wanted: Batch['status']): void {
  if (status !== wanted) throw new Problem(1322, { detail: `这一批${batchStatuses[status]}。` });
}

async function decided(
  app: App,
  batch: Batch,
  { status, by, opinion, now }: { status: 'approved' | 'refused'; by: string; opinion: string; now: Date },
  remember: (answer: { status: number; body: { batch: string; status: Batch['status'] } }) => Write[],
) {
  const answer = { status: 200, body: { batch: batch.id, status } };
  const sealed = await provinceSealer(app).seal(batchOpinionContext(batch.id), opinion);
  const decision = { status, decidedBy: by, decidedAt: now.toISOString(), opinion: sealed };
  await written(app, [...(await batches(app).decisionWrites(batch, decision)), ...remember(answer)]);
  return answer;
}

const handedInAlready = (): Problem => new Problem(1322, { detail: '同样的一份文件已经报过。' });

/** E1322 when somebody else was faster, or the same file is there already. */
async function written(app: App, writes: Write[]): Promise<void> {
  if (writes.length === 0) return;
  const refused = await table(app).transact(writes);
  if (refused.length === 0) return;
  if (refused.includes(batchEffects.file)) throw handedInAlready();
  throw new Problem(refused.includes(batchEffects.decision) ? 1322 : 1301);
}

const rowProblem = (faults: readonly RowFault[]): Problem =>
  new Problem(1004, {
    faults: faults.map(({ row, message }) => fieldFault('/file', `第 ${row} 行：${message}`)),
  });
