import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { spotCheckIn } from '../../shared/dossier/spot-check-state.ts';
import { pageMark } from '../../shared/registry/page-mark.ts';
import { type SpotCheck, spotCheckEffect } from '../../shared/registry/spot-checks.ts';
import { anchors, dossiers, spotChecks, table } from '../../shared/services/services.ts';
import { mostOwnEntries } from '../../shared/spot-checks/entries.ts';
import { frameLines } from '../../shared/spot-checks/frame.ts';
import type { SignedIn } from '../../test/support/api-event.ts';
import { releasedToGo } from '../../test/support/disposed.ts';
import { household } from '../../test/support/household.ts';
import {
  ask,
  city,
  county,
  directUnit,
  Journey,
  linkIn,
  mailed,
  people,
  putPeople,
  putPerson,
  step,
  told,
} from '../../test/support/journey.ts';
import { memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import type { StoredItem } from '../../tools/verify/stored.ts';

let app = memoryApp();
let homes: string[] = [];

/** Of the county: four households are too few to be drawn from above. */
const auditor = (n: number): SignedIn => ({ ...people.auditor, sub: `auditor-${n}`, orgPath: county });
const above = (n: number): SignedIn => ({ ...people.auditor, sub: `above-${n}` });
const root = 'a'.repeat(64);
const publicDraw = { name: '双色球第 2026137 期', on: '2026-11-25' };
const quota = { orgPath: county, instrument: 'quota', frames: ['onFile'], percent: 50, publicDraw };
const numbers = { numbers: '3 8 17', source: '中国福利彩票官方网站' };

async function refused(operation: Parameters<typeof ask>[1], call: Parameters<typeof ask>[2]) {
  const { statusCode, body } = await ask(app, operation, call);
  const { code, detail, faults } = JSON.parse(body) as {
    code: number;
    detail?: string;
    faults?: { message: string }[];
  };
  return { statusCode, code, detail: `${detail ?? ''}${faults?.map(({ message }) => message).join() ?? ''}` };
}
const prepare = async (body: object = {}) =>
  (await told<{ check: string }>(app, 'prepareSpotCheck', { as: auditor(1), body: { ...quota, ...body } })).check;
const enter = (check: string, n: number, body: object = {}, as = auditor(n)) =>
  told<{ numbers: string | null }>(app, 'enterDrawNumbers', {
    ...{ as, params: { spotCheck: check }, body: { ...numbers, ...body } },
  });
const draw = (spotCheck: string, key?: string, as = auditor(1)) =>
  told<{ seed: string; draw: number }>(app, 'drawSpotCheck', {
    ...{ as, params: { spotCheck }, body: {}, headers: key ? { 'idempotency-key': key } : {} },
  });
const detail = (spotCheck: string, as: SignedIn = auditor(1)) =>
  told<AnswerOf<'getSpotCheck'>>(app, 'getSpotCheck', { as, params: { spotCheck } });
const householdsOf = async (spotCheck: string, as: SignedIn = auditor(1), query = {}) =>
  (
    await told<AnswerOf<'listSpotCheckHouseholds'>>(app, 'listSpotCheckHouseholds', {
      ...{ as, params: { spotCheck }, query },
    })
  ).households;
const find = (check: string, id: string, n: number, finding = 'true', as = auditor(n)) =>
  told<AnswerOf<'recordFinding'>>(app, 'recordFinding', {
    ...{ as, params: { id }, body: { check, finding, seen: '看过。', evidence: [] } },
  });
const anchored = (day = '2026-11-24') => anchors(app).keep({ day, number: 1, digest: root, root });

/** One more household on file, moved there where it says where. */
async function registeredAt(n: number, orgPath?: string): Promise<string> {
  const journey = new Journey(app);
  app.at('2026-11-02T02:00:00Z');
  await journey.untilNotice(household(n));
  await journey.noticeClosed();
  await journey.registered();
  if (orgPath) await movedTo(journey.id, orgPath);
  app.at('2026-11-24T02:00:00Z');
  return journey.id;
}

async function movedTo(id: string, to: string): Promise<void> {
  await told(app, 'putUnion', { as: people.administrator, body: { orgPath: to, name: '邻县的工会' } });
  const there = { name: '邻县', post: '干事', email: 'r@example.cn', orgPath: to, roles: ['registrar'] };
  await putPerson(app, 'registrar-2', there);
  await told(app, 'proposeTransfer', { as: people.registrar, params: { id }, body: { to, reason: '调动。' } });
  const as = { ...people.registrar, sub: 'registrar-2', orgPath: to };
  await told(app, 'acceptTransfer', { as, params: { id }, body: { transfer: 1 } });
}

/** Prepared on the 24th, its draw on the 25th, and drawn on the 26th. */
async function drawnCheck(body: object = {}): Promise<string> {
  const check = await prepare(body);
  await anchored();
  app.at('2026-11-26T02:00:00Z');
  await enter(check, 1);
  await enter(check, 2);
  await draw(check);
  return check;
}

beforeEach(async () => {
  app = memoryApp();
  await putPeople(app);
  homes = [];
  for (const n of [1, 2, 3, 4]) {
    const journey = new Journey(app);
    await journey.untilNotice(household(n));
    await journey.noticeClosed();
    await journey.registered();
    homes.push(journey.id);
  }
  app.at('2026-11-24T02:00:00Z');
});

describe('抽以前', () => {
  it('先记下框的摘要；没有根、没过开奖那一天、没有两个人录得一样的号码，都不抽', async () => {
    const check = await prepare();
    const attempt = () => refused('drawSpotCheck', { as: auditor(1), params: { spotCheck: check }, body: {} });
    expect((await detail(check)).digest).toMatch(/^[0-9a-f]{64}$/);
    expect(await attempt()).toMatchObject({ code: 1342, detail: expect.stringContaining('还没有过完') });
    app.at('2026-11-25T15:00:00Z');
    await enter(check, 1);
    await enter(check, 2);
    expect(await attempt()).toMatchObject({ code: 1342, detail: expect.stringContaining('还没有过完') });
    app.at('2026-11-25T16:00:00Z');
    expect(await attempt()).toMatchObject({ code: 1342, detail: expect.stringContaining('没有根') });
    await anchored('2026-11-23');
    expect(await attempt()).toMatchObject({ code: 1342, detail: expect.stringContaining('没有根') });
    await anchored();
    expect((await draw(check)).draw).toBe(2);
    expect(await attempt()).toMatchObject({ code: 1342, detail: expect.stringContaining('已经抽过') });
  });

  it('户太多、一次列不完的，说明请谁准备，不叫人等到网关答不出', async () => {
    let seconds = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => seconds * 1000);
    app.dynamoDb.onCommand = () => {
      seconds += 21;
    };
    const answer = await refused('prepareSpotCheck', { as: auditor(2), body: quota });
    clock.mockRestore();
    expect(answer).toMatchObject({ statusCode: 409, code: 1342, detail: expect.stringContaining('一次列不完') });
  });

  it('同样的框、同样的公开抽奖是同一次抽查：再准备一次说已经准备好了', async () => {
    await prepare();
    expect(await refused('prepareSpotCheck', { as: auditor(2), body: quota })).toMatchObject({ code: 1342 });
  });

  it('开奖以前另准备一次，前一次就被代替：不再录号码，不再抽，列出来说得清', async () => {
    const first = await prepare();
    const second = await prepare({ percent: 25 });
    await anchored();
    app.at('2026-11-26T02:00:00Z');
    const of = { as: auditor(1), params: { spotCheck: first } };
    for (const [operation, body] of [
      ['enterDrawNumbers', numbers],
      ['drawSpotCheck', {}],
    ] as const) {
      expect(await refused(operation, { ...of, body })).toMatchObject({
        code: 1342,
        detail: expect.stringMatching(/代替/),
      });
    }
    expect((await detail(first)).replacedBy).toBe(second);
    expect((await detail(second)).replacedBy).toBeNull();
    for (const n of [1, 2]) await enter(second, n);
    expect((await draw(second)).draw).toBe(1);
  });

  it('开奖那天起，没有抽的挡住同一个地方、同一种的下一次，另一种不挡；抽了，或者三十天没有号码，才准备下一次', async () => {
    const check = await prepare();
    const next = (body: object = {}) => {
      const on = { ...publicDraw, on: '2027-01-15' };
      return ask(app, 'prepareSpotCheck', { as: auditor(2), body: { ...quota, percent: 25, publicDraw: on, ...body } });
    };
    const sample = { instrument: 'sample', percent: undefined };
    await anchored();
    app.at('2026-11-25T02:00:00Z');
    const refusal = await refused('prepareSpotCheck', {
      ...{ as: auditor(2), body: { ...quota, percent: 25, publicDraw: { ...publicDraw, on: '2026-11-30' } } },
    });
    expect(refusal).toMatchObject({ code: 1342, detail: expect.stringContaining('2026年12月26日起') });
    app.at('2026-12-25T02:00:00Z');
    expect((await next()).statusCode).toBe(409);
    expect((await next(sample)).statusCode).toBe(201);
    app.at('2026-12-25T16:00:00Z');
    expect((await next()).statusCode).toBe(201);
    expect((await detail(check)).replacedBy).toMatch(/^[0-9a-z]{26}$/);
  });

  it('一个人把号码录满了，挡不住别人，也不能因此另准备一次', async () => {
    const check = await prepare();
    app.at('2026-11-25T14:00:00Z');
    await enter(check, 2);
    for (let n = 1; n <= mostOwnEntries; n++) await enter(check, 1, { numbers: `9 ${n}` });
    const again = { as: auditor(1), params: { spotCheck: check }, body: numbers };
    expect(await refused('enterDrawNumbers', again)).toMatchObject({
      code: 1342,
      detail: expect.stringContaining('请别的抽查人'),
    });
    const other = { ...quota, publicDraw: { ...publicDraw, on: '2026-11-28' } };
    expect(await refused('prepareSpotCheck', { as: auditor(1), body: other })).toMatchObject({ code: 1342 });
    expect((await enter(check, 3)).numbers).toBe('3-8-17');
  });

  it('上级在这里准备的，开奖以前这里的人代替不了，上级自己代替得了；开奖以后别的地方不挡', async () => {
    for (const n of [5, 6]) await registeredAt(n);
    const prepareAs = (as: SignedIn, percent: number) => ({ as, body: { ...quota, percent } });
    const { check } = await told<{ check: string }>(app, 'prepareSpotCheck', prepareAs(above(1), 100));
    expect(await refused('prepareSpotCheck', prepareAs(auditor(1), 1))).toMatchObject({
      code: 1342,
      detail: expect.stringContaining('上级在这里准备的'),
    });
    expect((await detail(check)).replacedBy).toBeNull();
    expect((await ask(app, 'prepareSpotCheck', prepareAs(above(2), 50))).statusCode).toBe(201);
    expect((await detail(check)).replacedBy).not.toBeNull();
    app.at('2026-11-25T02:00:00Z');
    const [next, city] = [{ ...quota, publicDraw: { ...publicDraw, on: '2026-11-28' } }, '530000/530100'];
    expect((await refused('prepareSpotCheck', { as: above(1), body: next })).code).toBe(1342);
    const beside = { as: above(1), body: { ...next, orgPath: city } };
    expect((await ask(app, 'prepareSpotCheck', beside)).statusCode).toBe(201);
  });

  it('县里准备的，开奖以前上级代替得了；此后由上级换', async () => {
    for (const n of [5, 6]) await registeredAt(n);
    const check = await prepare();
    const as = { as: above(1), body: { ...quota, percent: 100 } };
    const { check: other } = await told<{ check: string }>(app, 'prepareSpotCheck', as);
    expect((await detail(check)).replacedBy).toBe(other);
    const back = { as: auditor(1), body: { ...quota, percent: 30 } };
    expect((await refused('prepareSpotCheck', back)).code).toBe(1342);
  });

  it('抽过的不挡下一次，也不被它代替', async () => {
    const first = await drawnCheck();
    const second = await prepare({ publicDraw: { ...publicDraw, on: '2026-12-01' } });
    expect((await detail(first)).replacedBy).toBeNull();
    expect((await detail(first)).drawn).not.toBeNull();
    expect(second).not.toBe(first);
  });

  it.each([
    ['从来没有准备过', async () => undefined],
    ['有一次等着抽', async () => void (await prepare())],
    ['前一次抽过了', async () => void (await drawnCheck())],
  ])('几个人同一刻准备几种，%s：一种代替一种，留着等抽的恰有一个', async (_, before) => {
    await before();
    const named = { ...publicDraw, on: '2026-11-30' };
    const all = await Promise.all(
      [10, 20, 30, 40].map((percent, n) =>
        ask(app, 'prepareSpotCheck', { as: auditor(n), body: { ...quota, percent, publicDraw: named } }),
      ),
    );
    expect(all.every(({ statusCode }) => statusCode === 201 || statusCode === 409)).toBe(true);
    const { spotChecks: listed } = await told<AnswerOf<'listSpotChecks'>>(app, 'listSpotChecks', {
      ...{ as: auditor(1), query: { org: [county] } },
    });
    const undrawn = listed.filter(({ drawnAt }) => drawnAt === null);
    const open = undrawn.filter(({ replacedBy }) => replacedBy === null);
    expect(open).toHaveLength(1);
    const replacements = undrawn.flatMap(({ replacedBy }) => replacedBy ?? []);
    expect(new Set(replacements).size).toBe(undrawn.length - 1);
    expect(replacements).toContain(open[0]?.check);
  });

  it('号码两个人录得一样才算数；一个人录两次不算；不一样的都看得到；算数以后不再改', async () => {
    const check = await prepare();
    const early = { as: auditor(1), params: { spotCheck: check }, body: numbers };
    expect(await refused('enterDrawNumbers', early)).toMatchObject({ code: 1342 });
    app.at('2026-11-25T14:00:00Z');
    expect((await enter(check, 1)).numbers).toBeNull();
    expect((await enter(check, 1)).numbers).toBeNull();
    expect((await enter(check, 2, { numbers: '3 8 71' })).numbers).toBeNull();
    expect((await detail(check)).entries.map((each) => each.numbers)).toEqual(['3-8-17', '3-8-17', '3-8-71']);
    expect((await enter(check, 2, { numbers: '03，08，17' })).numbers).toBe('3-8-17');
    expect(await refused('enterDrawNumbers', { ...early, as: auditor(3) })).toMatchObject({ code: 1342 });
  });

  it('开奖的日子须在后面；覆盖抽查只看在册、不写半宽；框里一户也没有的不准备', async () => {
    const attempt = (body: object) => refused('prepareSpotCheck', { as: auditor(1), body: { ...quota, ...body } });
    expect(await attempt({ publicDraw: { ...publicDraw, on: '2026-11-24' } })).toMatchObject({ code: 1004 });
    expect(await attempt({ frames: ['onFile', 'refused'] })).toMatchObject({ code: 1004 });
    expect(await attempt({ halfWidth: 50 })).toMatchObject({ code: 1004 });
    const unit = { orgPath: people.registrar.orgPath };
    expect(await attempt(unit)).toMatchObject({ code: 1004, detail: expect.stringContaining(`写 ${county}`) });
    const sample = { orgPath: county, instrument: 'sample', frames: ['refused'], publicDraw };
    expect(await refused('prepareSpotCheck', { as: auditor(1), body: sample })).toMatchObject({ code: 1342 });
  });

  it('两个人同一刻抽：恰有一个成，抽到的只有一种', async () => {
    const check = await prepare();
    await anchored();
    app.at('2026-11-26T02:00:00Z');
    await enter(check, 1);
    await enter(check, 2);
    const all = await Promise.all(
      [1, 2, 3].map((n) => ask(app, 'drawSpotCheck', { as: auditor(n), params: { spotCheck: check }, body: {} })),
    );
    expect(all.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409, 409]);
    expect(await householdsOf(check)).toHaveLength(2);
  });

  it('照以前读到的改，别人已经改过：不改', async () => {
    const id = await prepare();
    const read = (await spotChecks(app).find(id)) as SpotCheck;
    await prepare({ percent: 25 });
    const of = { by: 'auditor-1', now: app.now() };
    const writes = await spotChecks(app).changeWrites(read, { entries: [] }, of);
    expect(await table(app).transact(writes)).toContain(spotCheckEffect);
    expect((await detail(id)).replacedBy).not.toBeNull();
  });

  it('框里的户被人动过，摘要对不上，不抽', async () => {
    const check = await prepare();
    await anchored();
    app.at('2026-11-26T02:00:00Z');
    await enter(check, 1);
    await enter(check, 2);
    await spotChecks(app).putFrame(check, [{ dossier: homes[0] as string, stratum: 1 }]);
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const asked = { as: auditor(1), params: { spotCheck: check }, body: {} };
    expect(await refused('drawSpotCheck', asked)).toMatchObject({
      code: 1342,
      detail: expect.stringContaining('有人动过'),
    });
  });
});

