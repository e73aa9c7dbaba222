import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { SignedIn } from '../support/api-event.ts';
import { household } from '../support/household.ts';
import {
  ask,
  city,
  county,
  directUnit,
  type Journey,
  metAt,
  people,
  putPeople,
  putPerson,
  step,
  told,
} from '../support/journey.ts';
import { type MemoryApp, memoryApp } from '../support/memory/app.ts';
import { allFaultsIn } from '../support/memory/verified.ts';
import { registeredIn } from '../support/on-file.ts';

/** 不在任何一个县的：市总工会自己的一户、它的直属单位的一户，旁边有县里的一户。 */

const office = metAt(city);
const unit = metAt(directUnit);
let app: MemoryApp;
let own: Journey;
let direct: Journey;
let counties: Journey;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  await told(app, 'putUnion', { as: people.administrator, body: { orgPath: directUnit, name: '昆明市属某厂工会' } });
  for (const { sub, roles, orgPath } of [office.registrar, office.reviewer, unit.registrar]) {
    await putPerson(app, sub, { name: '白市属', post: '干事', email: `${sub}@example.cn`, orgPath, roles: [roles] });
  }
  own = await registeredIn(app, 5, office);
  direct = await registeredIn(app, 6, unit);
  counties = await registeredIn(app, 1);
  app.at('2026-11-24T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const csv = (...lines: string[]) => Buffer.from(`${lines.join('\r\n')}\r\n`).toString('base64');
const payTo = (n: number, row: number) => {
  const { name, idNumber } = household(n).worker;
  return `${row},${name},${idNumber},2000,`;
};
const list = (...lines: string[]) => csv('序号,姓名,身份证号,金额（元）,备注', ...lines);
const preparing = (as: SignedIn, orgPath: string, file: string) =>
  ask(app, 'prepareBatch', { as, body: { ...(exchangeOf('prepareBatch').example as object), orgPath, file } });
const prepared = async (as: SignedIn, orgPath: string, file: string) =>
  JSON.parse((await preparing(as, orgPath, file)).body) as { batch: string; digest: string };
const owedTo = async (as: SignedIn, org: string) =>
  (await told<AnswerOf<'listTasks'>>(app, 'listTasks', { as, query: { org: [org] } })).tasks;
const batchesOf = async (as: SignedIn, org: string) =>
  (await told<AnswerOf<'listBatches'>>(app, 'listBatches', { as, query: { org: [org] } })).batches;

describe('资金发放', () => {
  it('市里报、市里另一个人批，银行的答复记进各户的台账；退回的是报它的市里的待办，不是直属单位的', async () => {
    const { batch, digest } = await prepared(office.registrar, city, list(payTo(5, 1), payTo(6, 2)));
    const waits = (await owedTo(office.reviewer, city)).filter(({ kind }) => kind === 'batch');
    expect(waits.map(({ dossier }) => dossier)).toEqual([batch]);
    expect(await owedTo(people.reviewer, county)).toEqual([]);
    expect((await batchesOf(office.reviewer, city)).map((each) => [each.batch, each.rows])).toEqual([[batch, 2]]);
    expect(await batchesOf(people.reviewer, county)).toEqual([]);

    const params = { batch };
    const approval = { digest, opinion: '同意发放。' };
    const elsewhere = await ask(app, 'approveBatch', { as: people.reviewer, params, body: approval });
    expect(elsewhere.statusCode).toBe(403);
    await told(app, 'approveBatch', { as: office.reviewer, params, body: approval });
    const answers = (...lines: string[]) =>
      told<AnswerOf<'settleBatch'>>(app, 'settleBatch', {
        as: office.registrar,
        params,
        body: { file: csv('序号,结果,日期,说明', ...lines) },
      });
    expect(await answers('1,到账,2026-11-24,', '2,退回,2026-11-24,户名不符')).toMatchObject({
      ...{ paid: 1, bounced: 1, open: 0, left: [] },
    });
    const ledgerOf = async ({ id }: Journey, as: SignedIn) =>
      (await told<AnswerOf<'listAid'>>(app, 'listAid', { as, params: { id } })).entries;
    expect(await ledgerOf(own, office.registrar)).toMatchObject([
      { givenOn: '2026-11-24', given: { amount: 200_000 } },
    ]);
    const bounced = async (as: SignedIn, org: string) =>
      (await owedTo(as, org)).flatMap(({ kind, dossier }) => (kind === 'bounced' ? [dossier] : []));
    expect(await bounced(office.registrar, city)).toEqual([direct.id]);
    expect(await bounced(unit.registrar, directUnit)).toEqual([]);

    expect(await answers('2,到账,2026-11-24,')).toMatchObject({ paid: 2, bounced: 0, open: 0, left: [] });
    expect(await ledgerOf(direct, unit.registrar)).toHaveLength(1);
    expect(await bounced(office.registrar, city)).toEqual([]);
    expect(await allFaultsIn(app)).toEqual([]);
  });

  it('县里的一户，市里报的名单上不收，说由县里报；在不在县里的册上，答的一样', async () => {
    const nobody = household(30).worker;
    const lines = [payTo(5, 1), payTo(1, 2), `3,${nobody.name},${nobody.idNumber},2000,`];
    const { statusCode, body } = await preparing(office.registrar, city, list(...lines));
    const { faults } = JSON.parse(body) as { faults: { message: string }[] };
    expect([statusCode, faults.map(({ message }) => message)]).toEqual([
      400,
      [3, 4].map((line) => `第 ${line} 行：本级和直属单位没有这个人在册的档案；归县里的由县里报`),
    ]);
  });

  it('直属单位自己报得了自己的，市里批；报不了市总工会自己的', async () => {
    const { batch, digest } = await prepared(unit.registrar, directUnit, list(payTo(6, 1)));
    expect((await owedTo(office.reviewer, city)).map(({ kind, dossier }) => [kind, dossier])).toContainEqual([
      'batch',
      batch,
    ]);
    await told(app, 'approveBatch', { as: office.reviewer, params: { batch }, body: { digest, opinion: '同意。' } });
    expect((await preparing(unit.registrar, city, list(payTo(5, 1)))).statusCode).toBe(403);
    expect((await preparing(unit.registrar, directUnit, list(payTo(5, 1)))).statusCode).toBe(400);
  });

  it('报了以后移交到县里的一户，批不了：它由县里发', async () => {
    const { batch, digest } = await prepared(office.registrar, city, list(payTo(5, 1), payTo(6, 2)));
    const params = { id: own.id };
    const to = people.registrar.orgPath;
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: to, name: '五华区某厂工会' } });
    await told(app, 'proposeTransfer', { as: office.registrar, params, body: { to, reason: '职工换了单位' } });
    await told(app, 'acceptTransfer', { as: people.registrar, params, body: { transfer: 1 } });
    const body = { digest, opinion: '同意。' };
    const refused = await ask(app, 'approveBatch', { as: office.reviewer, params: { batch }, body });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1322, detail: expect.stringContaining('序号 1 的') });
  });
});

