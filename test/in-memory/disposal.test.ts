import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { deleteObjects } from '../../functions/disposal/objects.ts';
import { plainText } from '../../functions/documents/print/testing/pdf-text.ts';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { OperationName } from '../../shared/contract/routes.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Form } from '../../shared/form/form.ts';
import { FOUND_BY, keys } from '../../shared/registry/keys.ts';
import { divisions, dossiers } from '../../shared/services/services.ts';
import { household } from '../support/household.ts';
import { type Ask, ask, Journey, linkIn, mailed, people, putPerson, step, told } from '../support/journey.ts';
import type { MemoryApp, SentMail } from '../support/memory/app.ts';
import { allFaultsIn } from '../support/memory/verified.ts';
import { aided, onFile, registeredIn, reviewedMonthly } from '../support/on-file.ts';
import type { Item } from '../support/place.ts';

/** 到期处置：保管期满列入清单，县里一个人确认、上一级另一个人批准，以后销毁，只留日志和证明。 */

const profile = { ...reviewedMonthly, retention: { ...reviewedMonthly.retention, mergedYears: 5 } };
const county = people.reviewer;
const city = { sub: 'reviewer-city', roles: 'reviewer', orgPath: '530000/530100' };
const [lastDay, dayAfter, night] = ['2036-11-23T20:00:00Z', '2036-11-24T20:00:00Z', '2036-11-27T19:30:00Z'];
let app: MemoryApp;
let left: Journey;
let back: () => void;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey: left } = await onFile(3, profile));
  const reviewer = { name: '孙批准', post: '权益保障部部长', email: 'city@example.cn', roles: ['reviewer' as const] };
  await putPerson(app, city.sub, { ...reviewer, orgPath: city.orgPath });
  await left.attached('收入证明', '工资单');
  await aided(left);
  app.at('2026-11-24T02:00:00Z');
  await left.exitProposed('difficultyOver');
  await left.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  await left.concluded();
  await told(app, 'printLedger', { as: county, params: { id: left.id } });
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.counted.length = 0;
});

const run = async (at: string) => {
  app.at(at);
  await step(app, 'disposal-run', {});
};
const list = (stage = 'listed', as: Ask['as'] = county) =>
  told<AnswerOf<'listDisposals'>>(app, 'listDisposals', { as, query: { org: [county.orgPath], stage: [stage] } });
const dispose = (operation: 'confirmDisposals' | 'releaseDisposals', as: Ask['as'], ...ids: string[]) =>
  told<AnswerOf<'confirmDisposals'>>(app, operation, { as, body: { dossiers: ids } });