it('种子是摘要、列框那一天的根和号码的摘要；抽到的是按种子排在前面的', async () => {
  const check = await drawnCheck();
  const { digest, drawn } = await detail(check);
  const sha = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(drawn?.seed).toBe(sha(`${digest}\n${root}\n3-8-17\n`));
  const stored = await spotChecks(app).find(check);
  const frame = await spotChecks(app).frame(stored as NonNullable<typeof stored>);
  expect(digest).toBe(sha(`${frameLines(frame).join('\n')}\n`));
  const expected = homes.toSorted((a, b) => (sha(`${drawn?.seed} ${a}`) < sha(`${drawn?.seed} ${b}`) ? -1 : 1));
  expect((await householdsOf(check)).map(({ dossier }) => dossier)).toEqual(expected.slice(0, 2));
});

describe('看', () => {
  it('两个人一样就定下，不属实的成为建档人的待办；登记了整改就没有了', async () => {
    const check = await drawnCheck({ percent: 100 });
    const id = homes[0] as string;
    expect((await find(check, id, 1, 'mismatch')).settled).toBeNull();
    expect((await find(check, id, 2, 'mismatch')).settled).toBe('mismatch');
    const shown = async () => told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: people.registrar, params: { id } });
    const owed = async () => (await shown()).owed.filter(({ kind }) => kind === 'remedy');
    expect(await owed()).toMatchObject([{ due: '2026-12-26', mine: true, action: 'recordRemedy' }]);
    expect((await detail(check)).counts).toEqual({ looked: 1, disagreed: 0, settled: 1, toRemedy: 1, late: 0 });
    const body = { check, how: 'explained', done: '户口簿已补。' };
    await told(app, 'recordRemedy', { as: people.registrar, params: { id }, body });
    expect(await owed()).toEqual([]);
    expect((await shown()).spotChecks).toMatchObject([
      { finding: 'mismatch', seen: ['看过。', '看过。'], remedy: { how: 'explained', done: '户口簿已补。' } },
    ]);
    expect((await detail(check)).counts.toRemedy).toBe(0);
  });

  it('不一致的等第三个人；一个人不看两次；没有定下以前，档案里看不到谁怎样想', async () => {
    const check = await drawnCheck({ percent: 100 });
    const id = homes[0] as string;
    await find(check, id, 1, 'true');
    const body = { check, finding: 'true', seen: '看过。', evidence: [] };
    expect(await refused('recordFinding', { as: auditor(1), params: { id }, body })).toMatchObject({ code: 1302 });
    expect((await find(check, id, 2, 'wronglyRegistered')).settled).toBeNull();
    expect((await detail(check)).counts.disagreed).toBe(1);
    const shown = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: people.registrar, params: { id } });
    expect(shown.spotChecks).toEqual([]);
    expect((await find(check, id, 3, 'wronglyRegistered')).settled).toBe('wronglyRegistered');
    const left = await householdsOf(check, auditor(4), { look: ['unsettled'] });
    expect(left.map(({ dossier }) => dossier).sort()).toEqual(homes.slice(1).sort());
  });

  it('经手过的、是它那个工会的，不看；没有抽到的不登记', async () => {
    const check = await drawnCheck({ percent: 50 });
    const drawn = (await householdsOf(check)).map(({ dossier }) => dossier);
    const body = { check, finding: 'true', seen: '看过。', evidence: [] };
    const attempt = (as: SignedIn, id = drawn[0] as string) => refused('recordFinding', { as, params: { id }, body });
    const surveyor = { ...people.surveyor, roles: 'surveyor auditor' };
    expect(await attempt(surveyor)).toMatchObject({ code: 1503, detail: expect.stringContaining('经手过') });
    const unit = people.registrar.orgPath;
    expect(await attempt({ ...auditor(5), orgPath: unit })).toMatchObject({ code: 1503 });
    const other = homes.find((id) => !drawn.includes(id)) as string;
    expect(await attempt(auditor(1), other)).toMatchObject({ code: 1343 });
    expect((await householdsOf(check, surveyor)).map(({ notMine }) => notMine)).toEqual(
      drawn.map(() => '您经手过这一户，由没有经手过的人来看。'),
    );
  });

  describe('没有人能看的一户', () => {
    /** The directory has an auditor of a union. */
    const registered = async (id: string, orgPath: string, roles = ['auditor'], active = true) =>
      putPerson(app, id, { name: '郑抽查', post: '干事', email: `${id}@example.cn`, orgPath, roles, active });
    const noLooker = async (check: string, id: string, as = auditor(1)) =>
      (await householdsOf(check, as)).find(({ dossier }) => dossier === id)?.noLooker;

    it('登记的都看过而不一样，说没有人能看；登记了另一位，离任的、经手过的、它那个工会的不算，就有了', async () => {
      const check = await drawnCheck({ percent: 100 });
      const [id = '', other = ''] = homes;
      await registered('auditor-1', county);
      expect(await noLooker(check, id)).toBe(false);
      await find(check, id, 1, 'true');
      expect(await noLooker(check, id)).toBe(true);
      await registered('above-1', '530000');
      expect(await noLooker(check, id)).toBe(false);
      await find(check, id, 1, 'mismatch', above(1));
      expect(await noLooker(check, id)).toBe(true);
      expect(await noLooker(check, id, people.reviewer)).toBe(true);
      await registered('auditor-2', county, ['auditor'], false);
      await registered('auditor-3', people.registrar.orgPath);
      await registered('surveyor-1', county, ['surveyor', 'auditor']);
      expect(await noLooker(check, id)).toBe(true);
      expect(await noLooker(check, other)).toBe(false);
      await registered('auditor-4', '530000/530100');
      expect(await noLooker(check, id)).toBe(false);
      const of = { ...auditor(4), orgPath: '530000/530100' };
      expect((await find(check, id, 4, 'true', of)).settled).toBe('true');
      await registered('auditor-4', '530000/530100', ['auditor'], false);
      expect(await noLooker(check, id), '有了结论的不说').toBe(false);
    });

    it('省总工会自己的，上面没有人：省里没有经手过的抽查人看', async () => {
      const id = await registeredAt(31, '530000');
      const check = (
        await told<{ check: string }>(app, 'prepareSpotCheck', {
          ...{ as: above(1), body: { ...quota, orgPath: '530000', percent: 100 } },
        })
      ).check;
      await anchored();
      app.at('2026-11-26T02:00:00Z');
      for (const n of [1, 2]) await enter(check, n, {}, above(n));
      await draw(check, undefined, above(1));
      const row = (await householdsOf(check, above(1))).find(({ dossier }) => dossier === id);
      expect(row).toMatchObject({ notMine: null, noLooker: false });
      const reviewer = { ...people.reviewer, orgPath: '530000' };
      expect(await noLooker(check, id, reviewer)).toBe(true);
      await registered('above-1', '530000');
      expect(await noLooker(check, id, reviewer)).toBe(false);
      await find(check, id, 1, 'true', above(1));
      expect((await find(check, id, 2, 'true', above(2))).settled).toBe('true');
    });
  });

  it('抽了以后移交到别的县：原来的县看不到、不看，共同的上级照样看，还在它那一层', async () => {
    const check = await drawnCheck({ percent: 100 });
    const id = homes[0] as string;
    const to = '530000/530100/530103/U0001';
    const registrar = {
      name: '邻县',
      post: '干事',
      email: 'registrar-2@example.cn',
      orgPath: to,
      roles: ['registrar'],
    };
    await putPerson(app, 'registrar-2', registrar);
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: to, name: '别的工会' } });
    const body = { to, reason: '调动。' };
    await told(app, 'proposeTransfer', { as: people.registrar, params: { id }, body });
    const there = { ...people.registrar, sub: 'registrar-2', orgPath: to };
    await told(app, 'acceptTransfer', { as: there, params: { id }, body: { transfer: 1 } });
    const row = (await householdsOf(check, auditor(6))).find(({ dossier }) => dossier === id);
    expect(row).toMatchObject({ moved: true, maskedName: null, notMine: expect.stringContaining('共同的上级') });
    await find(check, id, 1, 'true', above(1));
    expect((await find(check, id, 2, 'true', above(2))).settled).toBe('true');
    expect((await detail(check)).strata.map(({ settled }) => settled)).toEqual([1]);
    expect(spotCheckIn((await dossiers(app).get(id)).state, check)?.looks).toHaveLength(2);
  });
});

