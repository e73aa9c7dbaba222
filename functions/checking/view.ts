import { batchNumber, type CheckHousehold } from '../../shared/checking/batch.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { checkOf, isChecking } from '../../shared/dossier/check-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { contains } from '../../shared/organisation/org-path.ts';
import type { CheckBatch } from '../../shared/registry/checks.ts';
import type { Dossier } from '../../shared/registry/dossier-reader.ts';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { checks, dossierReader, names, unions } from '../../shared/services/services.ts';
import type { Left } from './prepare.ts';

const LANES = 8;

type Shown = AnswerOf<'getCheck'>['people'][number];

/** As the household's own head has it: none of one that was made dark, or handed over to another union. */
const nameIn = ({ orgPath }: CheckBatch, { state, maskedName }: Dossier): string =>
  contains(orgPath, state.orgPath) ? maskedName : '';

/** A household that was left out, and why. */
export async function leftOut(
  app: App,
  batch: CheckBatch,
  { dossier }: CheckHousehold,
  message: string,
): Promise<Left> {
  return { dossier, maskedName: nameIn(batch, await dossierReader(app).get(dossier)), message };
}

/** A batch on its row of a list. */
export async function summaryOf(app: App, batch: CheckBatch): Promise<AnswerOf<'listChecks'>['checks'][number]> {
  const { households } = await checks(app).contentOf(batch);
  const { id, orgPath, source, status, at, by } = batch;
  return {
    ...{ check: id, number: batchNumber(id), orgPath, source, status, at, by },
    union: await unions(app).name(orgPath),
    households: households.length,
    rows: households.reduce((sum, { rows }) => sum + rows.length, 0),
    byName: await names(app).of(by),
  };
}

/** The same with how far each household is, as its own dossier says. */
export async function detailOf(app: App, batch: CheckBatch): Promise<AnswerOf<'getCheck'>> {
  const { households } = await checks(app).contentOf(batch);
  const file = await checks(app).fileOf(batch);
  const receipt = await checks(app).receiptOf(batch);
  const { handedOverBy: by, handedOverAt: at } = batch;
  const shown = new Map<string, Pick<Shown, 'maskedName' | 'state'>>();
  await inLanes(households, LANES, async ({ dossier: id }) => {
    const dossier = await dossierReader(app).get(id);
    const isHere = contains(batch.orgPath, dossier.state.orgPath);
    shown.set(id, { maskedName: nameIn(batch, dossier), state: isHere ? stateOf(batch, dossier.state) : 'gone' });
  });
  return {
    ...(await summaryOf(app, batch)),
    file: file && {
      digest: file.digest,
      at: file.at,
      by: file.by,
      households: file.households.length,
      rows: file.rows,
    },
    receipt:
      receipt === null || by === undefined || at === undefined
        ? null
        : { ...receipt, by, byName: await names(app).of(by), at },
    cancelReason: await checks(app).cancellationOf(batch),
    people: households.map((household) => ({
      dossier: household.dossier,
      rows: household.rows.map(({ row }) => row),
      ...(shown.get(household.dossier) as Pick<Shown, 'maskedName' | 'state'>),
    })),
  };
}

function stateOf({ id, source, status }: CheckBatch, { matter }: DossierState): Shown['state'] {
  const check = checkOf(matter.checking, source);
  if (check?.batch === id) {
    if (check.answer) return check.answer.result;
    if (check.ruling) return 'waived';
    return isChecking({ matter }) ? 'asked' : 'gone';
  }
  const mayStill = status === 'prepared' && isChecking({ matter }) && check === undefined;
  return mayStill ? 'waiting' : 'gone';
}