const stateOf = async (id: string) => (await dossiers(app).get(id)).state;
const items = () => app.dynamoDb.all<Item>();
/** Everything in the table and the bucket that is of a dossier, but its journal and who has read it. */
const leftOf = (id: string) => ({
  items: items()
    .filter(({ pk, sk }) => `${pk} ${sk}`.includes(id) && !/^[JR]#/.test(pk))
    .map(({ pk, sk }) => `${pk.split('#')[0]} ${sk.split('#')[0]}`),
  objects: [...app.s3.objects.keys(), ...app.s3.replaced.values()].filter((key) => key.includes(`/${id}/`)),
  key: app.dynamoDb.dossierKeys.dossiers().includes(id),
});

/** Released by the two. */
async function released(id = left.id): Promise<void> {
  await run(dayAfter);
  await dispose('confirmDisposals', county, id);
  await dispose('releaseDisposals', city, id);
}

describe('列入处置清单', () => {
  it('保管的最后一天还不列；过了就列，县里的审核人有一件待办，清单上看得到是哪一户、怎样终结、保管到哪一天', async () => {
    await run(lastDay);
    expect((await list()).disposals).toEqual([]);
    await run(dayAfter);
    expect((await list()).disposals).toMatchObject([
      {
        dossier: left.id,
        dossierNumber: '530102202600001',
        end: { as: 'relieved', on: '2026-11-24' },
        retainedUntil: '2036-11-24',
        listedOn: '2036-11-25',
        undone: ['followUp'],
      },
    ]);
    const { tasks } = await told<AnswerOf<'listTasks'>>(app, 'listTasks', {
      as: county,
      query: { org: [county.orgPath] },
    });
    expect(tasks.map(({ kind }) => kind)).toContain('confirmDisposal');
    expect(app.counted).toContainEqual(['DisposalFailures', 0]);
    expect(await allFaultsIn(app)).toEqual([]);
  });

  it('不在任何一个县的（市总工会自己的）列在市里，没有县里的；市里确认得了', async () => {
    app.at('2026-11-24T02:00:00Z');
    const as = { sub: 'city-registrar', roles: 'registrar', orgPath: city.orgPath };
    const body = { orgPath: city.orgPath, kind: 'registration' };
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body });
    const form = household(31);
    await told(app, 'saveForm', { as, params: { id }, headers: { 'if-match': '"1"' }, body: form });
    await told(app, 'submit', { as, params: { id }, body: { form: 1, consents: allAgree(form, '2026-11-24') } });
    await told(app, 'withdraw', { as, params: { id }, body: { reason: '本人不办了' } });
    await run(dayAfter);
    const asked = { as: city, query: { org: [city.orgPath], stage: ['listed'] } };
    const { disposals } = await told<AnswerOf<'listDisposals'>>(app, 'listDisposals', asked);
    expect(disposals.map(({ dossier }) => dossier)).toEqual([id]);
    expect(await dispose('confirmDisposals', city, id)).toMatchObject({ done: 1, left: [] });
  });

  it('一页列不完的有翻页标记', async () => {
    await run(dayAfter);
    expect((await list('listed', city)).cursor).toBeNull();
    const bad = { as: county, query: { org: [county.orgPath], cursor: ['bm8'] } };
    expect(JSON.parse((await ask(app, 'listDisposals', bad)).body)).toMatchObject({ code: 1004 });
    const stage = { as: county, query: { org: [county.orgPath], stage: ['burnt'] } };
    expect(JSON.parse((await ask(app, 'listDisposals', stage)).body).faults).toMatchObject([
      { pointer: '/stage', message: expect.stringContaining('只能是 listed') },
    ]);
  });

  it('并入另一份的，跟着那一份：那一份还在册，就不列；撤回的照自己的年数', async () => {
    const merged = await mergedInto();
    await run('2035-01-01T20:00:00Z');
    expect((await list()).disposals.map(({ dossier }) => dossier)).not.toContain(merged);
    const withdrawn = new Journey(app);
    await withdrawn.submitted(household(31), '2026-12-01T02:00:00Z');
    await told(app, 'withdraw', { as: people.registrar, params: { id: withdrawn.id }, body: { reason: '不报了' } });
    await run('2029-11-30T20:00:00Z');
    expect(await stateOf(withdrawn.id)).toMatchObject({ disposal: null });
    await run('2029-12-01T20:00:00Z');
    expect((await list()).disposals.map(({ dossier, end }) => [dossier, end.as])).toEqual([
      [withdrawn.id, 'withdrawn'],
    ]);
  });

  /** A household on file into which another dossier was merged. */
  async function mergedInto(): Promise<string> {
    const { orgPath } = people.registrar;
    const survivor = await registeredIn(app, 20);
    const twin = new Journey(app);
    const again = household(20);
    const { idNumber: _, ...worker } = again.worker;
    await twin.submitted({ ...household(21), worker: { ...household(21).worker, name: worker.name } });
    app.at('2026-12-01T02:00:00Z');
    const { state } = await dossiers(app).get(twin.id);
    await dossiers(app).record({
      id: twin.id,
      before: await dossiers(app).get(twin.id),
      action: { type: 'mergeInto', dossier: survivor.id, reason: { iv: 'aXY=', text: 'dGV4dA==' } },
      actor: { kind: 'staff', id: 'reviewer-1' },
      now: app.now(),
    });
    expect(state.orgPath).toBe(orgPath);
    return twin.id;
  }
});