it('估计抽样：看完以前没有率；看完了，户数太少的说明，全部看过的给出；覆盖抽查从不给率', async () => {
  const check = await prepare({ percent: undefined, instrument: 'sample' });
  await anchored();
  app.at('2026-11-26T02:00:00Z');
  await enter(check, 1);
  await enter(check, 2);
  await draw(check);
  const rate = async () => (await detail(check)).rates.find((each) => each.rate === 'wronglyRegistered');
  expect(await rate()).toMatchObject({ estimate: null, withheld: 'unfinished' });
  for (const id of homes) for (const n of [1, 2]) await find(check, id, n);
  // Four households are all there are, and too few to tell a share of.
  expect(await rate()).toMatchObject({ of: 4, size: 4, counted: 0, estimate: null, withheld: 'tooFew' });
  expect((await detail(check)).strata.every(({ category }) => category !== '-')).toBe(true);
});

describe('保管期满，已经确认处置了的，谁也看不了', () => {
  const sample = { percent: undefined, instrument: 'sample', frames: ['onFile', 'liftedOut'] };
  async function goes(id: string): Promise<void> {
    const journey = new Journey(app);
    journey.id = id;
    await journey.exitProposed('difficultyOver');
    await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
    await journey.concluded();
    await releasedToGo(app, id);
  }

  it('列框的时候不在框里', async () => {
    await goes(homes[0] as string);
    const check = await drawnCheck(sample);
    expect((await householdsOf(check)).map(({ dossier }) => dossier).sort()).toEqual(homes.slice(1).sort());
  });

  it('抽了以后才确认的，说不用看，算无法核实：别的都看完了，就是看完了', async () => {
    const check = await drawnCheck(sample);
    const [gone, ...others] = homes as [string, ...string[]];
    for (const id of others) for (const n of [1, 2]) await find(check, id, n);
    const rate = async () => (await detail(check)).rates.find((each) => each.rate === 'right');
    expect(await rate()).toMatchObject({ withheld: 'unfinished' });
    await goes(gone);
    const row = (await householdsOf(check)).find(({ dossier }) => dossier === gone);
    expect(row).toMatchObject({ finding: null, notMine: expect.stringContaining('算无法核实') });
    expect(await householdsOf(check, auditor(1), { look: ['unsettled'] })).toEqual([]);
    expect(await rate()).toMatchObject({ of: 3, withheld: 'unverified' });
    expect((await detail(check)).counts).toMatchObject({ looked: 3, settled: 3 });
  });
});

