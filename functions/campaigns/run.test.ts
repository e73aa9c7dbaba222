import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Campaign } from '../../shared/registry/campaigns.ts';
import { keys } from '../../shared/registry/keys.ts';
import { campaigns, dossiers, table } from '../../shared/services/services.ts';
import { ask, type Journey, people, putPeople, step, told } from '../../test/support/journey.ts';
import { copyOf, putMany, templates } from '../../test/support/many-dossiers.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import {
  deployedWith,
  onFile,
  registeredIn,
  reviewedMonthly,
  withLine,
  withStandard,
} from '../../test/support/on-file.ts';
import { mostTonight } from './take-on.ts';

let app: MemoryApp;
let journey: Journey;
let other: Journey;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey } = await onFile(3));
  other = await registeredIn(app, 4);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

const county = '530000/530100/530102';
const night = (on = app, at = '2026-12-02T17:00:00Z') => {
  app.at(at);
  return step(on, 'review-run', {});
};
const state = (one = journey) => one.state();
const versions = async () => Promise.all([journey, other].map(async (one) => (await state(one)).version));
const open = (body: object = {}) =>
  ask(app, 'openCampaign', { as: people.reviewer, body: { orgPath: county, dueBy: '2027-01-31', ...body } });
const opened = async (body: object = {}) => (JSON.parse((await open(body)).body) as { campaign: string }).campaign;
interface Progress {
  counts: Record<string, number>;
  overdue: number;
  dossiers: { dossier: string; stage: string }[];
  listedAt: string | null;
  endedAt: string | null;
}
const progress = (campaign: string) =>
  told<Progress>(app, 'getCampaign', { as: people.reviewer, params: { campaign } });
const counts = async (campaign: string) =>
  Object.fromEntries(Object.entries((await progress(campaign)).counts).filter(([, n]) => n > 0));
/** What somebody reports, and what the workflow makes of it. */
async function kept(one: Journey): Promise<void> {
  await one.reported();
  await one.assessed();
  await one.concluded();
}

describe('低保标准、困难职工标准变了', () => {
  const stays = withLine(reviewedMonthly, 72_000);
  const changes = withLine(reviewedMonthly, 20_000);

  it('结论不变的，日志里什么也不多；同样的标准，下一夜不再问', async () => {
    const before = await versions();
    const { app: on } = deployedWith(journey, stays);
    await night(on);
    expect(await versions()).toEqual(before);
    const asked = vi.spyOn(dossiers(on), 'get');
    await night(on, '2026-12-03T17:00:00Z');
    expect(asked).not.toHaveBeenCalled();
    expect(await versions()).toEqual(before);
  });

  it('结论会变的，各开一件复核，写明缘由，待办是报告；来几遍、几趟同时，都是一件', async () => {
    const { app: on } = deployedWith(journey, changes);
    await Promise.all([night(on), night(on)]);
    await night(on, '2026-12-03T17:00:00Z');
    for (const one of [journey, other]) {
      expect((await state(one)).matter).toMatchObject({ matter: 2, because: 'rules', stage: 'form', campaign: null });
    }
    expect((await state()).matter.dueBy).toBe('2027-01-02');
  });

  it('标准的文本变了的也一样；没有变的省，一户也不动', async () => {
    const before = await versions();
    await night();
    expect(await versions()).toEqual(before);
    const { app: on } = deployedWith(
      journey,
      withStandard(reviewedMonthly, () => ({ clauses: [] })),
    );
    await night(on, '2026-12-03T17:00:00Z');
    expect((await state()).matter.because).toBe('rules');
  });

  it('正在办别的事项的，办完以后的那一夜再问', async () => {
    await journey.exitWanted('moved');
    const { app: on } = deployedWith(journey, changes);
    await night(on);
    expect([(await state()).matter.kind, (await state(other)).matter.because]).toEqual(['exit', 'rules']);
    await journey.abandoned();
    await night(on, '2026-12-03T17:00:00Z');
    expect((await state()).matter).toMatchObject({ kind: 'reverification', because: 'rules' });
    expect(await table(app).range('RELOOK', '0', '~')).toEqual([]);
  });

  it('一户出错，别的照问，数出来；第二夜补上', async () => {
    const { app: on } = deployedWith(journey, changes);
    const get = dossiers(on).get.bind(dossiers(on));
    const failing = vi
      .spyOn(dossiers(on), 'get')
      .mockImplementation((id) => (id === journey.id ? Promise.reject(new Error('x')) : get(id)));
    app.counted.length = 0;
    await night(on);
    failing.mockRestore();
    expect(app.counted).toContainEqual(['ReviewsNotOpened', 1]);
    expect([(await state()).matter.kind, (await state(other)).matter.because]).toEqual(['registration', 'rules']);
    await night(on, '2026-12-03T17:00:00Z');
    expect((await state()).matter.because).toBe('rules');
  });

  it('断在半途的，从断的地方接着问', async () => {
    const { app: on } = deployedWith(journey, changes);
    await night(on);
    const round = await table(app).find<{ list: number; done: boolean; pk: string; sk: string }>(
      keys.sweepCursor('rules'),
    );
    expect(round).toMatchObject({ list: 9, done: true });
    back();
    await table(app).put({ ...(round as NonNullable<typeof round>), list: 3, done: false });
    await night(on);
    expect((await state()).matter.because).toBe('rules');
  });
});

