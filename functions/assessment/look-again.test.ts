import { describe, expect, it, vi } from 'vitest';
import { an } from '../../shared/dossier/actions.fixture.ts';
import type { Action } from '../../shared/dossier/actions.ts';
import { openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { crowdOf, keysAmong, type Trace, type TracedHousehold } from '../../shared/duplicates/traces.ts';
import type { Form } from '../../shared/form/form.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { hashedTraces } from '../../shared/registry/hashed-traces.ts';
import { newId } from '../../shared/registry/ids.ts';
import { type Key, keys } from '../../shared/registry/keys.ts';
import { forgetEarlier, forgetTraces, submittedTraces } from '../../shared/registry/stored-traces.ts';
import { ledTo, MOST_LISTED } from '../../shared/registry/trace-lists.ts';
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

const line = { division: '530102', fen: 70_000, from: '2025-01-01', digest: 'd', invented: false };
const basis = { date: '2026-09-07', standards: [{ version: '第一代-3', digest: 'd' }], line };

/** A draft that is about to be submitted. */
async function drafted(form: Form): Promise<{ dossier: Dossier; commit(): Promise<Dossier> }> {
  const id = newId();
  await newDossierKeys(app).create(id);
  const created = await record(null, id, an.createDraft());
  const saved = await forms(app).save(id, 1, form);
  const dossier = await record(created, id, { type: 'saveForm', form: 1, digest: saved.digest }, [saved.write]);
  const mine = await hashed(form);
  const submit = an.submit({ basis });
  return { dossier, commit: () => record(dossier, id, submit, [traces(app).commitWrite(id, mine)]) };
}

async function submitted(form: Form): Promise<Dossier> {
  return (await drafted(form)).commit();
}

/** One that has been looked at, and can be found. */
async function findable(form: Form): Promise<Dossier> {
  const dossier = await submitted(form);
  await traces(app).leave(dossier.id);
  return dossier;
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

const opinion = { iv: '', text: '' };
const ended = (one: Dossier) => record(one, one.id, { type: 'withdraw', opinion });
const leadingTo = (id: string) => app.dynamoDb.all<Key>().filter((item) => ledTo(item).includes(id));

describe('两份同一刻提交的', () => {
  it('提交时互相看不见，认定时看得见：后认定的必定被问到', async () => {
    const form = household(1);
    const alike = like(form);
    const [one, other] = [await drafted(form), await drafted(alike)];
    await one.commit();
    // It is on file and cannot be found yet: that is why the assessment looks again.
    expect(await traces(app).find(other.dossier, await hashed(alike))).toEqual([]);
    await other.commit();
    await lookAgain(app, one.dossier.id, isAssessed(1));
    expect(await openOf(one.dossier.id)).toEqual([]);
    await lookAgain(app, other.dossier.id, isAssessed(1));
    expect(await openOf(other.dossier.id)).toMatchObject([{ dossier: one.dossier.id, verdict: 'possible' }]);
  });

  // Each leaves its traces and then looks: a, A; b, B.
  it.each([...'aAbB|abAB|abBA|baAB|baBA|bBaA'.split('|')])('不论先后（%s），至少有一份看见另一份', async (order) => {
    const form = household(households++);
    const both = { a: await submitted(form), b: await submitted(like(form)) };
    const seen: string[] = [];
    for (const step of order) {
      const one = both[step.toLowerCase() as 'a' | 'b'];
      if (step === 'a' || step === 'b') await traces(app).leave(one.id);
      else if ((await traces(app).find(one, await submittedTraces(table(app), one.id))).length > 0) seen.push(step);
    }
    // Whichever left its traces last sees the other.
    expect(seen).toContain(order.lastIndexOf('a') > order.lastIndexOf('b') ? 'A' : 'B');
  });

  it('再查一次查到同样的，不再记一条；不是这一趟、已认定过的，不查', async () => {
    const form = household(2);
    await findable(form);
    const other = await submitted(like(form));
    await lookAgain(app, other.id, isAssessed(2));
    expect(await openOf(other.id)).toEqual([]);
    expect(leadingTo(other.id)).toEqual([]);
    await lookAgain(app, other.id, isAssessed(1));
    const { version } = await dossiers(app).get(other.id);
    await lookAgain(app, other.id, isAssessed(1));
    expect(await dossiers(app).get(other.id)).toMatchObject({ version });
    expect(await openOf(other.id)).toHaveLength(1);
  });
});

describe('了结的档案不留线索', () => {
  it('正留下线索时档案了结，线索也都删掉了：随后留下的也去掉', async () => {
    const one = await submitted(household(5));
    const update = vi.spyOn(table(app), 'update').mockImplementationOnce(async (...asked) => {
      update.mockRestore();
      await ended(one);
      await forgetTraces(table(app), one.id);
      return table(app).update(...asked);
    });
    await traces(app).leave(one.id);
    expect(leadingTo(one.id)).toEqual([]);
  });

  it('留到一半断了，档案又了结了的：谁循着它查到，谁顺手删去', async () => {
    const form = household(6);
    const one = await findable(form);
    const left = leadingTo(one.id);
    await ended(one);
    await forgetTraces(table(app), one.id);
    await table(app).putAll(left);
    const other = await submitted(form);
    expect(await traces(app).find(other, await submittedTraces(table(app), other.id))).toEqual([]);
    expect(leadingTo(one.id)).toEqual([]);
  });

  it('补正以后又提交的，只按新的一份找得到；还没有换过来就了结的，先前那一份表的线索也删得掉', async () => {
    const form = household(7);
    const one = await findable(form);
    const corrected = await hashed({ ...form, worker: { ...form.worker, name: '更名' } });
    await table(app).transact([traces(app).commitWrite(one.id, corrected)]);
    const back = app.mark();
    await traces(app).leave(one.id);
    const now = keysAmong(corrected).map(({ text }) => `TRACE#${text}`);
    expect(
      leadingTo(one.id)
        .map(({ pk }) => pk)
        .sort(),
    ).toEqual(now.sort());
    back();
    for (const left of [false, true]) {
      const again = app.mark();
      if (left) await traces(app).leave(one.id);
      await ended(one);
      await forgetTraces(table(app), one.id);
      expect(leadingTo(one.id)).toEqual([]);
      again();
    }
  });

  it('换线索的半途又提交了一份：新的一份的线索一条也不少', async () => {
    const form = household(7);
    const one = await findable(form);
    const [second, third] = await Promise.all(
      ['昆明市五华区西坝路1幢1单元101室', '昆明市五华区西坝路2幢2单元202室'].map((homeAddress) =>
        hashed({ ...form, worker: { ...form.worker, homeAddress } }),
      ),
    );
    await table(app).transact([traces(app).commitWrite(one.id, second as Trace[])]);
    const mine = await submittedTraces(table(app), one.id);
    await table(app).transact([traces(app).commitWrite(one.id, await hashed(form))]);
    // Begun before the first form's traces came back, and late.
    await forgetEarlier(table(app), one.id, mine);
    await table(app).transact([traces(app).commitWrite(one.id, third as Trace[])]);
    await traces(app).leave(one.id);
    const now = keysAmong(third as Trace[]).map(({ text }) => `TRACE#${text}`);
    expect(
      leadingTo(one.id)
        .map(({ pk }) => pk)
        .sort(),
    ).toEqual(now.sort());
  });
});

const crowd = crowdOf('doorAndSurname');

describe('查找', () => {
  it('单子满了、满的又走了的：在单子里和单子旁边的一样查到，也一样数', async () => {
    const form = household(8);
    const shared = 'A'.repeat(22);
    const telling: Trace = { kind: 'soundAndBirthDate', text: shared, person: 0 };
    const left = async (mine: Trace[]) => {
      const one = await submitted(household(households++));
      await table(app).transact([traces(app).commitWrite(one.id, mine)]);
      await traces(app).leave(one.id);
      return one;
    };
    const others: Dossier[] = [];
    for (let n = 0; n < MOST_LISTED + 1; n++) others.push(await left([telling]));
    const { dossier } = await drafted(form);
    const look = async () => (await traces(app).find(dossier, [telling])).map(({ duplicate }) => duplicate.dossier);
    expect(await look()).toEqual([]);
    const [last, ...rest] = others.toReversed() as [Dossier, ...Dossier[]];
    for (const one of rest.slice(2)) await ended(one);
    expect(await look()).toEqual([last, ...rest.slice(0, 2)].map(({ id }) => id).sort());
    const [list, ...beside] = app.dynamoDb.lyingUnder<Key>(`TRACE#${shared}`).sort((a) => (a.sk === 'LIST' ? -1 : 1));
    expect([list && ledTo(list).length, beside.map(({ sk }) => sk)]).toEqual([2, [`D#${last.id}`]]);
  }, 60_000);

  it('同一条线索下的档案太多，说明不了什么，略过；没有太多的都查到', async () => {
    const form = household(3);
    const { homeAddress } = form.worker;
    const surname = [...form.worker.name][0] as string;
    const neighbour = (n: number): Form => {
      const other = household(40 + n);
      return { ...other, worker: { ...other.worker, name: `${surname}玉${'甲乙丙丁戊'[n % 5]}`, homeAddress } };
    };
    const mine = await hashed(form);
    const look = async () => traces(app).find((await drafted(form)).dossier, mine);
    const neighbours: Dossier[] = [];
    for (let n = 0; n < crowd; n++) neighbours.push(await findable(neighbour(n)));
    const found = await look();
    expect(found).toHaveLength(crowd);
    // All are as likely: told in one order, whichever was read first.
    const order = found.map(({ duplicate }) => duplicate.dossier);
    expect(order).toEqual(order.toSorted());
    for (let n = crowd; n < crowd + 3; n++) neighbours.push(await findable(neighbour(n)));
    expect(await look()).toEqual([]);
    // Those whose life ends make room: a key is crowded by the living only.
    for (const one of neighbours.slice(0, 3)) await ended(one);
    expect(await look()).toHaveLength(crowd);
    const { pk } = keys.trace((mine.find(({ kind }) => kind === 'doorAndSurname') as { text: string }).text, '');
    expect(app.dynamoDb.lyingUnder<Key>(pk).flatMap(ledTo)).toHaveLength(crowd);
  }, 60_000);
});