describe('确认和批准', () => {
  it('县里一个人确认，上一级另一个人批准；同一个人、县里的人、不够一级的都不行，说出为什么', async () => {
    await run(dayAfter);
    expect(await dispose('releaseDisposals', city, left.id)).toMatchObject({
      done: 0,
      left: [{ dossier: left.id, message: '县里还没有确认处置。' }],
    });
    expect(await dispose('confirmDisposals', city, left.id)).toEqual({ done: 1, left: [] });
    // Neither who confirmed it, nor anybody else of the same union: two levels, not two people of one.
    for (const sub of ['reviewer-city', 'reviewer-city-2']) {
      const refused = (await dispose('releaseDisposals', { ...city, sub }, left.id)).left[0]?.message;
      expect(refused).toContain('由上一级工会（530000）');
    }
    expect((await dispose('releaseDisposals', county, left.id)).left[0]?.message).toContain('由上一级工会');
    const province = { sub: 'reviewer-province', roles: 'reviewer', orgPath: '530000' };
    expect(await dispose('releaseDisposals', province, left.id)).toEqual({ done: 1, left: [] });
    const unit = { ...county, orgPath: `${county.orgPath}/U0001` };
    const refused = await ask(app, 'confirmDisposals', { as: unit, body: { dossiers: [left.id] } });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1502 });
  });

  it('确认了的，今日待办也看上一级的：虽然没有一份档案在市本级', async () => {
    await run(dayAfter);
    // An instance remembers what it has marked, and a table that was put back does not.
    await told({ ...app }, 'confirmDisposals', { as: county, body: { dossiers: [left.id] } });
    expect(await divisions(app).entered()).toContain('530100');
  });

  it('成批：一份不成不耽误别的；断了再来，先前办成的也算办成，什么也不再记', async () => {
    await run(dayAfter);
    const unknown = '0'.repeat(26);
    const first = await dispose('confirmDisposals', county, left.id, unknown, left.id);
    expect(first).toEqual({ done: 1, left: [{ dossier: unknown, message: '没有这份档案，或您无权查看。' }] });
    const { version } = await dossiers(app).get(left.id);
    expect(await dispose('confirmDisposals', county, left.id)).toEqual({ done: 1, left: [] });
    expect((await dossiers(app).get(left.id)).version).toBe(version);
    const many = Array.from({ length: 101 }, (_, n) => String(n).padStart(26, '0'));
    expect((await ask(app, 'confirmDisposals', { as: county, body: { dossiers: many } })).statusCode).toBe(400);
  });

  it('确认以后这一户再也办不了别的：补登帮扶被拒，再来建档的不算返困，照样建得成', async () => {
    await run(dayAfter);
    await dispose('confirmDisposals', county, left.id);
    const aid = { givenOn: '2026-11-20', kind: 'warmth', project: '送温暖', source: 'union', payment: 'cash' };
    const asked = { as: people.registrar, params: { id: left.id }, body: { ...aid, amount: 100, giver: '厂工会' } };
    expect(JSON.parse((await ask(app, 'recordAid', asked)).body)).toMatchObject({ code: 1302 });
    const again = new Journey(app);
    await again.submitted(household(3), '2026-12-01T02:00:00Z');
    expect((await again.state()).predecessor).toBeNull();
  });

  it('延长保管：争议还没有了结的，列入的作罢，到那一天再列；写得出为什么，批准以后不行', async () => {
    await run(dayAfter);
    const keep = (until: string) =>
      ask(app, 'keepLonger', {
        as: county,
        params: { id: left.id },
        body: { until, because: 'dispute', reason: '信访件还没有办结' },
      });
    expect(JSON.parse((await keep('2036-01-01')).body)).toMatchObject({ code: 1302 });
    expect((await keep('2038-01-01')).statusCode).toBe(200);
    expect((await list()).disposals).toEqual([]);
    const { disposal } = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: county, params: { id: left.id } });
    expect(disposal).toMatchObject({ stage: null, kept: { until: '2038-01-01', reason: '信访件还没有办结' } });
    await run('2037-12-31T20:00:00Z');
    expect((await list()).disposals).toEqual([]);
    await run('2038-01-01T20:00:00Z');
    expect((await list()).disposals).toMatchObject([{ retainedUntil: '2038-01-01' }]);
    await dispose('confirmDisposals', county, left.id);
    await dispose('releaseDisposals', city, left.id);
    expect(JSON.parse((await keep('2040-01-01')).body)).toMatchObject({
      code: 1302,
      detail: '已经批准处置，不能再停。',
    });
  });
});