const coverage = async (as: SignedIn = auditor(1), query: Record<string, string[]> = { org: [county] }) =>
  (await told<AnswerOf<'getSpotCheckCoverage'>>(app, 'getSpotCheckCoverage', { as, query })).counties;
const covered = (looked?: string, as: SignedIn = auditor(1)) =>
  told<AnswerOf<'listCoverageHouseholds'>>(app, 'listCoverageHouseholds', {
    ...{ as, query: { org: [county], ...(looked === undefined ? {} : { looked: [looked] }) } },
  });

it('一年里看了几成：几次覆盖抽查加在一起，一户只算一次；没有定下的、无法核实的不算；估计抽样不算', async () => {
  expect(await coverage()).toMatchObject([{ orgPath: county, households: null, looked: null, enough: null }]);
  const check = await drawnCheck({ percent: 100 });
  const [a, b, c] = homes as [string, string, string];
  for (const n of [1, 2]) await find(check, a, n);
  for (const n of [1, 2]) await find(check, b, n, 'unverifiable');
  await find(check, c, 1);
  expect(await coverage()).toMatchObject([{ orgPath: county, listed: true, households: 4, looked: 1, enough: false }]);
  await prepare({ publicDraw: { ...publicDraw, on: '2026-12-01' }, instrument: 'sample', percent: undefined });
  expect(await coverage()).toMatchObject([{ households: 4, looked: 1 }]);
});