describe('要好几夜才问得完的', () => {
  /** A night that is over when a list was read. */
  const nightUntil = async (on: MemoryApp, time: string, list: string) => {
    let minutes = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000);
    app.dynamoDb.onCommand = (command) => {
      if (JSON.stringify((command as { input: unknown }).input).includes(`{"S":"${list}"}`)) minutes = 14;
    };
    await night(on, time);
    app.dynamoDb.onCommand = () => undefined;
    clock.mockRestore();
  };

  it('头几夜里开始、又不办了的，夜里读在册的那一张单子时不在上面：最后也问到', async () => {
    const { app: on } = deployedWith(journey, withLine(reviewedMonthly, 20_000));
    await nightUntil(on, '2026-12-02T17:00:00Z', 'reverifying');
    await journey.exitWanted('moved');
    await nightUntil(on, '2026-12-03T17:00:00Z', keys.margins);
    expect([(await state()).matter.kind, (await state(other)).matter.because]).toEqual(['exit', 'rules']);
    await journey.abandoned();
    await night(on, '2026-12-04T17:00:00Z');
    expect(await table(on).find(keys.sweepCursor('rules'))).toMatchObject({ done: true });
    expect((await state()).matter).toMatchObject({ kind: 'reverification', because: 'rules' });
  });
});

describe('等空出来再问的', () => {
  it('多得一夜问不完的，不占别的时间，第二夜从断的地方接着，轮着来', async () => {
    const ids = Array.from({ length: 30 }, (_, n) => `${'0'.repeat(24)}${10 + n}`);
    for (const id of ids) await table(app).put(keys.relook(id));
    let minutes = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000);
    const asked: string[] = [];
    const get = vi.spyOn(dossiers(app), 'get').mockImplementation((id) => {
      if (!ids.includes(id)) return dossiers(app).find(id) as never;
      minutes += 1;
      asked.push(id);
      return Promise.reject(new Error('not free'));
    });
    await night();
    const first = asked.splice(0);
    const { app: on } = deployedWith(journey, withLine(reviewedMonthly, 72_000));
    expect(await table(on).find(keys.sweepCursor('rules'))).toMatchObject({ done: true });
    minutes = 0;
    await night(app, '2026-12-03T17:00:00Z');
    get.mockRestore();
    clock.mockRestore();
    expect(first.length).toBeLessThan(ids.length);
    expect(asked[0]).toBe(ids[first.length]);
  });
});

