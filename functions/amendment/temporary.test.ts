import { beforeAll, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import { heldLocks } from '../../shared/registry/dossier-reader.ts';
import { dossiers } from '../../shared/services/services.ts';
import type { SignedIn } from '../../test/support/api-event.ts';
import { household } from '../../test/support/household.ts';
import {
  type Ask,
  ask,
  Journey,
  linkIn,
  mailed,
  people,
  putPeople,
  putPerson,
  step,
  told,
} from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { deployedWith, forAMonth, onFile, struck, takenIn, withLine } from '../../test/support/on-file.ts';
import { plainText } from '../documents/print/testing/pdf-text.ts';

/** 临时救助 through the real functions: applied for, helped, reminded of, converted or closed. */

beforeAll(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

const as = people.registrar;

async function ours(profile = forAMonth): Promise<MemoryApp> {
  const app = memoryApp({ profile });
  await putPeople(app);
  return app;
}
async function one(n = 3): Promise<{ app: MemoryApp; journey: Journey }> {
  const app = await ours();
  const journey = await takenIn(app, n);
  await mailed(app);
  return { app, journey };
}

const problem = ({ statusCode, body }: { statusCode: number; body: string }) => ({ statusCode, ...JSON.parse(body) });
const of = (journey: Journey, more: object = {}): Ask => ({ as, params: { id: journey.id }, ...more });
async function given(app: MemoryApp, journey: Journey, more: object) {
  const body = { ...(exchangeOf('recordAid').example as object), source: 'union', ...more };
  return problem(await ask(app, 'recordAid', of(journey, { body })));
}
const nightOf = async (app: MemoryApp, day: string): Promise<SentMail[]> => {
  app.at(`${day}T16:30:00Z`);
  await step(app, 'sweep', {});
  app.at(new Date(app.now().getTime() + 10 * 3_600_000));
  return (await mailed(app)).filter(({ subject }) => subject.includes('临时救助'));
};
const tasksOf = async (app: MemoryApp, journey: Journey, who: SignedIn = as) => {
  const { tasks } = await told<{ tasks: { dossier: string; kind: string; due: string | null }[] }>(app, 'listTasks', {
    as: who,
    query: { org: [who.orgPath] },
  });
  return tasks.filter(({ dossier }) => dossier === journey.id).map(({ kind, due }) => [kind, due]);
};
/** All the levels of the province approve. */
async function approvedBy(journey: Journey): Promise<void> {
  for (;;) {
    const { approval } = (await journey.state()).matter;
    if (approval?.last && approval.decision !== null) return;
    await journey.approvalStep();
    await journey.decided(linkIn((await mailed(journey.app)).at(-1) as SentMail));
  }
}

describe('申请', () => {
  it('本省不建临时救助档案的，说清楚哪一栏、可以是什么', async () => {
    const app = await ours({ ...forAMonth, temporary: null });
    const body = { orgPath: as.orgPath, kind: 'temporary' };
    expect(problem(await ask(app, 'createDraft', { as, body }))).toMatchObject({
      ...{ statusCode: 400, code: 1004 },
      faults: [{ pointer: '/kind', message: expect.stringContaining('只能是 registration（建档）') }],
    });
  });

  it('不是突然遇到的困难的，提交不了，说出本省受理哪些', async () => {
    const app = await ours();
    app.at('2026-11-02T02:00:00Z');
    const { id } = await told<{ id: string }>(app, 'createDraft', {
      as,
      body: { orgPath: as.orgPath, kind: 'temporary' },
    });
    const form = { ...household(3), causes: { ...household(3).causes, primaryCause: '子女上学' } };
    await told(app, 'saveForm', { as, params: { id }, headers: { 'if-match': '"1"' }, body: form });
    expect(problem(await ask(app, 'submit', { as, params: { id }, body: { form: 1, consents: [] } }))).toMatchObject({
      ...{ statusCode: 422, code: 1100 },
      faults: expect.arrayContaining([
        expect.objectContaining({
          pointer: '/causes/primaryCause',
          code: 1160,
          message: expect.stringContaining('遭受自然灾害'),
        }),
      ]),
    });
  });

  it('一级审批，没有公示；审批页先说是临时救助、几个月、按哪一级帮扶', async () => {
    const app = await ours();
    const journey = new Journey(app);
    await journey.submitted(struck(household(3)), undefined, undefined, 'temporary');
    await journey.surveyed();
    const link = await journey.requested('2026-11-06T01:00:00Z');
    const { body } = await ask(app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(body).toContain('申请临时救助 1 个月，按区县级档案帮扶；没有公示');
    expect(body).toContain('第 1 级，共 1 级');
    await journey.decided(link);
    expect((await journey.state()).matter).toMatchObject({ stage: 'conclusion', notice: null });
  });

  it('批准以后写信给建档人，待办只有到期那一件；列表、查找、详情都看得出是临时救助', async () => {
    const app = await ours();
    const journey = await takenIn(app, 3);
    const [mail] = (await mailed(app)).filter(({ to }) => to === 'registrar@example.cn');
    expect(mail?.subject).toContain('临时救助已经批准');
    expect(mail?.text).toContain('2026年12月6日');
    expect(await tasksOf(app, journey)).toEqual([['expiry', '2026-12-06']]);
    const query = { org: [as.orgPath], waitingFor: ['temporary'] };
    const { dossiers: listed } = await told<{ dossiers: object[] }>(app, 'listDossiers', { as, query });
    expect(listed).toMatchObject([{ id: journey.id, status: 'temporary', statusTitle: '临时救助', temporary: true }]);
    const name = struck(household(3)).worker.name;
    const sought = await told<{ dossiers: object[] }>(app, 'searchDossiers', { as, body: { name } });
    expect(sought.dossiers).toMatchObject([{ id: journey.id, temporary: true }]);
    expect(await told(app, 'getDossier', of(journey))).toMatchObject({
      ...{
        standing: 'temporary',
        nextReviewOn: null,
        temporary: { since: '2026-11-06', until: '2026-12-06', convertedOn: null },
      },
      registration: { category: '临时救助', tier: 'county' },
    });
  });

  it('一户一档：在临时救助的，不能另建一份', async () => {
    const { app } = await one();
    const again = new Journey(app);
    await expect(again.submitted(household(3), '2026-11-09T02:00:00Z')).rejects.toThrow(/1303/);
  });
});

describe('帮扶', () => {
  it('按临时救助的级别看资金；最后一天以后的不能登记，说出是哪一栏、到哪一天', async () => {
    const { app, journey } = await one();
    app.at('2026-12-08T02:00:00Z');
    expect(await given(app, journey, { givenOn: '2026-11-20' })).toMatchObject({ statusCode: 201 });
    expect(await given(app, journey, { givenOn: '2026-11-20', source: 'central' })).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/breachReason', message: expect.stringContaining('这一户是区县级') }],
    });
    expect(await given(app, journey, { givenOn: '2026-12-07' })).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/givenOn', message: expect.stringContaining('晚于临时救助的最后一天 2026-12-06') }],
    });
  });
});