describe('看了几成里的一个数是哪几户', () => {
  it('看过的、还没有看过的、全部：各加起来就是那个数，列出是谁，记一次查阅', async () => {
    expect(await covered()).toEqual({ total: 0, households: [], cursor: null });
    const check = await drawnCheck({ percent: 100 });
    const [a] = homes as [string];
    for (const n of [1, 2]) await find(check, a, n);
    const [row] = await coverage();
    expect((await covered('yes')).households).toMatchObject([{ dossier: a, statusTitle: '在册', looked: true }]);
    expect((await covered('yes')).total).toBe(row?.looked);
    const left = await covered('no');
    expect(left.households.map(({ dossier }) => dossier)).toEqual(homes.slice(1).sort());
    expect(left.total).toBe((row?.households as number) - (row?.looked as number));
    expect((await covered()).total).toBe(row?.households);
    const { readings } = await told<AnswerOf<'listReadings'>>(app, 'listReadings', {
      ...{ as: people.reviewer, query: { org: [county] } },
    });
    expect(readings[0]).toMatchObject({ kind: 'list', by: 'auditor-1', what: 'coverage 2026 looked=no' });
  });

  it('县以上的、一个单位的、别的县的看不到；写错的指到那一栏', async () => {
    const code = async (as: SignedIn, query: Record<string, string[]> = { org: [county] }) =>
      (await refused('listCoverageHouseholds', { as, query })).code;
    expect(await code(above(1))).toBe(1502);
    expect(await code({ ...auditor(1), orgPath: people.registrar.orgPath }, {})).toBe(1502);
    expect(await code({ ...auditor(1), orgPath: '530000/530100/530103' })).toBe(1502);
    expect(await code(auditor(1), { org: [county], looked: ['maybe'] })).toBe(1004);
    expect(await code(auditor(1), { org: [county], year: ['26'] })).toBe(1004);
  });
});

