import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import { pendingTransfer } from '../../shared/dossier/transfer-state.ts';
import { keys } from '../../shared/registry/keys.ts';
import { rememberPlaces } from '../../shared/registry/places.ts';
import { divisions, table } from '../../shared/services/services.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household, secretsOf, withDaughter } from '../../test/support/household.ts';
import {
  type Ask,
  ask,
  county,
  type Journey,
  mailed,
  people,
  posted,
  putPerson,
  step,
  told,
} from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { onFile, reviewed } from '../../test/support/on-file.ts';
import { storedOf } from '../../test/support/restored.ts';
import { examine } from '../../tools/verify/dossier.ts';
import type { StoredItem } from '../../tools/verify/stored.ts';
import { examineAll } from '../../tools/verify/whole.ts';

const elsewhere = '530000/530100/530103';
const theirs = `${elsewhere}/U0001`;
const there = { sub: 'registrar-9', roles: 'registrar', orgPath: theirs };
const reviewerThere = { sub: 'reviewer-9', roles: 'reviewer', orgPath: elsewhere };
const { registrar, reviewer, administrator } = people;
const form = household(3);

let app: MemoryApp;
let journey: Journey;
let params: { id: string };
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey } = await onFile());
  params = { id: journey.id };
  for (const orgPath of [theirs, `${elsewhere}/U0002`, registrar.orgPath]) {
    await told(app, 'putUnion', { as: administrator, body: { orgPath, name: `${orgPath.slice(-12)} 工会` } });
  }
  for (const [id, role, orgPath] of [
    ['registrar-9', 'registrar', theirs],
    ['reviewer-9', 'reviewer', elsewhere],
    ['reviewer-city', 'reviewer', '530000/530100'],
  ] as const) {
    await putPerson(app, id, { name: '白接收', post: '干事', email: `${id}@example.cn`, orgPath, roles: [role] });
  }
  // An instance remembers that it has marked a division, and a table that was put back does not.
  await divisions(app).enter('530000/530100');
  await putPerson(app, 'registrar-city', {
    name: '林代管',
    post: '干事',
    email: null,
    orgPath: '530000/530100',
    roles: ['registrar'],
  });
  await mailed(app);
  app.at('2026-11-20T02:00:00Z');
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const propose = (body: object = {}, as: Ask['as'] = registrar) =>
  ask(app, 'proposeTransfer', { as, params, body: { to: theirs, reason: '职工已转到那边的单位', ...body } });
const answer = (
  operation: 'acceptTransfer' | 'refuseTransfer' | 'withdrawTransfer',
  as: Ask['as'],
  body: object = {},
) =>
  ask(app, operation, {
    as,
    params,
    body: { transfer: 1, ...(operation === 'acceptTransfer' ? {} : { reason: '不收' }), ...body },
  });
const codeOf = ({ body }: { body: string }) => (JSON.parse(body) as { code?: number }).code;
const items = () => app.dynamoDb.all<StoredItem>();
const stored = () => storedOf(items);
const looking = { terms: () => app.profile, today: '2026-11-20' };

/** In whose lists the household stands: by status, by tasks, by a search. */
async function listsOf(as: NonNullable<Ask['as']>) {
  const query = { org: [as.orgPath] };
  const { dossiers } = await told<{ dossiers: { id: string }[] }>(app, 'listDossiers', { as, query });
  const { tasks } = await told<{ tasks: { dossier: string; kind: string }[] }>(app, 'listTasks', { as, query });
  const dossierNumber = (await journey.state()).registration?.dossierNumber;
  const found = await Promise.all(
    [{ name: form.worker.name }, { idNumber: form.worker.idNumber }, { dossierNumber }].map((body) =>
      told<{ dossiers: { id: string }[] }>(app, 'searchDossiers', { as, body: { ...body, org: as.orgPath } }),
    ),
  );
  return {
    listed: dossiers.map(({ id }) => id),
    tasks: tasks.map(({ kind }) => kind),
    found: found.map((each) => each.dossiers.length),
    read: (await ask(app, 'getDossier', { as, params })).statusCode,
  };
}
const own = { listed: [expect.any(String)], tasks: ['plan'], found: [1, 1, 1], read: 200 };
const none = { listed: [], tasks: [], found: [0, 0, 0], read: 404 };