describe('期满', () => {
  it('以前十五天、当天、以后每十五天催一次，一次比一次往上；从不自己注销，催过的当夜不再催', async () => {
    const { app, journey } = await one();
    const told: string[][] = [];
    for (const day of [
      '2026-11-19',
      '2026-11-20',
      '2026-11-21',
      '2026-12-04',
      '2026-12-05',
      '2026-12-20',
      '2027-01-04',
    ]) {
      told.push((await nightOf(app, day)).map(({ to }) => to).toSorted());
    }
    const own = ['recorder-1@example.cn', 'registrar-1@example.cn'];
    expect(told).toEqual([[], own, [], [], own, [...own, 'reviewer-1@example.cn'].toSorted(), own]);
    expect(await journey.state()).toMatchObject({ standing: 'temporary', temporary: { reminded: 4 } });
    expect(await tasksOf(app, journey, people.reviewer)).toEqual([['overdueExpiry', '2026-12-06']]);
  });

  it('注销：原因是它自己的，一级审批，信和列表都看得出；别的原因说出哪些可以', async () => {
    const { app, journey } = await one();
    app.at('2026-12-07T02:00:00Z');
    const { matter } = (await journey.state()).matter;
    const wrong = { matter, reason: 'difficultyOver', happenedOn: '2026-12-06', opinion: '好了', seen: '看过' };
    expect(problem(await ask(app, 'proposeExit', of(journey, { body: wrong })))).toMatchObject({
      code: 1004,
      faults: [{ pointer: '/reason', message: expect.stringContaining('临时救助期满或困难已经过去') }],
    });
    await journey.exitProposed('temporaryOver');
    const link = linkIn((await mailed(app)).at(-1) as SentMail);
    const { body } = await ask(app, 'approvalPage', { params: { nonce: link.nonce } });
    expect(body).toContain('第 1 级，共 1 级');
    expect(await nightOf(app, '2026-12-07')).toEqual([]);
    await journey.decided(link);
    await journey.concluded();
    expect(await journey.state()).toMatchObject({ standing: 'left', end: { as: 'cancelled' } });
    expect(heldLocks(await dossiers(app).get(journey.id))).toEqual([]);
    const query = { org: [as.orgPath], status: ['cancelled'], waitingFor: ['temporary'] };
    expect((await told<{ dossiers: object[] }>(app, 'listDossiers', { as, query })).dossiers).toHaveLength(1);
    // Taken in anew, or registered: it was never on file, and does not come back to hardship.
    const again = new Journey(app);
    await again.submitted(household(3), '2026-12-09T02:00:00Z');
    expect((await again.state()).predecessor).toBeNull();
  });

  it('注销没有获得批准的，仍是临时救助，写信说明', async () => {
    const { app, journey } = await one();
    app.at('2026-11-30T02:00:00Z');
    await journey.exitProposed('temporaryOver');
    const link = linkIn((await mailed(app)).at(-1) as SentMail);
    await journey.decided(link, { decision: 'reject', opinion: '还没有修好房子。' });
    await journey.concluded();
    expect(await journey.state()).toMatchObject({ standing: 'temporary', matter: { outcome: 'refused' } });
    const [mail] = (await mailed(app)).filter(({ to }) => to === 'registrar@example.cn');
    expect(mail?.subject).toContain('临时救助的注销没有获得批准');
  });
});

