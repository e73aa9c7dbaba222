import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { ReadRow } from '../../shared/history/fold.ts';
import type { HistoryDetail } from '../../shared/history/row.ts';
import { dossierReader, history } from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import { Journey, people, putPeople, putPerson, step, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';
import { rebuildDossier } from '../../tools/rebuild/rebuild.ts';

const app = memoryApp();
const county = '530102';
let onFile: Journey;
let back: () => void;

beforeAll(async () => {
  await putPeople(app);
  onFile = await registeredIn(app, 6);
  back = app.mark();
});
beforeEach(() => back());

const journalOf = (id: string): Promise<JournalEntry[]> => dossierReader(app).journal(id);

async function written(entries: readonly JournalEntry[]): Promise<void> {
  for (const { dossierId, version, action } of entries) {
    const answer = await step(app, 'write-history', queueEvent({ dossierId, version, action: action.type }));
    expect(answer).toEqual({ batchItemFailures: [] });
  }
}

interface OpenedRow {
  row: ReadRow['row'];
  detail: HistoryDetail | undefined;
}

async function rowsIn(year: string, division = county): Promise<OpenedRow[]> {
  const rows: OpenedRow[] = [];
  for await (const { row, open } of history(app).rows(division, year)) rows.push({ row, detail: open() });
  return rows;
}

describe('一户的历史行', () => {
  it('顺着来、倒着来、来几遍，打开了都一样', async () => {
    const journal = await journalOf(onFile.id);
    await written(journal);
    const rows = await rowsIn('2026');
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.length).toBeLessThanOrEqual(journal.length);
    back();
    await written(journal.toReversed());
    await written(journal);
    expect(await rowsIn('2026')).toEqual(rows);
  });

  it('建档的一行写明从此怎样在册、什么人，致困原因和人口在表里只有密文', async () => {
    await written(await journalOf(onFile.id));
    const state = await onFile.state();
    const form = household(6);
    const found = (await rowsIn('2026')).find(({ row }) => row.happened.registered === 1);
    expect(found?.row).toMatchObject({
      dossier: onFile.id,
      standing: 'onFile',
      orgPath: people.registrar.orgPath,
      category: state.registration?.category,
      tier: state.registration?.tier,
      enteredOn: state.registration?.registeredOn,
      plan: { made: false, signed: false, cards: false },
    });
    expect(found?.detail?.household?.causes[0]).toBe(form.causes.primaryCause);
    expect(found?.detail?.household?.people).toHaveLength(1 + (form.members ?? []).length);
    const stored = JSON.stringify(app.dynamoDb.all().filter((item) => JSON.stringify(item).includes('FACT#')));
    expect(stored).not.toContain(form.causes.primaryCause);
    expect(stored).not.toContain(form.worker.name);
    expect(stored).not.toContain('"born"');
  });

  it('一条帮扶加上去；更正的一条把原来的减掉，再加上更正的', async () => {
    const body = (amount: number) => ({
      ...{ kind: 'living', project: '送温暖', source: 'union', amount, payment: 'transfer', giver: '县总工会' },
      givenOn: app.now().toISOString().slice(0, 10),
    });
    const as = people.registrar;
    const params = { id: onFile.id };
    await told(app, 'recordAid', { as, params, body: body(100_000) });
    const corrected = { given: body(80_000), reason: '多写了' };
    await told(app, 'correctAid', { as, params: { ...params, aid: '1' }, body: corrected });
    await written(await journalOf(onFile.id));
    const aid = (await rowsIn('2026')).flatMap(({ detail }) => detail?.aid ?? []);
    expect(aid.map(({ times, fen }) => [times, fen])).toEqual([
      [1, 100_000],
      [-1, -100_000],
      [1, 80_000],
    ]);
    expect((await rowsIn('2026')).flatMap(({ row: { given } }) => (given > 0 ? given : []))).toEqual([1, 2]);
    expect((await rowsIn('2026')).at(-1)?.row.aids).toBe(1);
  });

  it('没有轮到的日志不算数：还读不到的一条再来', async () => {
    const journal = await journalOf(onFile.id);
    const event = queueEvent({ dossierId: onFile.id, version: journal.length + 1, action: 'keep' });
    expect(await step(app, 'write-history', event)).toMatchObject({ batchItemFailures: [{}] });
    expect(await rowsIn('2026')).toEqual([]);
  });
});