describe('集中清理', () => {
  it('市里的一次是本级和直属单位的：县里的一户不动；县里的一次也不动市里的', async () => {
    const open = async (as: SignedIn, orgPath: string) =>
      (await told<AnswerOf<'openCampaign'>>(app, 'openCampaign', { as, body: { orgPath, dueBy: '2027-01-31' } }))
        .campaign;
    const night = async (at: string) => {
      app.at(at);
      await step(app, 'review-run', {});
    };
    const because = () => Promise.all([own, direct, counties].map(async (one) => (await one.state()).matter.because));
    const campaign = await open(office.reviewer, city);
    await night('2026-11-24T17:00:00Z');
    expect(await because()).toEqual(['campaign', 'campaign', null]);
    const params = { campaign };
    const progress = await told<AnswerOf<'getCampaign'>>(app, 'getCampaign', { as: office.reviewer, params });
    expect(progress.dossiers.map(({ dossier }) => dossier).toSorted()).toEqual([own.id, direct.id].toSorted());

    for (const one of [own, direct]) {
      await one.reported();
      await one.assessed();
      await one.concluded();
    }
    await night('2026-11-25T17:00:00Z');
    const done = await told<AnswerOf<'getCampaign'>>(app, 'getCampaign', { as: office.reviewer, params });
    expect(done).toMatchObject({ endedAt: '2026-11-25T17:00:00.000Z', counts: { done: 2 } });

    await open(people.reviewer, county);
    await night('2026-11-26T17:00:00Z');
    expect((await counties.state()).matter.because).toBe('campaign');
    expect((await own.state()).matter).toMatchObject({ outcome: 'kept' });
    expect(await allFaultsIn(app)).toEqual([]);
  });
});