describe('移交给另一个工会', () => {
  it('提出以后对方有一件待办、一封信，只看得到公示过的；接收了，名单、待办、查找、身份锁一同过去，原工会再也看不到', async () => {
    expect((await propose()).statusCode).toBe(201);
    expect(await listsOf(registrar)).toEqual(own);
    expect(await listsOf(there)).toEqual({ ...none, tasks: ['transfer'] });
    // Whose a payment is that the bank has sent back, both sides are told: it is not handed over.
    expect((await mailed(app)).map(({ to, subject, text }) => [to, subject, text])).toEqual([
      [
        'registrar-9@example.cn',
        expect.stringContaining('移交给你们工会'),
        expect.stringContaining('仍由付款的工会重新发放或作罢'),
      ],
    ]);
    const seen = await told<{ household: object; reason: string }>(app, 'getTransfer', { as: there, params });
    expect(seen).toMatchObject({ from: registrar.orgPath, to: theirs, due: '2026-11-30', outcome: null });
    expect(seen.reason).toBe('职工已转到那边的单位');
    for (const secret of [form.worker.idNumber, form.worker.name, form.worker.mobile, form.worker.homeAddress]) {
      expect(JSON.stringify(seen)).not.toContain(secret);
    }
    expect((await ask(app, 'getJournal', { as: { ...there, roles: 'registrar reviewer' }, params })).statusCode).toBe(
      404,
    );

    expect((await answer('acceptTransfer', there)).statusCode).toBe(200);
    expect(await listsOf(there)).toEqual(own);
    expect(await listsOf(registrar)).toEqual(none);
    // The number still says the county that gave it, and is on papers there: from above it leads to where the household is.
    const above = { ...reviewer, orgPath: '530000/530100' };
    expect((await listsOf(above)).found).toEqual([1, 1, 1]);
    expect((await ask(app, 'getTransfer', { as: registrar, params })).statusCode).toBe(404);
    expect((await mailed(app)).map(({ to, subject, text }) => [to, subject, text])).toEqual([
      ['registrar-1@example.cn', expect.stringContaining('已经接收'), expect.stringContaining('仍是你们工会的待办')],
    ]);
    const locks = items().filter(({ sk, dossierId }) => sk === 'LOCK' && dossierId === journey.id);
    expect(new Set(locks.map(({ orgPath }) => orgPath))).toEqual(new Set([theirs]));
    expect((await examine(stored(), journey.id, looking))?.faults).toEqual([]);
    const strays: string[] = [];
    for await (const { id, faults } of examineAll(stored(), looking)) if (id === journey.id) strays.push(...faults);
    expect(strays).toEqual([]);
    // Somebody else brings the same household in: they are told who has it now.
    const { id } = await told<{ id: string }>(app, 'createDraft', {
      as: registrar,
      body: { orgPath: registrar.orgPath },
    });
    const headers = { 'if-match': '"1"' };
    await told(app, 'saveForm', { as: registrar, params: { id }, headers, body: form });
    const again = await ask(app, 'submit', {
      as: registrar,
      params: { id },
      body: { form: 1, consents: allAgree(form) },
    });
    expect(again.statusCode).toBe(409);
    expect(again.body).toContain('昆明市盘龙区总工会');
  });

  it('接收以后，原工会出示过的链接什么也打不开：本人查询的、签字的都是；邮件里的签字链接照旧', async () => {
    const mailedLink = await journey.planned(examplePlan);
    const show = async (operation: 'showOwn' | 'showPlan', body: object) => {
      const { url, code } = await told<{ url: string; code: string }>(app, operation, { as: registrar, params, body });
      return { nonce: url.split('/').at(-1) as string, code };
    };
    const [own, plan] = [await show('showOwn', {}), await show('showPlan', { plan: 1 })];
    await propose();
    expect((await ask(app, 'planPage', { params: { nonce: plan.nonce } })).statusCode).toBe(200);
    await answer('acceptTransfer', there);
    const opened = await posted(app, 'openOwn', { nonce: own.nonce }, { code: own.code });
    expect(opened.statusCode).toBe(410);
    for (const secret of secretsOf(form)) expect(opened.body).not.toContain(secret);
    expect((await ask(app, 'planPage', { params: { nonce: plan.nonce } })).statusCode).toBe(410);
    expect((await journey.signed(plan, form.worker.name, '2026-11-20T02:05:00Z')).statusCode).toBe(410);
    expect((await journey.state()).plan?.signedAt).toBeNull();
    expect((await journey.signed(mailedLink, form.worker.name)).statusCode).toBe(200);
    expect((await ask(app, 'planPage', { params: { nonce: plan.nonce } })).statusCode).toBe(410);
  });

  it('经原来的帮扶责任人转的签字链接，接收以后他打不开了', async () => {
    const link = await journey.planned({ ...examplePlan, signatureThrough: 'officer' });
    await propose();
    expect((await ask(app, 'planPage', { params: { nonce: link.nonce } })).statusCode).toBe(200);
    await answer('acceptTransfer', there);
    expect((await ask(app, 'planPage', { params: { nonce: link.nonce } })).statusCode).toBe(410);
    expect((await journey.signed(link, form.worker.name)).statusCode).toBe(410);
    expect((await journey.state()).plan?.signedAt).toBeNull();
  });

  it('走了的人也随着走：按他查得到的，是接收的工会', async () => {
    await journey.amended((before) => withDaughter(before));
    await journey.assessed();
    await journey.concluded();
    await journey.amended((before) => ({ ...before, members: before.members.slice(0, -1) }));
    await journey.assessed();
    await journey.concluded();
    const daughter = withDaughter(form).members.at(-1)?.name as string;
    const search = async (as: Ask['as']) => {
      const body = { name: daughter, org: as?.orgPath };
      return (await told<{ dossiers: object[] }>(app, 'searchDossiers', { as, body })).dossiers.length;
    };
    expect([await search(registrar), await search(there)]).toEqual([1, 0]);
    await propose();
    await answer('acceptTransfer', there);
    expect([await search(registrar), await search(there)]).toEqual([0, 1]);
    expect((await examine(stored(), journey.id, looking))?.faults).toEqual([]);
  });

  it('接收以后的信写给接收的工会，不再写给原来的建档人', async () => {
    await propose();
    await answer('acceptTransfer', there);
    await mailed(app);
    await reviewed(journey, '2026-12-17T00:30:00Z');
    app.at('2027-02-01T02:00:00Z');
    const since = '2026-12-17T00:30:00Z';
    await step(app, 'stall', { step: 'overdue', ...(await journey.run()), awaited: 'update', since, begun: since });
    const sent = (await mailed(app)).filter(({ subject }) => subject.includes('逾期'));
    expect(sent.map(({ to }) => to)).toEqual(['registrar-9@example.cn']);
  });

  it('退回的说得出为什么，写信告诉提出的人；可以再提出', async () => {
    await propose();
    await mailed(app);
    expect((await answer('refuseTransfer', there, { reason: '查无此人' })).statusCode).toBe(200);
    expect((await mailed(app)).map(({ to }) => to)).toEqual(['registrar-1@example.cn']);
    const seen = await told(app, 'getTransfer', { as: registrar, params });
    expect(seen).toMatchObject({ outcome: 'refused', answer: '查无此人' });
    expect((await ask(app, 'getTransfer', { as: there, params })).statusCode).toBe(404);
    expect((await propose({ to: `${elsewhere}/U0002` })).statusCode).toBe(201);
  });

  it('提出的工会撤销了、提出的人走了，上一级提出，同单位的人撤回', async () => {
    expect((await propose({}, { ...reviewer, sub: 'reviewer-1' })).statusCode).toBe(201);
    expect((await answer('withdrawTransfer', { ...registrar, sub: 'registrar-7' })).statusCode).toBe(200);
    expect((await journey.state()).orgPath).toBe(registrar.orgPath);
  });

  it('前后登记过的人太多，一个事务移不完的，接收不了：说请谁代管，什么也没有移；刚好移得完的照移', async () => {
    const name = (n: number) => keys.names(`somebody-${n}`);
    const leave = async (...partitions: string[]) => {
      await rememberPlaces(table(app), params.id, partitions);
      const sk = keys.place(registrar.orgPath, params.id);
      await table(app).putAll(partitions.map((pk) => ({ pk, sk })));
    };
    await leave(...Array.from({ length: 31 }, (_, n) => name(n)));
    await propose();
    await leave(name(31));
    const refused = await answer('acceptTransfer', there);
    expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining('请由原工会的上一级工会代管')]);
    expect(await listsOf(registrar)).toMatchObject({ found: own.found });
    await table(app).remove({ pk: name(31), sk: keys.place(registrar.orgPath, params.id) });
    expect((await answer('acceptTransfer', there)).statusCode).toBe(200);
    expect(await listsOf(there)).toEqual(own);
  });

  it('不能由提出的人接收；接收由接收的工会，也可以由它的上一级', async () => {
    await propose({ to: county }, reviewer);
    expect(codeOf(await answer('acceptTransfer', reviewer))).toBe(1504);
    expect(codeOf(await answer('acceptTransfer', registrar))).toBe(1502);
    expect(codeOf(await answer('acceptTransfer', { ...reviewer, sub: 'reviewer-2' }))).toBeUndefined();
  });

  it.each<[string, object, RegExp]>([
    ['没有登记的单位', { to: `${elsewhere}/U0099` }, /没有登记 .*U0099/],
    ['别的省', { to: '370000/370100/370102' }, /不在本省.*迁出/],
    ['没有这个县', { to: '530000/530100/530199' }, /没有 530199 这个县/],
    ['撤销了的县', { to: '530000/530100/530122' }, /已经撤销/],
  ])('移交给%s：不收，说明哪一栏、为什么', async (_, body, why) => {
    const refused = await propose(body);
    expect(refused.statusCode).toBe(400);
    const { faults } = JSON.parse(refused.body) as { faults: { pointer: string; message: string }[] };
    expect(faults).toEqual([expect.objectContaining({ pointer: '/to', message: expect.stringMatching(why) })]);
  });

  it('市总工会、省总工会在它的行政区划在的时候也在：有建档人的就收', async () => {
    expect((await propose({ to: '530000/530100' })).statusCode).toBe(201);
    back();
    await putPerson(app, 'registrar-province', {
      name: '林代管',
      post: '干事',
      email: null,
      orgPath: '530000',
      roles: ['registrar'],
    });
    expect((await propose({ to: '530000' })).statusCode).toBe(201);
  });

  it('移交给没有建档人的工会不收：接收了没有人办', async () => {
    const person = { name: '林代管', post: '干事', email: null, orgPath: '530000/530100', roles: ['registrar'] };
    await putPerson(app, 'registrar-city', { ...person, active: false });
    expect((await propose({ to: `${elsewhere}/U0002` })).body).toContain('没有登记在任的建档人');
    expect((await propose()).statusCode).toBe(201);
  });

  it('县里代管的，单位里的建档人看不到它的待办', async () => {
    await propose({ to: county }, reviewer);
    await answer('acceptTransfer', { ...reviewer, sub: 'reviewer-2' });
    expect(await listsOf(registrar)).toEqual(none);
    expect((await listsOf({ sub: 'registrar-county', roles: 'registrar', orgPath: county })).tasks).toEqual(['plan']);
  });

  it('市里代管的，写明市的路径就列得出它的待办；不写的仍请逐个县看', async () => {
    await propose({ to: '530000/530100' }, reviewer);
    const city = { sub: 'registrar-city', roles: 'registrar', orgPath: '530000/530100' };
    await answer('acceptTransfer', city);
    expect(await listsOf(city)).toEqual(own);
    expect(codeOf(await ask(app, 'listTasks', { as: city }))).toBe(1317);
    const person = {
      name: '林代管',
      post: '干事',
      email: 'city@example.cn',
      orgPath: city.orgPath,
      roles: ['registrar'],
    };
    await putPerson(app, 'registrar-city', person);
    await mailed(app);
    await step(app, 'digest', {});
    const digest = (await mailed(app)).find(({ to }) => to === 'city@example.cn');
    expect(digest?.text).toMatch(/^在哪些县：云南省昆明市（本级和直属单位）$/m);
  });

  it('移交给撤销了的工会不收；那里也不再建档，它的档案还移得出来', async () => {
    const union = { orgPath: theirs, name: '盘龙某街道工会', active: false, revision: 1 };
    await told(app, 'putUnion', { as: administrator, body: union });
    expect((await propose()).body).toContain('已经撤销');
    const draft = await ask(app, 'createDraft', { as: there, body: { orgPath: theirs } });
    expect([draft.statusCode, codeOf(draft)]).toEqual([409, 1302]);
  });

  it('提出以后撤销了的工会、建档人都走了的工会，接收不了，说明为什么；还退得回去', async () => {
    await propose();
    const proposed = app.mark();
    const union = { orgPath: theirs, name: '盘龙某街道工会', active: false, revision: 1 };
    await told(app, 'putUnion', { as: administrator, body: union });
    const refused = await answer('acceptTransfer', there);
    expect([refused.statusCode, codeOf(refused)]).toEqual([409, 1302]);
    expect(refused.body).toContain('盘龙某街道工会已经撤销');
    const all = { from: registrar.orgPath, to: theirs };
    const many = await ask(app, 'acceptTransfers', { as: reviewerThere, body: all });
    expect([many.statusCode, codeOf(many)]).toEqual([400, 1004]);
    expect((await journey.state()).orgPath).toBe(registrar.orgPath);
    expect((await answer('refuseTransfer', there)).statusCode).toBe(200);
    proposed();
    const gone = { name: '白接收', post: '干事', email: null, active: false, roles: ['registrar'] };
    await putPerson(app, 'registrar-9', { ...gone, orgPath: theirs });
    await putPerson(app, 'registrar-city', { ...gone, orgPath: '530000/530100' });
    expect((await answer('acceptTransfer', reviewerThere)).body).toContain('没有登记在任的建档人');
    expect((await journey.state()).orgPath).toBe(registrar.orgPath);
  });

  it('移交给自己、提出两次、正在办别的事项，都说明为什么', async () => {
    expect((await propose({ to: registrar.orgPath })).body).toContain('就在这个工会');
    await propose();
    expect((await propose({ to: county })).body).toContain('已经提出移交');
    back();
    await journey.exitWanted('ownWish');
    expect((await propose()).body).toContain('正在办理第 2 件事项（退出）');
  });

  it('两个人同时接收，接收一次；接收和撤回同时，只成一件', async () => {
    await propose();
    const twice = await Promise.all([
      answer('acceptTransfer', there),
      answer('acceptTransfer', { ...there, sub: 'registrar-8' }),
    ]);
    expect(twice.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    for (let time = 0; time < 5; time++) {
      back();
      await propose();
      const both = await Promise.all([answer('acceptTransfer', there), answer('withdrawTransfer', registrar)]);
      expect(both.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
      const isTheirs = both[0]?.statusCode === 200;
      const [ours, others] = [await listsOf(registrar), await listsOf(there)];
      expect([ours.listed.length, others.listed.length]).toEqual(isTheirs ? [0, 1] : [1, 0]);
      expect((await examine(stored(), journey.id, looking))?.faults).toEqual([]);
    }
  });

  it('没有答复的催办，一次比一次告诉更上一级，也告诉提出的人；从不算作接收', async () => {
    await propose();
    await mailed(app);
    const told: string[][] = [];
    for (const day of ['2026-11-30', '2026-12-01', '2026-12-01', '2026-12-12', '2026-12-23']) {
      app.at(`${day}T00:30:00Z`);
      await step(app, 'sweep', {});
      told.push(
        (await mailed(app))
          .filter(({ subject }) => subject.includes('移交'))
          .map(({ to }) => to.split('@')[0] as string),
      );
    }
    expect(told).toEqual([
      [],
      ['registrar-9', 'registrar-1'],
      [],
      ['reviewer-9', 'registrar-1'],
      ['reviewer-city', 'registrar-1'],
    ]);
    expect(pendingTransfer(await journey.state())).toMatchObject({ reminded: 3 });
    const { tasks } = await listsOf(reviewerThere);
    expect(tasks).toContain('overdueTransfer');
    expect((await listsOf(registrar)).listed).toHaveLength(1);
    expect((await answer('acceptTransfer', reviewerThere)).statusCode).toBe(200);
  });
});