describe('转正', () => {
  it('整张表走建档的全部环节；编号、锁、台账、日志都还是那一份，从此在册', async () => {
    const { app, journey } = await one();
    app.at('2026-11-20T02:00:00Z');
    await given(app, journey, { givenOn: '2026-11-20' });
    const before = await dossiers(app).get(journey.id);
    expect((await journey.conversionSubmitted()).statusCode).toBe(202);
    expect(await tasksOf(app, journey)).toEqual([]);
    await journey.assessed();
    await journey.surveyed('2026-11-21T02:00:00Z', { surveyedOn: '2026-11-21' });
    await journey.noticed('2026-11-21T03:00:00Z');
    await journey.noticeClosed('2026-11-30T16:00:00Z');
    app.at('2026-12-08T02:00:00Z');
    await approvedBy(journey);
    // It is over by now: what becomes of it waits for the conclusion.
    expect(await nightOf(app, '2026-12-08')).toEqual([]);
    await journey.concluded();
    const after = await dossiers(app).get(journey.id);
    expect(after.state).toMatchObject({
      ...{ standing: 'onFile', matter: { kind: 'conversion', outcome: 'converted' }, inForce: { form: 2 } },
      registration: { dossierNumber: before.state.registration?.dossierNumber, registeredOn: '2026-12-09' },
      temporary: { since: '2026-11-06', convertedOn: '2026-12-09' },
      aid: { entries: 1 },
    });
    expect([...after.locks].sort()).toEqual([...before.locks].sort());
    expect((await tasksOf(app, journey)).map(([kind]) => kind)).toEqual(['plan', 'paper']);
    const [mail] = (await mailed(app)).filter(({ to }) => to === 'registrar@example.cn');
    expect(mail?.subject).toContain('制定帮扶计划');
    expect(await given(app, journey, { givenOn: '2026-12-07' })).toMatchObject({
      faults: [{ pointer: '/givenOn', message: expect.stringContaining('早于转正的日期 2026-12-09') }],
    });
    expect(await told(app, 'listDossiers', { as, query: { org: [as.orgPath] } })).toMatchObject({
      dossiers: [{ status: 'registered', temporary: false }],
    });
  });

  it('没有获得批准的仍是临时救助，写信说明，可以再办', async () => {
    const { app, journey } = await one();
    app.at('2026-11-20T02:00:00Z');
    await journey.conversionSubmitted();
    await journey.assessed();
    await journey.surveyed('2026-11-21T02:00:00Z', { surveyedOn: '2026-11-21' });
    await journey.noticed('2026-11-21T03:00:00Z');
    await journey.noticeClosed('2026-11-30T16:00:00Z');
    await journey.decided(await journey.requested('2026-12-01T02:00:00Z'), {
      decision: 'reject',
      opinion: '房子已经修好。',
    });
    await journey.concluded();
    expect(await journey.state()).toMatchObject({
      standing: 'temporary',
      matter: { outcome: 'refused' },
      inForce: { form: 1 },
    });
    const [mail] = (await mailed(app)).filter(({ to }) => to === 'registrar@example.cn');
    expect(mail?.subject).toContain('临时救助的转正没有获得批准');
    expect((await journey.conversionSubmitted()).statusCode).toBe(202);
  });

  it('两个人同时开始，只有一件；在册的、退出正在审批的不能开始', async () => {
    const { app, journey } = await one();
    const body = { matter: 1, reason: '还有困难' };
    const answers = await Promise.all([1, 2].map(() => ask(app, 'openConversion', of(journey, { body }))));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 409]);
    await told(app, 'abandon', of(journey, { body: { matter: 2, reason: '不转了' } }));
    app.at('2026-11-30T02:00:00Z');
    await journey.exitProposed('temporaryOver');
    expect(
      problem(await ask(app, 'openConversion', of(journey, { body: { matter: 3, reason: '还有困难' } }))),
    ).toMatchObject({
      ...{ statusCode: 409, code: 1302 },
      detail: expect.stringContaining('正在办理第 3 件事项（退出）'),
    });
  });
});