describe('跨年', () => {
  const newYear = () => app.at('2026-12-31T16:30:00Z');
  const swept = () => step(app, 'sweep', {} as never);

  it('一年从上一年的最后一行开始，不论那一行按时到，还是过了年才到', async () => {
    const journal = await journalOf(onFile.id);
    await written(journal);
    newYear();
    await swept();
    const onTime = await rowsIn('2027');
    expect(onTime.map(({ row }) => row.version)).toEqual([(await rowsIn('2026')).at(-1)?.row.version]);
    back();
    await written(journal.slice(0, -3));
    newYear();
    await swept();
    await written(journal.slice(-3));
    expect(await rowsIn('2027')).toEqual(onTime);
    back();
    newYear();
    await written(journal);
    expect(await rowsIn('2027')).toEqual(onTime);
  });

  it('过了年，以前的一条又来一遍：已经移交出去的、已经终结的，新的一年里不再有', async () => {
    const elsewhere = '530000/530100/530103';
    const there = { ...people.registrar, sub: 'registrar-there', orgPath: elsewhere };
    await putPerson(app, there.sub, {
      name: '周宁',
      post: '盘龙区总工会干事',
      orgPath: elsewhere,
      roles: ['registrar'],
    });
    const draft = new Journey(app);
    await draft.submitted(household(9));
    await told(app, 'withdraw', { as: people.registrar, params: { id: draft.id }, body: { reason: '不申请了' } });
    const [params, body] = [{ id: onFile.id }, { to: elsewhere, reason: '迁走了' }];
    await told(app, 'proposeTransfer', { as: people.registrar, params, body });
    await told(app, 'acceptTransfer', { as: there, params, body: { transfer: 1 } });
    const all = [...(await journalOf(onFile.id)), ...(await journalOf(draft.id))];
    await written(all);
    newYear();
    await swept();
    const handedOver = await rowsIn('2027', '530103');
    expect([(await rowsIn('2027')).length, handedOver.length]).toEqual([0, 1]);
    for (const entry of all) {
      await written([entry]);
      expect([(await rowsIn('2027')).length, await rowsIn('2027', '530103')]).toEqual([0, handedOver]);
    }
  });

  it('半夜里记下的两条，日子与先后相反的：后来的一条到了，新的一年自己的一条还在', async () => {
    const visit = { as: people.registrar, params: { id: onFile.id } };
    const aid = (givenOn: string) => ({
      ...{
        kind: 'living',
        project: '送温暖',
        source: 'union',
        amount: 100_000,
        payment: 'transfer',
        giver: '县总工会',
      },
      givenOn,
    });
    app.at('2026-12-31T16:00:10Z');
    await told(app, 'recordAid', { ...visit, body: aid('2027-01-01') });
    app.at('2026-12-31T15:59:59Z');
    await told(app, 'recordAid', { ...visit, body: aid('2026-12-31') });
    const journal = await journalOf(onFile.id);
    const { length } = journal;
    app.at('2026-12-31T16:10:00Z');
    await written(journal.toSorted((one, other) => one.on.localeCompare(other.on)));
    const expected = await rowsIn('2027');
    expect(expected.map(({ row }) => row.version)).toEqual([length - 1, length]);
    await written(journal);
    expect(await rowsIn('2027')).toEqual(expected);
    expect((await rebuildDossier(app, onFile.id)).faults).toEqual([]);
    expect(await rowsIn('2027')).toEqual(expected);
  });

  it('由日志重写一遍、两遍，两年的行都一样', async () => {
    await written(await journalOf(onFile.id));
    newYear();
    await swept();
    const [before, after] = [await rowsIn('2026'), await rowsIn('2027')];
    const { dynamoDb } = app;
    for (const item of dynamoDb.all<{ pk: string; sk: string }>())
      if (item.pk.startsWith('FACT#') && item.sk !== 'KEY') dynamoDb.remove(item);
    expect((await rebuildDossier(app, onFile.id)).faults).toEqual([]);
    expect([await rowsIn('2026'), await rowsIn('2027')]).toEqual([before, after]);
    expect((await rebuildDossier(app, onFile.id)).rows).toBe(before.length);
    expect([await rowsIn('2026'), await rowsIn('2027')]).toEqual([before, after]);
  });

  it('接着再来几夜，也只有那一行', async () => {
    await written(await journalOf(onFile.id));
    newYear();
    await swept();
    const rows = await rowsIn('2027');
    await swept();
    expect(await rowsIn('2027')).toEqual(rows);
  });
});

it('移交出去的一户，原来的县也有那一行，写明从哪里来、到哪里去', async () => {
  const elsewhere = '530000/530100/530103';
  const params = { id: onFile.id };
  const as = { ...people.registrar, sub: 'registrar-there', orgPath: elsewhere };
  await putPerson(app, as.sub, { name: '周宁', post: '盘龙区总工会干事', orgPath: elsewhere, roles: ['registrar'] });
  await told(app, 'proposeTransfer', { as: people.registrar, params, body: { to: elsewhere, reason: '迁走了' } });
  await told(app, 'acceptTransfer', { as, params, body: { transfer: 1 } });
  await written(await journalOf(onFile.id));
  const last = (await rowsIn('2026')).at(-1);
  expect(last?.row).toMatchObject({ from: people.registrar.orgPath, orgPath: elsewhere });
  expect((await rowsIn('2026', '530103')).at(-1)).toEqual(last);
});

it('没有接收的草稿也有一行：还没有在册', async () => {
  const draft = new Journey(app);
  await draft.submitted(household(9));
  await written(await journalOf(draft.id));
  const { row, detail } = (await rowsIn('2026')).filter((each) => each.row.dossier === draft.id).at(-1) as OpenedRow;
  expect([row.standing, row.form, detail?.household]).toEqual(['applying', null, null]);
});