describe('县以上看到的', () => {
  const body = { ...quota, percent: 100 };
  const prepareAbove = (orgPath: string) => ({ as: above(1), body: { ...body, orgPath } });
  /** Prepared on the 24th, and drawn on the 26th. */
  async function drawnAbove(orgPath: string): Promise<string> {
    const { check } = await told<{ check: string }>(app, 'prepareSpotCheck', prepareAbove(orgPath));
    await anchored();
    app.at('2026-11-26T02:00:00Z');
    for (const n of [1, 2]) {
      await told(app, 'enterDrawNumbers', { as: above(n), params: { spotCheck: check }, body: numbers });
    }
    await told(app, 'drawSpotCheck', { as: above(1), params: { spotCheck: check }, body: {} });
    return check;
  }

  it('上级抽到的，县里的覆盖也算', async () => {
    homes.push(await registeredAt(5));
    const check = await drawnAbove('530000');
    for (const n of [1, 2]) await find(check, homes[0] as string, n);
    expect(await coverage(auditor(6))).toMatchObject([{ orgPath: county, households: 5, looked: 1 }]);
    expect(await coverage(above(6))).toMatchObject([{ orgPath: county, households: 5, looked: 1 }]);
  });

  it('不到五户的不单独抽；旁边一个县不到五户的，看得到的那个县也不单独抽：减得出来', async () => {
    const why = { code: 1342, detail: expect.stringContaining('统计里不给县以上看') };
    expect(await refused('prepareSpotCheck', prepareAbove(county))).toMatchObject(why);
    const beside = '530000/530100/530103';
    homes.push(await registeredAt(5));
    await registeredAt(6, `${beside}/U0001`);
    for (const orgPath of [county, beside])
      expect(await refused('prepareSpotCheck', prepareAbove(orgPath))).toMatchObject(why);
    // Both together are what the city has: a stratum of the two, which tells of neither.
    const { check } = await told<{ check: string }>(app, 'prepareSpotCheck', prepareAbove('530000/530100'));
    const { strata } = await told<AnswerOf<'getSpotCheck'>>(app, 'getSpotCheck', {
      ...{ as: above(1), params: { spotCheck: check } },
    });
    expect(strata).toMatchObject([{ division: '530102+530103', size: 6 }]);
  });

  it('县里自己抽的：县以上看不到几户、看了几户，只看到看够了没有；哪一处也没有那个数', async () => {
    homes.push(await registeredAt(5));
    const check = await drawnCheck({ percent: 20 });
    const [drawn] = await householdsOf(check);
    for (const n of [1, 2]) await find(check, drawn?.dossier as string, n);
    expect(await coverage(auditor(6))).toMatchObject([{ households: 5, looked: 1, enough: false }]);
    expect(await coverage(above(6))).toMatchObject([{ listed: true, households: null, looked: null, enough: false }]);
    const asked = { as: above(6), params: { spotCheck: check } };
    const seen = await told<AnswerOf<'getSpotCheck'>>(app, 'getSpotCheck', asked);
    expect(seen).toMatchObject({ households: null, strata: [{ size: null }] });
    const { spotChecks: listed } = await told<AnswerOf<'listSpotChecks'>>(app, 'listSpotChecks', {
      ...{ as: above(6), query: { org: ['530000'] } },
    });
    expect(listed).toMatchObject([{ check, households: null }]);
    expect((await detail(check)).households).toBe(5);
  });

  it('几个县合在一层的，一个县的人只看到自己的：减不出旁边的', async () => {
    homes.push(await registeredAt(5));
    await registeredAt(6, '530000/530100/530103/U0001');
    await drawnAbove('530000/530100');
    expect(await coverage(auditor(6))).toMatchObject([{ name: '昆明市五华区', households: 5, looked: 0 }]);
    expect((await covered('no', auditor(6))).households.map(({ dossier }) => dossier)).toEqual(homes.toSorted());
    const [row] = await coverage(above(6), { org: ['530000/530100'] }).then((all) => all.filter((each) => each.listed));
    expect(row).toMatchObject({ households: 6, looked: 0, name: '昆明市五华区等 2 个地方合在一起' });
  });

  it('几个市的县合在一层的，一个市的人只看到自己市里的：减不出别的市', async () => {
    for (const n of [5, 6]) homes.push(await registeredAt(n));
    for (const n of [7, 8]) await registeredAt(n, '530000/530300/530302/U0001');
    const check = await drawnAbove('530000');
    expect((await detail(check, above(1))).strata).toMatchObject([{ division: '530102+530302', size: 8 }]);
    const seen = async (orgPath: string) =>
      (await coverage({ ...above(6), orgPath }, { org: [orgPath] })).filter(({ listed }) => listed);
    expect(await seen('530000')).toMatchObject([{ households: 8, name: '昆明市五华区等 2 个地方合在一起' }]);
    expect(await seen('530000/530100')).toMatchObject([{ households: 6, name: '昆明市五华区' }]);
    expect(await seen('530000/530300')).toMatchObject([{ households: null, looked: null, name: '曲靖市麒麟区' }]);
    // What the duties of the morning say is what stands there.
    await step(app, 'reminder', {});
    const owed = async (orgPath: string) => {
      const { duties } = await told<AnswerOf<'listDuties'>>(app, 'listDuties', { as: { ...above(6), orgPath } });
      return duties.find(({ kind }) => kind === 'coverage')?.detail;
    };
    expect(await owed('530000')).toMatch(/：昆明市五华区等 2 个地方合在一起 0\/8$/);
    expect(await owed('530000/530100')).toMatch(/：昆明市五华区 0\/6$/);
    expect(await owed('530000/530300')).toMatch(/：曲靖市麒麟区$/);
    expect(await owed(county)).toMatch(/：昆明市五华区 0\/6$/);
  });

  describe('市总工会自己的、直属单位的（本级）', () => {
    const own = '昆明市总工会本级和直属单位';
    const cityAuditor = (n: number): SignedIn => ({ ...people.auditor, sub: `city-${n}`, orgPath: city });
    const ownBody = { ...body, orgPath: city, own: true };
    const listed = async (as: SignedIn) => (await coverage(as, { org: [as.orgPath] })).filter((each) => each.listed);

    it('单独抽得了，不抽各县的；市里看准数、是哪几户，省里看到看够了没有', async () => {
      const mine = await registeredAt(5, directUnit);
      const as = cityAuditor(1);
      const { check, draw: many } = await told<{ check: string; draw: number }>(app, 'prepareSpotCheck', {
        ...{ as, body: ownBody },
      });
      expect(many).toBe(1);
      // Of the whole city another may wait beside it.
      await told(app, 'prepareSpotCheck', { as, body: { ...body, orgPath: city } });
      await anchored();
      app.at('2026-11-26T02:00:00Z');
      for (const n of [1, 2]) await enter(check, n, {}, cityAuditor(n));
      await draw(check, undefined, as);
      expect((await householdsOf(check, as)).map(({ dossier }) => dossier)).toEqual([mine]);
      expect(await detail(check, as)).toMatchObject({
        ...{ own: true, union: `云南省${own}`, households: 1, strata: [{ division: '530100', place: own, size: 1 }] },
      });
      expect(await detail(check, above(1))).toMatchObject({ households: null, strata: [{ size: null }] });
      for (const n of [1, 2]) await find(check, mine, n, 'true', cityAuditor(n));
      expect(await listed(cityAuditor(6))).toEqual([
        { orgPath: city, name: own, listed: true, households: 1, looked: 1, enough: true },
      ]);
      expect(await listed(above(6))).toEqual([
        { orgPath: city, name: own, listed: true, households: null, looked: null, enough: true },
      ]);
      const covering = { as: cityAuditor(6), query: { org: [city] } };
      const { households } = await told<AnswerOf<'listCoverageHouseholds'>>(app, 'listCoverageHouseholds', covering);
      expect(households).toMatchObject([{ dossier: mine, looked: true }]);
    });

    it('与县合在一层的，市里自己的另说，合起来的一行里没有它', async () => {
      for (const n of [5, 6]) homes.push(await registeredAt(n));
      await registeredAt(7, directUnit);
      await drawnAbove(city);
      expect(await listed(cityAuditor(6))).toMatchObject([
        { name: own, households: 1, looked: 0 },
        { name: '昆明市五华区', households: 6, looked: 0 },
      ]);
    });

    it('与不到五户的县合在一层的，这一次、各次里也不写几户：减去市里知道的自己的，就是那个县的；省里照看', async () => {
      for (const n of [5, 6]) await registeredAt(n, directUnit);
      const as = cityAuditor(1);
      const asked = { ...body, orgPath: city };
      const seenBy = async (who: SignedIn, check: string) => {
        const { spotChecks: all } = await told<AnswerOf<'listSpotChecks'>>(app, 'listSpotChecks', {
          ...{ as: who, query: { org: [city] } },
        });
        const { households, strata } = await detail(check, who);
        return [all.find((each) => each.check === check)?.households, households, strata.map(({ size }) => size)];
      };
      const few = await told<{ check: string; households: number | null }>(app, 'prepareSpotCheck', {
        as,
        body: asked,
      });
      expect(few.households).toBeNull();
      expect(await seenBy(as, few.check)).toEqual([null, null, [null]]);
      expect(await seenBy(above(1), few.check)).toEqual([6, 6, [6]]);
      homes.push(await registeredAt(7));
      const enough = await told<{ check: string; households: number | null }>(app, 'prepareSpotCheck', {
        ...{ as, body: { ...asked, percent: 50 } },
      });
      expect(enough.households).toBe(7);
      expect(await seenBy(as, enough.check)).toEqual([7, 7, [7]]);
    });

    it('有一层不写几户的，合计、合起来的率的户数也不写：减得出来；那一层自己的率也不给', async () => {
      for (const n of [5, 6]) await registeredAt(n, directUnit);
      const as = cityAuditor(1);
      const { check } = await told<{ check: string }>(app, 'prepareSpotCheck', {
        ...{ as, body: { orgPath: city, instrument: 'sample', frames: ['onFile'], publicDraw } },
      });
      // As if a county beside it had a stratum of its own, too.
      const lying = app.dynamoDb
        .all<SpotCheck & StoredItem>()
        .find(({ id, sk }) => id === check && sk === 'SPOT') as SpotCheck & StoredItem;
      const other = { ...lying.strata[0], division: '530103', size: 20, draw: 20 };
      const strata = [...lying.strata, other];
      const drawn = { by: 'city-1', at: lying.at, root, numbers: '3-8-17', seed: root };
      app.dynamoDb.put({ ...lying, strata, ofOwn: [...lying.ofOwn, 0], households: 26, drawn });
      const seen = async (who: SignedIn) => {
        const { households, strata: all, rates } = await detail(check, who);
        return [
          ...[households, all.map(({ size }) => size), all.map(({ rates: own }) => own.length > 0)],
          [...new Set(rates.map(({ size }) => size))],
        ];
      };
      expect(await seen(as)).toEqual([null, [null, 20], [false, true], [null]]);
      expect(await seen(above(1))).toEqual([26, [6, 20], [true, true], [26]]);
    });

    it('一个直属单位的人看到的只有市的本级一行，各县的没有', async () => {
      for (const n of [5, 6]) homes.push(await registeredAt(n));
      const beside = '530000/530100/530103';
      for (const n of [7, 8, 9, 10, 11]) await registeredAt(n, `${beside}/U0001`);
      for (const n of [12, 13, 14, 15, 16]) await registeredAt(n, directUnit);
      await drawnAbove(city);
      const ofUnit = { ...people.auditor, sub: 'unit-1', orgPath: directUnit };
      const { orgPath, counties } = await told<AnswerOf<'getSpotCheckCoverage'>>(app, 'getSpotCheckCoverage', {
        ...{ as: ofUnit, query: {} },
      });
      expect([orgPath, counties]).toMatchObject([city, [{ orgPath: city, name: own, households: 5, looked: 0 }]]);
      expect(counties).toHaveLength(1);
    });

    it('本级和直属单位的不到五户、抽整个市的，说单独抽本级；自己的一户也没有的，说由各县自己抽：县里有没有，说的一样', async () => {
      await registeredAt(5, directUnit);
      const all = { ...body, orgPath: city };
      const ofAll = async () => (await refused('prepareSpotCheck', { as: cityAuditor(1), body: all })).detail;
      for (const id of homes.slice(1)) await movedTo(id, '530000/530300/530302/U0001');
      const withCounty = await ofAll();
      expect(withCounty).toContain('本级和直属单位的单独抽（own）');
      expect(withCounty).not.toContain('更大的地方');
      await movedTo(homes[0] as string, '530000/530300/530302/U0001');
      expect(await ofAll()).toBe(withCounty);
      expect((await ask(app, 'prepareSpotCheck', { as: cityAuditor(1), body: ownBody })).statusCode).toBe(201);
      const elsewhere = { ...cityAuditor(2), orgPath: '530000/530300' };
      const theirs = { as: elsewhere, body: { ...body, orgPath: elsewhere.orgPath } };
      expect((await ask(app, 'prepareSpotCheck', theirs)).statusCode).toBe(409);
      expect((await refused('prepareSpotCheck', theirs)).detail).toMatch(/：由各县自己抽。$/);
    });

    it('省里看不到几户的不单独抽；县的不分本级；有了档案还没有抽过的列得出', async () => {
      await registeredAt(5, directUnit);
      expect(await refused('prepareSpotCheck', { as: above(1), body: ownBody })).toMatchObject({ code: 1342 });
      const wrong = await refused('prepareSpotCheck', { as: auditor(1), body: { ...ownBody, orgPath: county } });
      expect(wrong).toMatchObject({ code: 1004, detail: expect.stringContaining('只有市、省总工会分本级和直属单位') });
      expect(await coverage(cityAuditor(1), { org: [city] })).toContainEqual({
        ...{ orgPath: city, name: own, listed: false, households: null, looked: null, enough: null },
      });
    });
  });

  it('在原来的县看过、后来移交来的，算看过：县里、省里看到的一样', async () => {
    const [moved] = homes as [string];
    const check = await drawnCheck({ percent: 100 });
    for (const n of [1, 2]) await find(check, moved, n);
    const beside = '530000/530100/530103';
    await movedTo(moved, `${beside}/U0001`);
    const there = (n: number): SignedIn => ({ ...people.auditor, sub: `there-${n}`, orgPath: beside });
    const body = { ...quota, orgPath: beside, publicDraw: { ...publicDraw, on: '2026-11-27' } };
    const { check: other } = await told<{ check: string }>(app, 'prepareSpotCheck', { as: there(1), body });
    await anchored('2026-11-26');
    app.at('2026-11-28T02:00:00Z');
    const params = { spotCheck: other };
    for (const n of [1, 2]) await told(app, 'enterDrawNumbers', { as: there(n), params, body: numbers });
    await told(app, 'drawSpotCheck', { as: there(1), params, body: {} });
    expect(await coverage(there(3), { org: [beside] })).toMatchObject([{ households: 1, looked: 1, enough: true }]);
    const { households } = await told<AnswerOf<'listCoverageHouseholds'>>(app, 'listCoverageHouseholds', {
      ...{ as: there(3), query: { org: [beside] } },
    });
    expect(households).toMatchObject([{ dossier: moved, looked: true }]);
    const all = await coverage(above(6), { org: ['530000'] });
    expect(all.find(({ orgPath }) => orgPath === beside)).toMatchObject({ enough: true });
  });
});