describe('销毁', () => {
  const reads: [OperationName, Ask][] = [
    ['getDossier', {}],
    ['listAid', {}],
    ['getFormChanges', { params: { form: '1' } }],
    ['printLedger', {}],
    ['getDocument', { params: { kind: 'workerCard' } }],
    ['requestUpload', { body: { kind: '其他', name: '证明', contentType: 'image/jpeg' } }],
  ];

  it('批准以后谁也读不到内容，答 410；过了一整天才删，删完了记下，日志照读，核对无误，证明印得出', async () => {
    await released();
    for (const [operation, more] of reads) {
      const { params, ...rest } = more;
      const as = { ...people.registrar, roles: 'registrar reviewer auditor' };
      const answer = await ask(app, operation, { as, params: { id: left.id, ...params }, ...rest });
      expect(JSON.parse(answer.body), operation).toMatchObject({ status: 410, code: 1350 });
    }
    await run('2036-11-25T19:30:00Z');
    expect(leftOf(left.id).key).toBe(true);
    expect(await allFaultsIn(app)).toEqual([]);
    const certificate = { as: county, params: { id: left.id } };
    expect(JSON.parse((await ask(app, 'printDisposal', certificate)).body)).toMatchObject({ code: 1401 });

    await run(night);
    expect(leftOf(left.id)).toEqual({ items: expect.any(Array), objects: [], key: false });
    expect(new Set(leftOf(left.id).items)).toEqual(new Set(['D HEAD', 'DISPOSALS dark']));
    expect(items().some(({ pk, maskedName }) => pk === `D#${left.id}` && maskedName !== '' && maskedName)).toBe(false);
    expect(await allFaultsIn(app)).toEqual([]);
    const { entries } = await told<AnswerOf<'getJournal'>>(app, 'getJournal', { as: county, params: { id: left.id } });
    expect(entries.at(-1)).toMatchObject({ action: { type: 'darken', noCopyFrom: '2037-01-03' }, on: '2036-11-28' });
    expect((await list('dark')).disposals).toMatchObject([
      { dossier: left.id, maskedName: '', confirmed: { byName: '钱审核' }, released: { byName: '孙批准' } },
    ]);

    await told(app, 'printDisposal', certificate);
    const text = plainText(app.s3.objects.get(`printed/certificates/${left.id}.pdf`)?.body as Buffer);
    const { hash } = await dossiers(app).get(left.id);
    for (const said of ['530102202600001', '钱审核', '孙批准', '自2037年1月3日起', hash.slice(0, 20)]) {
      expect(text).toContain(said);
    }
    expect(text).not.toContain(household(3).worker.name);
    // The certificate is not among what a later look would delete.
    await deleteObjects(app, left.id);
    expect(app.s3.objects.has(`printed/certificates/${left.id}.pdf`)).toBe(true);
  });

  it('最近三年谁看过，批准以后、销毁以后抽查的人照样看得到；为什么打开号码的，随密钥去了', async () => {
    app.at('2036-11-20T02:00:00Z');
    const asked = { as: people.registrar, params: { id: left.id }, body: { reason: '核对补发的卡' } };
    await told(app, 'openNumbers', asked);
    const seen = async () => {
      const as = people.auditor;
      const { readings } = await told<AnswerOf<'getReadings'>>(app, 'getReadings', { as, params: { id: left.id } });
      return readings.filter(({ kind }) => kind === 'numbers').map(({ by, reason }) => [by, reason]);
    };
    expect(await seen()).toEqual([['registrar-1', '核对补发的卡']]);
    await released();
    expect(await seen()).toEqual([['registrar-1', null]]);
    await run(night);
    expect(leftOf(left.id).key).toBe(false);
    expect(await seen()).toEqual([['registrar-1', null]]);
  });

  it('没有提交成的一次也留下了查找的处所：销毁时一并删去', async () => {
    const as = people.registrar;
    await registeredIn(app, 34);
    app.at('2026-12-01T02:00:00Z');
    const { id } = await told<{ id: string }>(app, 'createDraft', { as, body: { orgPath: as.orgPath } });
    const tried = async (form: Form, version: number) => {
      const headers = { 'if-match': `"${version}"` };
      await told(app, 'saveForm', { as, params: { id }, headers, body: form });
      return ask(app, 'submit', { as, params: { id }, body: { form: 1, consents: allAgree(form) } });
    };
    // Somebody who is on file elsewhere: the submission stops, and nothing of the dossier names them afterwards.
    const [wrong, right] = [household(34), household(35)];
    expect((await tried(wrong, 1)).statusCode).toBe(409);
    expect((await tried(right, (await dossiers(app).get(id)).version)).statusCode).toBe(202);
    await told(app, 'withdraw', { as, params: { id }, body: { reason: '不报了' } });
    const places = () => items().filter(({ pk, sk }) => FOUND_BY.test(pk) && sk.endsWith(`#${id}`));
    const known = new Set((await dossiers(app).get(id)).names.map(keys.names));
    expect(places().some(({ pk }) => pk.startsWith('NAME#') && !known.has(pk))).toBe(true);

    await run('2029-12-01T20:00:00Z');
    await dispose('confirmDisposals', county, id);
    await dispose('releaseDisposals', city, id);
    await run('2029-12-05T19:30:00Z');
    expect(places()).toEqual([]);
    expect(await allFaultsIn(app)).toEqual([]);
  });

  it('桶里删不掉的一份，留到下一夜，别的照办；下一夜做完', async () => {
    const other = await registeredIn(app, 7);
    app.at('2026-11-24T02:00:00Z');
    await other.exitProposed('difficultyOver');
    await other.decided(linkIn((await mailed(app)).at(-1) as SentMail));
    await other.concluded();
    await run(dayAfter);
    await dispose('confirmDisposals', county, left.id, other.id);
    await dispose('releaseDisposals', city, left.id, other.id);
    app.s3.before = (command) => {
      const { input } = command as { input: { Prefix?: string } };
      if (input.Prefix?.includes(left.id)) throw new Error('AccessDenied');
    };
    await run(night);
    app.s3.before = () => undefined;
    expect([leftOf(left.id).key, leftOf(other.id).key]).toEqual([true, false]);
    expect(app.counted).toContainEqual(['DisposalFailures', 1]);
    await run('2036-11-28T19:30:00Z');
    expect(leftOf(left.id).key).toBe(false);
    expect((await stateOf(left.id)).disposal?.dark).toEqual({ on: '2036-11-29', noCopyFrom: '2037-01-04' });
  });
});
