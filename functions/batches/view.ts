import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Batch } from '../../shared/registry/batches.ts';
import type { App } from '../../shared/services/app.ts';
import { batches, names, unions } from '../../shared/services/services.ts';

/** A batch on its row of a list. */
export async function summaryOf(app: App, batch: Batch): Promise<AnswerOf<'listBatches'>['batches'][number]> {
  const { terms, rows } = await batches(app).contentOf(batch);
  const { id, orgPath, status, at, by } = batch;
  const { kind, project, source, budget } = terms;
  return {
    ...{ batch: id, orgPath, status, at, by, kind, project, source, budget },
    union: await unions(app).name(orgPath),
    total: rows.reduce((sum, { amount }) => sum + amount, 0),
    rows: rows.length,
    byName: await names(app).of(by),
  };
}

/** The same with its households, each with what the bank said last. */
export async function detailOf(app: App, batch: Batch): Promise<AnswerOf<'getBatch'>> {
  const { terms, rows } = await batches(app).contentOf(batch);
  const outcomes = new Map((await batches(app).outcomes(batch.id)).map((each) => [each.row, each]));
  const { digest, decidedBy: by, decidedAt: at } = batch;
  const opinion = await batches(app).opinionOf(batch);
  return {
    ...(await summaryOf(app, batch)),
    ...{ digest, giver: terms.giver, reason: terms.reason, breachReason: terms.breachReason ?? null },
    decision:
      by === undefined || at === undefined || opinion === null
        ? null
        : { at, by, byName: await names(app).of(by), opinion },
    households: rows.map(({ row, dossier, maskedName, amount, note, accountPending = false }) => {
      const { result = null, on = null } = outcomes.get(row) ?? {};
      return { row, dossier, maskedName, amount, note: note ?? null, accountPending, result, on };
    }),
  };
}