it('看到哪一步写错的、不是这张单子给的翻页标记，指出是哪一栏', async () => {
  const check = await drawnCheck();
  const params = { spotCheck: check };
  for (const look of ['seen', 'toString', '']) {
    const answer = await ask(app, 'listSpotCheckHouseholds', { as: auditor(1), params, query: { look: [look] } });
    expect([look, answer.statusCode, JSON.parse(answer.body).faults]).toMatchObject([
      look,
      400,
      [{ pointer: '/look' }],
    ]);
  }
  for (const place of [`${county}~~~`, county, `530000/530100/530103#2026-11-24T02:00:00.000Z#${check}`, 7]) {
    const query = { org: [county], cursor: [pageMark(place)] };
    const answer = await ask(app, 'listSpotChecks', { as: auditor(1), query });
    expect([answer.statusCode, JSON.parse(answer.body).faults]).toMatchObject([400, [{ pointer: '/cursor' }]]);
  }
  const query = { org: [county], cursor: [pageMark(`${county}#2026-11-24T02:00:00.000Z#${check}`)] };
  expect((await told<AnswerOf<'listSpotChecks'>>(app, 'listSpotChecks', { as: auditor(1), query })).spotChecks).toEqual(
    [],
  );
});

it('看了几成的年份写错，指出是哪一栏', async () => {
  for (const year of ['二〇二六', '26', '']) {
    const answer = await ask(app, 'getSpotCheckCoverage', { as: auditor(1), query: { org: [county], year: [year] } });
    expect([answer.statusCode, JSON.parse(answer.body).faults]).toMatchObject([
      400,
      [{ pointer: '/year', code: 1004 }],
    ]);
  }
});

it('不予建档的一户，抽查的人添得了照片，写作佐证；建档人添不了', async () => {
  const journey = new Journey(app);
  app.at('2026-11-04T02:00:00Z');
  await journey.submitted(household(5));
  await journey.surveyed('2026-11-05T02:00:00Z', { outcome: 'reject' });
  await journey.concluded();
  app.at('2026-11-24T02:00:00Z');
  const check = await drawnCheck({ instrument: 'sample', frames: ['refused'], percent: undefined });
  const body = { kind: '抽查照片', name: '门口.jpg', contentType: 'image/jpeg' };
  const { id } = journey;
  expect((await refused('requestUpload', { as: people.registrar, params: { id }, body })).code).toBe(1302);
  const photo = await journey.attached('抽查照片', '门口', auditor(1));
  const finding = { check, finding: 'shouldRegister', seen: '看过。', evidence: [photo] };
  await told(app, 'recordFinding', { as: auditor(1), params: { id }, body: finding });
  expect(spotCheckIn((await dossiers(app).get(id)).state, check)?.looks[0]?.evidence).toEqual([photo]);
});