describe('集中清理', () => {
  it('每夜三百户；照这样到限期前七天开不完的，平均到剩下的各夜', () => {
    expect(mostTonight(2000, { dueBy: '2027-01-31' }, '2026-12-03')).toBe(300);
    expect(mostTonight(60_000, { dueBy: '2027-01-31' }, '2026-12-03')).toBe(Math.ceil(60_000 / 52));
    expect(mostTonight(60_000, { dueBy: '2026-12-05' }, '2026-12-03')).toBe(60_000);
  });

  it('照三百户一夜开不完的，一夜里开的就多于三百户', async () => {
    const { onFile: template } = await templates();
    const large = memoryApp();
    await putPeople(large);
    await putMany(large, 310, () => copyOf(template));
    large.at('2026-12-02T02:00:00Z');
    const body = { orgPath: county, dueBy: '2027-01-31' };
    const { campaign } = await told<{ campaign: string }>(large, 'openCampaign', { as: people.reviewer, body });
    // Seven days before the last one.
    large.at('2027-01-24T17:00:00Z');
    await step(large, 'review-run', {});
    const stages = (await campaigns(large).rows(campaign)).map(({ stage }) => stage);
    expect(stages.filter((stage) => stage === 'asked')).toHaveLength(310);
  });

  it('几次同时办、一夜轮不完的，等得最久的一次先办', async () => {
    const both = [await opened(), await opened({ orgPath: `${county}/U0001` })];
    let minutes = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000);
    // Seven minutes pass over the first one.
    const list = vi.spyOn(campaigns(app), 'listed').mockImplementationOnce((...given) => {
      minutes = 7;
      return campaigns(app).listed(...given);
    });
    await night();
    list.mockRestore();
    clock.mockRestore();
    const all = await Promise.all(both.map((id) => campaigns(app).find(id)));
    const [had, waits] = [all.find((each) => each?.listedAt), all.find((each) => each?.listedAt === null)];
    expect((await campaigns(app).underWay()).map(({ id }) => id)).toEqual([waits?.id, had?.id]);
  });

  it('一次办不下去的，也算轮过了：下一夜先办别的', async () => {
    const both = [await opened(), await opened({ orgPath: `${county}/U0001` })];
    const [first] = await campaigns(app).underWay();
    const rows = campaigns(app).rows.bind(campaigns(app));
    const failing = vi
      .spyOn(campaigns(app), 'rows')
      .mockImplementation((id) => (id === first?.id ? Promise.reject(new Error('x')) : rows(id)));
    await night();
    await night(app, '2026-12-03T17:00:00Z');
    failing.mockRestore();
    const all = await Promise.all(both.map((id) => campaigns(app).find(id)));
    expect(all.map((each) => each?.takenOnAt)).toEqual(['2026-12-03T17:00:00.000Z', '2026-12-03T17:00:00.000Z']);
  });

  it('当夜列出各户、开始复核，办到哪里看得到；都办结了就结束，可以另开一次', async () => {
    const campaign = await opened();
    expect(await progress(campaign)).toMatchObject({ listedAt: null, counts: { asked: 0 } });
    await night();
    expect(await counts(campaign)).toEqual({ asked: 2 });
    expect((await state()).matter).toMatchObject({ because: 'campaign', campaign, dueBy: '2027-01-31', run: 1 });
    await kept(journey);
    await other.reported();
    expect(await counts(campaign)).toEqual({ done: 1, answered: 1 });
    expect((await progress(campaign)).dossiers).toEqual([{ dossier: other.id, stage: 'answered' }]);
    await other.assessed();
    await other.concluded();
    await night(app, '2026-12-03T17:00:00Z');
    expect(await progress(campaign)).toMatchObject({ endedAt: '2026-12-03T17:00:00.000Z', counts: { done: 2 } });
    expect((await open()).statusCode).toBe(201);
  });

  it('一夜的时间用完了的，第二夜接着开；新的标准照样问到', async () => {
    const campaign = await opened();
    const { app: on } = deployedWith(journey, withLine(reviewedMonthly, 72_000));
    const asked = vi.spyOn(dossiers(on), 'page');
    let minutes = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000);
    // Seven minutes pass over the list of the campaigns.
    vi.spyOn(table(on), 'range').mockImplementationOnce((...given) => {
      minutes = 7;
      return table(on).range(...given);
    });
    await night(on);
    clock.mockRestore();
    expect(await counts(campaign)).toEqual({});
    expect(asked).toHaveBeenCalled();
    await night(on, '2026-12-03T17:00:00Z');
    expect(await counts(campaign)).toEqual({ asked: 2 });
  });

  it('同一个地方没有办完的，不能再开一次；同一刻开两次，一次', async () => {
    const answers = await Promise.all([open(), open()]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    expect(JSON.parse((await open()).body)).toMatchObject({ code: 1326 });
    expect((await open({ orgPath: `${county}/U0001` })).statusCode).toBe(201);
  });

  it('过了限期还有人没有报告的，照样列着、接着催，不挡下一次；先前的那一次办结，不放开后一次', async () => {
    const first = await opened();
    await night();
    app.at('2027-02-02T02:00:00Z');
    const second = await opened({ dueBy: '2027-04-30' });
    expect(JSON.parse((await open({ dueBy: '2027-04-30' })).body)).toMatchObject({ code: 1326 });
    await night(app, '2027-02-02T17:00:00Z');
    expect([await counts(first), (await progress(first)).overdue]).toEqual([{ asked: 2 }, 2]);
    expect(await counts(second)).toEqual({ waiting: 2 });
    await campaigns(app).ended((await campaigns(app).find(first)) as Campaign, app.now().toISOString());
    expect(JSON.parse((await open({ dueBy: '2027-04-30' })).body)).toMatchObject({ code: 1326 });
  });

  it('正在办别的事项的等着，空出来的那一夜开始；停滞的看得到，不耽误别的', async () => {
    await journey.exitWanted('moved');
    const campaign = await opened();
    await night();
    expect(await counts(campaign)).toEqual({ waiting: 1, asked: 1 });
    const run = await other.run();
    await step(app, 'stall', { step: 'stall', ...run, failed: 'Assess', error: 'E1200' });
    expect(await counts(campaign)).toEqual({ waiting: 1, stalled: 1 });
    await journey.abandoned();
    await night(app, '2026-12-03T17:00:00Z');
    expect(await counts(campaign)).toEqual({ asked: 1, stalled: 1 });
    await told(app, 'resume', { as: people.administrator, params: { id: other.id }, body: {} });
    expect(await counts(campaign)).toEqual({ asked: 2 });
    app.at('2027-02-02T02:00:00Z');
    expect((await progress(campaign)).overdue).toBe(2);
  });

  it('清理中因别的缘由复核过了的、退出了的，不再开；提出退出代替复核的，算办结', async () => {
    const campaign = await opened();
    await night();
    await journey.exitWanted('moved');
    expect(await counts(campaign)).toEqual({ done: 1, asked: 1 });
  });

  it('一户开不了，别的照开，记着是哪一户；第二夜再试', async () => {
    const campaign = await opened();
    const recordLatest = dossiers(app).recordLatest.bind(dossiers(app));
    const failing = vi
      .spyOn(dossiers(app), 'recordLatest')
      .mockImplementation((id, decide) =>
        id === journey.id ? Promise.reject(new Error('x')) : recordLatest(id, decide),
      );
    await night();
    failing.mockRestore();
    expect(await counts(campaign)).toEqual({ failed: 1, asked: 1 });
    await night(app, '2026-12-03T17:00:00Z');
    expect(await counts(campaign)).toEqual({ asked: 2 });
  });

  it('一夜只把一个县的各户读一遍，没有谁等着的那一夜才再读', async () => {
    await opened();
    const read = vi.spyOn(campaigns(app), 'rows');
    await night();
    await night(app, '2026-12-03T17:00:00Z');
    expect(read).toHaveBeenCalledTimes(2);
    read.mockRestore();
  });

  it('市里、省里的一次是本级和直属单位的：县里的一户也不列', async () => {
    for (const orgPath of ['530000', '530000/530100']) {
      const body = { orgPath, dueBy: '2027-01-31' };
      await told(app, 'openCampaign', { as: people.administrator, body });
    }
    await night();
    const { campaigns: all } = await told<AnswerOf<'listCampaigns'>>(app, 'listCampaigns', {
      as: people.administrator,
    });
    expect(all.map(({ orgPath, endedAt }) => [orgPath, endedAt !== null])).toEqual([
      ['530000', true],
      ['530000/530100', true],
    ]);
    expect([(await state()).matter.campaign, (await state(other)).matter.campaign]).toEqual([null, null]);
  });

  it('移交到别的县的一户，原来的县只算件数，看不到是哪一户、办到哪里', async () => {
    const campaign = await opened();
    await night();
    const listed = async () => (await progress(campaign)).dossiers.map(({ dossier }) => dossier);
    expect((await listed()).sort()).toEqual([journey.id, other.id].sort());
    const to = '530000/530100/530103/U0001';
    const clerk = { name: '田那边', post: '干事', email: 'there@example.cn', orgPath: to, roles: ['registrar'] };
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: to, name: '盘龙区某厂工会' } });
    await told(app, 'putPerson', { as: people.administrator, params: { id: 'registrar-there' }, body: clerk });
    const params = { id: journey.id };
    await told(app, 'proposeTransfer', { as: people.registrar, params, body: { to, reason: '职工转到那边的单位了' } });
    const there = { ...people.registrar, sub: 'registrar-there', orgPath: to };
    await told(app, 'acceptTransfer', { as: there, params, body: { transfer: 1 } });
    expect(await listed()).toEqual([other.id]);
    const { counts: all } = await progress(campaign);
    expect(Object.values(all).reduce((sum, n) => sum + n, 0)).toBe(2);
  });

  it('限期太近、太远、不是日子的，指明可以是哪些天；没有的、别处的，不收', async () => {
    for (const dueBy of ['2026-12-03', '2027-12-31', '2027-02-30']) {
      expect(JSON.parse((await open({ dueBy })).body)).toMatchObject({ code: 1004, faults: [{ pointer: '/dueBy' }] });
    }
    const body = { orgPath: '530000/530100/U0001', dueBy: '2027-01-31' };
    const nowhere = await ask(app, 'openCampaign', { as: people.administrator, body });
    expect(JSON.parse(nowhere.body)).toMatchObject({ code: 1004, faults: [{ pointer: '/orgPath' }] });
    expect(JSON.parse((await open({ orgPath: '530000/530100/530103' })).body)).toMatchObject({ code: 1502 });
    const params = { campaign: 'x'.repeat(26) };
    expect((await ask(app, 'getCampaign', { as: people.reviewer, params })).statusCode).toBe(404);
  });
});