it('以前在册、退出过的一户遭了灾：临时救助不算返困，转正的那一刻才算，两份互相写明', async () => {
  const { app, journey: left } = await onFile(3, forAMonth);
  await mailed(app);
  app.at('2026-12-02T02:00:00Z');
  await left.exitProposed('difficultyOver');
  await approvedBy(left);
  await left.concluded();
  const again = new Journey(app);
  await again.submitted(struck(household(3)), '2026-12-03T02:00:00Z', undefined, 'temporary');
  await again.surveyed('2026-12-03T03:00:00Z');
  await mailed(app);
  await again.decided(await again.requested('2026-12-04T01:00:00Z'));
  await again.concluded();
  expect(await again.state()).toMatchObject({ standing: 'temporary', predecessor: left.id });
  expect((await left.state()).successor).toBeNull();
  await again.conversionSubmitted();
  await again.assessed();
  await again.surveyed('2026-12-04T03:00:00Z');
  await again.noticed('2026-12-04T04:00:00Z');
  await again.noticeClosed('2026-12-11T16:00:00Z');
  app.at('2026-12-14T02:00:00Z');
  await mailed(app);
  await approvedBy(again);
  await again.concluded();
  expect(await again.state()).toMatchObject({ standing: 'onFile', predecessor: left.id });
  expect((await left.state()).successor).toMatchObject({ dossier: again.id });
});

describe('别的办法', () => {
  it('台账表题为临时救助帮扶台账，写明到哪一天为止', async () => {
    const { app, journey } = await one();
    await told(app, 'printLedger', of(journey));
    const printed = plainText(app.s3.objects.get(`printed/${journey.id}/ledgerSheet.pdf`)?.body as Buffer);
    for (const said of ['临时救助帮扶台账', '临时救助，到2026-12-06为止', '临时救助（区县级）']) {
      expect(printed.replaceAll(' ', '')).toContain(said);
    }
  });

  it('成批发放不收，逐行说明为什么', async () => {
    const { app } = await one();
    const { worker } = household(3);
    const lines = ['序号,姓名,身份证号,金额（元）,备注', `1,${worker.name},${worker.idNumber},2000,`];
    const file = Buffer.from(lines.join('\r\n')).toString('base64');
    const body = { ...(exchangeOf('prepareBatch').example as object), orgPath: as.orgPath, file };
    expect((await ask(app, 'prepareBatch', { as, body })).body).toContain('这一户是临时救助，不成批发放');
  });

  it('标准、低保标准变了，不重看它；到了日子也不复核', async () => {
    const { app, journey } = await one();
    const before = (await journey.state()).version;
    const changed = deployedWith(journey, withLine(forAMonth, 20_000));
    for (const day of ['2026-12-01', '2026-12-02']) {
      app.at(`${day}T17:00:00Z`);
      await step(changed.app, 'review-run', {});
    }
    expect((await journey.state()).version).toBe(before);
  });

  it('工会撤销的，随整个工会移交走；期满那件待办也随着走', async () => {
    const { app, journey } = await one();
    const to = { sub: 'registrar-3', roles: 'registrar', orgPath: '530000/530100/530102/U0003' };
    for (const orgPath of [as.orgPath, to.orgPath]) {
      await told(app, 'putUnion', { as: people.administrator, body: { orgPath, name: `${orgPath} 工会` } });
    }
    const clerk = { name: '林接收', post: '干事', email: null, orgPath: to.orgPath, roles: ['registrar'] };
    await putPerson(app, 'registrar-3', clerk);
    const all = { from: as.orgPath, to: to.orgPath, reason: '单位撤销' };
    expect(await told(app, 'proposeTransfers', { as, body: all })).toMatchObject({ done: 1, left: [] });
    await told(app, 'acceptTransfer', { as: to, params: { id: journey.id }, body: { transfer: 1 } });
    expect(await journey.state()).toMatchObject({ standing: 'temporary', orgPath: to.orgPath });
    expect(await tasksOf(app, journey, to)).toEqual([['expiry', '2026-12-06']]);
    expect(await tasksOf(app, journey)).toEqual([]);
  });
});
