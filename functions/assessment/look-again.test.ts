import { describe, expect, it } from 'vitest';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { crowdOf, type TracedHousehold } from '../../shared/duplicates/traces.ts';
import type { Form } from '../../shared/form/form.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { hashedTraces } from '../../shared/registry/hashed-traces.ts';
import { newId } from '../../shared/registry/ids.ts';
import { keys } from '../../shared/registry/keys.ts';
import { blindIndex, dossiers, forms, newDossierKeys, table, traces } from '../../shared/services/services.ts';
import { household, namesake } from '../../test/support/household.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { lookAgain } from './look-again.ts';

const app = memoryApp();

const hashed = (household: TracedHousehold) => hashedTraces(blindIndex(app), household);

async function record(before: Dossier | null, id: string, action: Action, effects: never[] | object[] = []) {
  const actor = { kind: 'staff' as const, id: 'registrar-1' };
  return dossiers(app).record({ id, before, action, actor, now: new Date(), effects: effects as never[] });
}

/** A draft that has left its traces, as a submission does before it commits. */
async function aboutToBeSubmitted(form: Form): Promise<{ dossier: Dossier; commit(): Promise<Dossier> }> {
  const id = newId();
  await newDossierKeys(app).create(id);
  const created = await record(null, id, an.createDraft());
  const saved = await forms(app).save(id, 1, form);
  const dossier = await record(created, id, { type: 'saveForm', form: 1, digest: saved.digest }, [saved.write]);
  const mine = await hashed(form);
  await traces(app).leave(id, mine);
  const line = { division: '530102', fen: 70_000, from: '2025-01-01', digest: 'd', invented: false };
  const basis = { date: '2026-09-07', standards: [{ version: '第一代-3', digest: 'd' }], line };
  const submit = an.submit({ basis });
  return { dossier, commit: () => record(dossier, id, submit, [traces(app).commitWrite(id, mine)]) };
}

/** As the step asks: whether this run of the matter still stands at its assessment. */
const isAssessed =
  (run: number) =>
  ({ matter }: DossierState): boolean =>
    matter.run === run && matter.stage === 'assessment';

const openOf = async (id: string) => openDuplicates((await dossiers(app).get(id)).state);
let households = 100;
/** Another household, whose worker is of one name and birthday with this one's. */
const like = (form: Form): Form => {
  const other = household(households++);
  return { ...other, worker: { ...other.worker, ...namesake(form.worker) } };
};

describe('两份同一刻提交的', () => {
  it('提交时互相看不见，提交之后看得见：后提交的必定被问到', async () => {
    const form = household(1);
    const alike = like(form);
    const one = await aboutToBeSubmitted(form);
    const other = await aboutToBeSubmitted(alike);
    expect(await traces(app).find(one.dossier, await hashed(form))).toEqual([]);
    expect(await traces(app).find(other.dossier, await hashed(alike))).toEqual([]);
    await one.commit();
    // The first one's look falls before the other's commit: it finds nothing, and the other's look must.
    await lookAgain(app, one.dossier.id, isAssessed(1));
    expect(await openOf(one.dossier.id)).toEqual([]);
    await other.commit();
    await lookAgain(app, other.dossier.id, isAssessed(1));
    expect(await openOf(other.dossier.id)).toMatchObject([{ dossier: one.dossier.id, verdict: 'possible' }]);
  });

  it('再查一次查到同样的，不再记一条；不是这一趟、已认定过的，不查', async () => {
    const form = household(2);
    const one = await aboutToBeSubmitted(form);
    const other = await aboutToBeSubmitted(like(form));
    await one.commit();
    await other.commit();
    await lookAgain(app, other.dossier.id, isAssessed(2));
    expect(await openOf(other.dossier.id)).toEqual([]);
    await lookAgain(app, other.dossier.id, isAssessed(1));
    const { version } = await dossiers(app).get(other.dossier.id);
    await lookAgain(app, other.dossier.id, isAssessed(1));
    expect(await dossiers(app).get(other.dossier.id)).toMatchObject({ version });
    expect(await openOf(other.dossier.id)).toHaveLength(1);
  });
});

const crowd = crowdOf('doorAndSurname');

describe('查找', () => {
  it('同一条线索下的档案太多，说明不了什么，略过；没有太多的都查到', async () => {
    const form = household(3);
    const { homeAddress } = form.worker;
    const surname = [...form.worker.name][0] as string;
    const neighbour = (n: number): Form => {
      const other = household(40 + n);
      return { ...other, worker: { ...other.worker, name: `${surname}玉${'甲乙丙丁戊'[n % 5]}`, homeAddress } };
    };
    const mine = await hashed(form);
    const look = async () => {
      const { dossier } = await aboutToBeSubmitted(form);
      const found = await traces(app).find(dossier, mine);
      await traces(app).retract(dossier.id, mine);
      return found;
    };
    const submit = async (n: number) => (await aboutToBeSubmitted(neighbour(n))).commit();
    const neighbours: Dossier[] = [];
    for (let n = 0; n < crowd; n++) neighbours.push(await submit(n));
    const found = await look();
    expect(found).toHaveLength(crowd);
    // All are as likely: told in one order, whichever was read first.
    const order = found.map(({ duplicate }) => duplicate.dossier);
    expect(order).toEqual(order.toSorted());
    for (let n = crowd; n < crowd + 3; n++) neighbours.push(await submit(n));
    expect(await look()).toEqual([]);
    // Those whose life ends make room: a key is crowded by the living only.
    const opinion = { iv: '', text: '' };
    for (const one of neighbours.slice(0, 3)) await record(one, one.id, { type: 'withdraw', opinion });
    expect(await look()).toHaveLength(crowd);
    const { pk } = keys.trace((mine.find(({ kind }) => kind === 'doorAndSurname') as { text: string }).text, '');
    expect(await table(app).range(pk, 'D#', 'D$')).toHaveLength(crowd);
  }, 60_000);

  it('收回一次被拒的补正，只收它新添的线索：在册一户仍按提交过的表查得到', async () => {
    const form = household(4);
    const one = await aboutToBeSubmitted(form);
    await one.commit();
    const corrected = await hashed({
      ...form,
      worker: { ...form.worker, name: '更名' },
    });
    await traces(app).leave(one.dossier.id, corrected);
    await traces(app).retract(one.dossier.id, corrected);
    const alike = like(form);
    const other = await aboutToBeSubmitted(alike);
    const found = await traces(app).find(other.dossier, await hashed(alike));
    expect(found.map(({ duplicate }) => duplicate.dossier)).toEqual([one.dossier.id]);
  });
});
