import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { Form } from '../../shared/form/form.ts';
import { type Moved, mostScenarios, type Scenario } from '../../shared/registry/scenarios.ts';
import { scenarios } from '../../shared/services/services.ts';
import { earning, household } from '../../test/support/household.ts';
import { type Ask, ask, city, directUnit, Journey, people, step, told } from '../../test/support/journey.ts';
import type { MemoryApp } from '../../test/support/memory/app.ts';
import { allFaultsIn } from '../../test/support/memory/verified.ts';
import { deployedWith, onFile, registeredIn, reviewedMonthly } from '../../test/support/on-file.ts';

type Detail = AnswerOf<'getScenario'>;
type Households = AnswerOf<'listScenarioHouseholds'>;

let app: MemoryApp;
let one: Journey;
let other: Journey;
let missed: Journey;
let back: () => void;

const county = '530000/530100/530102';
const beside = '530000/530100/530103';
const province = { ...people.reviewer, sub: 'reviewer-province', orgPath: '530000' };
/** The line is 700 yuan: of two people, so much a month each. */
const having = (fen: number, n: number): Form => earning(household(n), 2 * fen);

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  ({ app, journey: one } = await onFile(3));
  other = await registeredIn(app, 4);
  app.at('2026-11-20T02:00:00Z');
  missed = new Journey(app);
  const form = having(120_000, 6);
  await missed.submitted(form, '2026-11-20T02:00:00Z');
  const consents = allAgree(form, '2026-11-20');
  await told(app, 'joinMargin', { as: people.registrar, params: { id: missed.id }, body: { consents } });
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-12-02T02:00:00Z');
});

const rates = [
  { category: '低保户', tier: 'national', fen: 300_000 },
  { category: '低保边缘户', tier: 'national', fen: 100_000 },
];
const open = (body: object = {}, as: Ask['as'] = people.reviewer) =>
  ask(app, 'openScenario', { as, body: { name: '线提高', orgPath: county, linePercent: 20, rates, ...body } });
const opened = async (body: object = {}, as?: Ask['as']) =>
  (JSON.parse((await open(body, as)).body) as { scenario: string }).scenario;
const night = (on = app) => step(on, 'review-run', {});
const detail = (scenario: string, as: Ask['as'] = people.reviewer) =>
  told<Detail>(app, 'getScenario', { as, params: { scenario } });
const households = (scenario: string, as: Ask['as'] = people.reviewer, query: Record<string, string[]> = {}) =>
  told<Households>(app, 'listScenarioHouseholds', { as, params: { scenario }, query });
const faults = async (body: object) => (JSON.parse((await open(body)).body) as { faults: object[] }).faults;
const journals = () => app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk.startsWith('J#')).length;

describe('测算', () => {
  it('线提高两成：边缘名单上的一户符合了，在册的不变；各档案一点不动，要多少钱照填的算', async () => {
    const before = journals();
    const scenario = await opened();
    expect(await detail(scenario)).toMatchObject({ asked: 0, endedAt: null, total: null, counties: [] });
    await night();
    const found = await detail(scenario);
    expect(found).toMatchObject({
      asked: 3,
      failed: 0,
      broken: null,
      total: { households: 3, directions: { stays: 2, gains: 1, loses: 0, moves: 0, unknown: 0 } },
      counties: [{ division: '530102', title: '五华区', households: 3 }],
    });
    const { costBefore, costAfter } = found.total as { costBefore: number; costAfter: number };
    expect([costBefore, costAfter]).toEqual([600_000, 700_000]);
    expect(found.ways).toEqual([
      {
        before: { outcome: 'ineligible', category: null, tier: null },
        after: { outcome: 'eligible', category: '低保边缘户', tier: 'national' },
        households: 1,
      },
    ]);
    expect((await households(scenario)).households).toMatchObject([
      { dossier: missed.id, before: { outcome: 'ineligible' }, after: { category: '低保边缘户' } },
    ]);
    expect(journals()).toBe(before);
    expect(await allFaultsIn(app)).toEqual([]);
  });

  it('管理员看不了档案：建不了，也看不到；改条文等于任意问一句谁家怎样', async () => {
    const scenario = await opened();
    await night();
    const as = { ...people.administrator, sub: 'administrator-2', orgPath: county };
    for (const [operation, call] of [
      ['getScenario', { params: { scenario } }],
      ['listScenarios', {}],
      ['openScenario', { body: { name: '问一句', orgPath: county, linePercent: 20 } }],
    ] as const) {
      expect((await ask(app, operation, { as, ...call })).statusCode, operation).toBe(403);
    }
  });

  it('先要的先算：省里的一次次再要，县里的也轮得到', async () => {
    const first = await opened();
    app.at('2026-12-02T03:00:00Z');
    const second = await opened({ orgPath: '530000' }, province);
    expect((await scenarios(app).underWay()).map(({ id }) => id)).toEqual([first, second]);
  });

  it('线降到底，在册的都不符合；改一条条文，照改了的算', async () => {
    const lines = [{ division: '5301', fen: 1 }];
    const down = await opened({ linePercent: undefined, lines });
    await night();
    expect((await detail(down)).lines).toEqual([{ division: '5301', fen: 1, name: '云南省昆明市' }]);
    expect((await detail(down)).total).toMatchObject({ directions: { loses: 2, stays: 1 }, costAfter: 0 });
    const [standard] = app.profile.standards;
    const texts = (standard?.clauses ?? []).map(({ id }) => ({ standard: standard?.version, part: id, cel: 'false' }));
    const none = await opened({ linePercent: undefined, texts });
    await night();
    expect((await detail(none)).total).toMatchObject({ directions: { loses: 2, stays: 1 } });
  });

  it('每一户的密钥只拆一次：十万户就是十万次', async () => {
    const { app: on } = deployedWith(one, reviewedMonthly);
    const sent = vi.spyOn(on.edge.kms as { send: (command: object) => Promise<unknown> }, 'send');
    await opened();
    await night(on);
    const decrypts = sent.mock.calls.filter(([command]) => command.constructor.name === 'DecryptCommand');
    sent.mockRestore();
    expect(decrypts).toHaveLength(3);
  });

  it('夜里断在任何一处改动，接着算、再算一遍，都是一户数一次', async () => {
    for (let cut = 0; ; cut++) {
      back();
      app.at('2026-12-02T02:00:00Z');
      const scenario = await opened();
      const { client } = app.dynamoDb;
      const real = client.send.bind(client);
      let writes = 0;
      const send = vi.spyOn(client, 'send').mockImplementation((async (command: { constructor: { name: string } }) => {
        if (/Put|Update|Transact|BatchWrite/.test(command.constructor.name) && writes++ === cut) throw new Error('cut');
        return real(command as never);
      }) as never);
      await night().catch(() => undefined);
      send.mockRestore();
      await night();
      await night();
      expect((await detail(scenario)).total).toMatchObject({ households: 3, directions: { gains: 1, stays: 2 } });
      expect((await households(scenario)).households).toHaveLength(1);
      if (writes <= cut) break;
    }
  });

  it('要好多夜才问得完：先问过的留到算完，随后才开始复核的一户也不漏', async () => {
    let minutes = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => minutes * 60_000);
    const scenario = await opened();
    // The night is over when those under review were listed, and nobody was.
    app.dynamoDb.onCommand = (command) => {
      if (JSON.stringify((command as { input: unknown }).input).includes('PAGE#02')) minutes = 14;
    };
    await night();
    app.dynamoDb.onCommand = () => undefined;
    expect((await detail(scenario)).endedAt).toBeNull();
    app.at('2026-12-16T16:30:00Z');
    minutes = 0;
    await step(app, 'sweep', {});
    expect((await one.state()).matter.kind).toBe('reverification');
    app.at('2026-12-17T17:00:00Z');
    await night();
    clock.mockRestore();
    expect((await detail(scenario)).total).toMatchObject({ households: 3 });
    const kept = app.dynamoDb
      .all<{ pk: string; sk: string; ttl: number }>()
      .filter(({ pk }) => pk === `SCENARIO#${scenario}`);
    const until = kept.find(({ sk }) => sk === 'SCENARIO')?.ttl as number;
    for (const { ttl } of kept.filter(({ sk }) => sk.startsWith('PAGE#'))) expect(ttl).toBeGreaterThanOrEqual(until);
  });

  it('打不开的一户另数，别的照算；时候到了，下一夜接着算', async () => {
    app.dynamoDb.dossierKeys.remove(other.id);
    const { app: on } = deployedWith(one, reviewedMonthly);
    const scenario = await opened();
    await night(on);
    expect(await detail(scenario)).toMatchObject({ asked: 2, failed: 1, total: { households: 2 } });
  });

  it('打不开的一户正在复核，那一张单子前后各读一遍，也只数一次', async () => {
    app.at('2026-12-16T16:30:00Z');
    await step(app, 'sweep', {});
    expect((await one.state()).matter.kind).toBe('reverification');
    app.at('2026-12-17T02:00:00Z');
    app.dynamoDb.dossierKeys.remove(one.id);
    const { app: on } = deployedWith(other, reviewedMonthly);
    const scenario = await opened();
    app.at('2026-12-17T17:00:00Z');
    await night(on);
    expect(await detail(scenario)).toMatchObject({ asked: 2, failed: 1, total: { households: 2 } });
  });

  it('建了以后、算完以前公布了新的低保标准：两夜照建它那一天的同一条线算，与没有公布的一样', async () => {
    const asOpened = await opened();
    await night();
    const { total } = await detail(asOpened);
    back();
    app.at('2026-12-02T02:00:00Z');
    const scenario = await opened();
    const subsistenceLines = app.profile.subsistenceLines.map((line) => ({ ...line, fen: 3 * line.fen }));
    const { app: later } = deployedWith(one, { ...reviewedMonthly, subsistenceLines });
    await night(later);
    expect((await detail(scenario)).total).toEqual(total);
  });

  it('建了以后标准换了：说为什么，不再算', async () => {
    const [standard] = app.profile.standards;
    const [clause] = standard?.clauses ?? [];
    const scenario = await opened({ texts: [{ standard: standard?.version, part: clause?.id, cel: 'false' }] });
    const standards = app.profile.standards.map((each) => ({ ...each, version: '新的' }));
    await night(deployedWith(one, { ...reviewedMonthly, standards }).app);
    expect(await detail(scenario)).toMatchObject({ broken: expect.stringContaining('标准换了'), total: null });
    expect((await open()).statusCode).toBe(201);
  });
});

describe('不该收的', () => {
  it('什么也没有改的、没有的县、写错的条文、以前的日子：各指到那一栏', async () => {
    expect(await faults({ linePercent: undefined })).toMatchObject([{ pointer: '/linePercent' }]);
    expect(await faults({ linePercent: 900 })).toMatchObject([{ pointer: '/linePercent' }]);
    expect(await faults({ lines: [{ division: '110101', fen: 5 }] })).toMatchObject([{ pointer: '/lines/0/division' }]);
    expect(await faults({ on: '2026-12-01' })).toMatchObject([{ pointer: '/on' }]);
    const { version = '', clauses = [] } = app.profile.standards[0] ?? {};
    const texts = [{ standard: version, part: clauses[0]?.id, cel: 'salary > 1.0' }];
    expect(await faults({ texts })).toMatchObject([
      { pointer: '/texts/0/cel', message: expect.stringContaining('不认识的名称') },
    ]);
  });

  it('各类一年多少，只收本省标准里的类别和级别：指到那一栏，写明可以是哪些；一个也不存', async () => {
    const wrong = [...rates, { category: '低保', tier: 'national', fen: 1 }, { ...rates[0], tier: 'grassroots' }];
    const found = (await faults({ rates: wrong })) as { pointer: string; message: string }[];
    expect(found.map(({ pointer }) => pointer)).toEqual(['/rates/2/category', '/rates/3/category']);
    expect(found[0]?.message).toContain('低保户（全国级）');
  });

  it('存下的只有那一天用得着的低保标准：一县一条，二十年以后也一样多', async () => {
    const { subsistenceLines } = app.profile;
    const years = Array.from({ length: 20 }, (_, n) => 2000 + n);
    const old = years.flatMap((year) =>
      subsistenceLines.map((line) => ({ ...line, from: `${year}-01-01`, to: `${year}-12-31` })),
    );
    const profile = { ...reviewedMonthly, subsistenceLines: [...old, ...subsistenceLines] };
    const { app: on } = deployedWith(one, profile);
    const body = { name: '线提高', orgPath: county, linePercent: 20 };
    const { scenario } = await told<{ scenario: string }>(on, 'openScenario', { as: people.reviewer, body });
    const stored = (await scenarios(on).find(scenario))?.rules.lines ?? [];
    expect(stored).toHaveLength(new Set(subsistenceLines.map(({ division }) => division)).size);
    await night(on);
    expect((await detail(scenario)).total).toMatchObject({ directions: { gains: 1, stays: 2 } });
  });

  it('没有登记的单位不算：指到那一栏，写明是哪一个、怎样才行', async () => {
    expect(await faults({ orgPath: `${county}/NOWHERE` })).toMatchObject([
      { pointer: '/orgPath', message: `没有登记 ${county}/NOWHERE 这个工会，请核对，或请管理员先登记` },
    ]);
  });

  it('一个人没有算完的满了就不能再建，别人还能；全省满了谁也不能', async () => {
    const { ofOne, inAll } = mostScenarios;
    const units = Array.from({ length: inAll + 1 }, (_, n) => `${county}/S${n}`);
    for (const orgPath of units) {
      await told(app, 'putUnion', { as: people.administrator, body: { orgPath, name: '某厂工会' } });
    }
    for (const orgPath of units.slice(0, ofOne)) expect((await open({ orgPath })).statusCode).toBe(201);
    const problem = { code: 1373, detail: `您有 ${ofOne} 次还没有算完，一个人同时至多 ${ofOne} 次：算完一次再来。` };
    expect(JSON.parse((await open({ orgPath: units.at(-1) })).body)).toMatchObject(problem);
    for (const [n, orgPath] of units.slice(ofOne, inAll).entries()) {
      const colleague = { ...people.reviewer, sub: `reviewer-${100 + n}` };
      expect((await open({ orgPath }, colleague)).statusCode).toBe(201);
    }
    expect(JSON.parse((await open({ orgPath: units.at(-1) }, province)).body)).toMatchObject({
      ...{ code: 1373, detail: `全省有 ${inAll} 次还没有算完，同时至多 ${inAll} 次：过一夜再来。` },
    });
  });

  it('一个地方一次算一个，算完了再建', async () => {
    await opened();
    expect(JSON.parse((await open()).body)).toMatchObject({ code: 1372 });
    await night();
    expect((await open()).statusCode).toBe(201);
  });
});

describe('谁看得到什么', () => {
  it('省里建的，县里看得到自己县的户；省里只看得到户数，少的不给看', async () => {
    const scenario = await opened({ orgPath: '530000' }, province);
    await night();
    expect(await detail(scenario)).toMatchObject({ householdsOf: county, total: { directions: { gains: 1 } } });
    expect((await households(scenario, people.registrar)).households).toHaveLength(1);
    const above = await detail(scenario, province);
    expect(above).toMatchObject({ about: true, asked: null, total: { households: null, costAfter: null } });
    // What is the province's own they may open: there is none.
    expect(above).toMatchObject({ householdsOf: '530000', own: { households: 0, ways: [] } });
    // A row with no number would tell that there is one who changes that way.
    expect(above.ways).toEqual([]);
    const counties = { params: { scenario }, query: { org: [county] } };
    const refused = await ask(app, 'listScenarioHouseholds', { as: province, ...counties });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1502 });
    const list = await told<AnswerOf<'listScenarios'>>(app, 'listScenarios', { as: people.reviewer });
    expect(list.scenarios.map((each) => each.scenario)).toEqual([scenario]);
  });

  it('市里建的，市里的人看本级和直属单位的准数、是哪几户；各县的另取到五，合在一起的也减不出一个县的', async () => {
    const cityReviewer = { ...people.reviewer, sub: 'reviewer-city', orgPath: city };
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: directUnit, name: '市属某厂工会' } });
    const scenario = await opened({ orgPath: city }, cityReviewer);
    await night();
    const verdicts = (await scenarios(app).moved(scenario))[0] as Moved;
    const eligible = verdicts.after.outcome === 'eligible' ? verdicts.after : verdicts.before;
    const none = { outcome: 'ineligible', category: null, tier: null } as const;
    const found = (await scenarios(app).find(scenario)) as Scenario;
    const of = (union: string, households: number, before: Moved['before'] = none): Moved => ({
      ...{ county: union, before, after: eligible, households },
    });
    // As if so many of the city's own had been asked, and so many of a county beside it.
    const direct = { dossier: one.id, orgPath: directUnit, before: none, after: eligible };
    const rows = [of(city, 3), of(city, 9, eligible), of(beside, 11)];
    await scenarios(app).putResult(found, rows, new Map([[city, [direct]]]));
    const asked = { [city]: 12, [county]: 3, [beside]: 11 };
    await scenarios(app).end(found, '2026-12-02T18:00:00Z', { asked, failed: 0 });
    const seen = await detail(scenario, cityReviewer);
    expect(seen).toMatchObject({
      about: true,
      householdsOf: city,
      own: { households: 12, directions: { stays: 9, gains: 3 }, ways: [{ before: none, households: 3 }] },
      // 14 of counties: with the city's own they were 26, and what is left of 25 less 12 would be closer.
      total: { households: 15 },
      asked: 27,
    });
    expect(seen.counties.map(({ division, households: many }) => [division, many])).toEqual([
      ['530102', null],
      ['530103', 10],
    ]);
    expect(seen.ways.map(({ households: many }) => many)).toEqual([10]);
    for (const query of [{}, { way: ['gains'] }, { way: ['1'] }]) {
      expect((await households(scenario, cityReviewer, query)).households.map(({ union }) => union)).toEqual([
        '市属某厂工会',
      ]);
    }
    const beyond = await ask(app, 'listScenarioHouseholds', {
      as: people.reviewer,
      params: { scenario },
      query: { org: [city] },
    });
    expect(beyond.statusCode).toBe(403);

    // Above the city it is one of the places, and says which.
    const above = await detail(scenario, province);
    // Of its own nothing was asked.
    expect(above).toMatchObject({ own: null, total: { households: 25 } });
    expect(above.counties[0]).toMatchObject({
      ...{ division: '530100', title: '昆明市总工会本级和直属单位', households: 10 },
    });
  });

  it('还在算的，问过几户也是自己的准数加上别处取到五的：合在一起取的，与算完以后的一比，别处的就看得更准', async () => {
    const scenario = await opened({ orgPath: '530000' }, province);
    const begun = (await scenarios(app).find(scenario)) as Scenario;
    const asked = { [city]: 9, [county]: 4, [beside]: 13 };
    const later = (await scenarios(app).advance(begun, { list: 0, after: 'a' }, { asked, failed: 0 })) as Scenario;
    await scenarios(app).advance(later, { list: 0, after: 'b' }, { asked: { [city]: 2 }, failed: 0 });
    const seenBy = async (orgPath: string) => {
      const as = { ...people.reviewer, sub: `reviewer of ${orgPath}`, orgPath };
      const { scenarios: listed } = await told<AnswerOf<'listScenarios'>>(app, 'listScenarios', { as });
      const found = await detail(scenario, as);
      expect(found.endedAt).toBeNull();
      expect(listed[0]?.asked).toBe(found.asked);
      return found.asked;
    };
    // 28 in all: 24 beside the 4 of the county, 17 beside the 11 of the city, and none of the province's own.
    expect(await seenBy(county)).toBe(29);
    expect(await seenBy(city)).toBe(26);
    expect(await seenBy('530000')).toBe(30);
  });

  it('省里建的，县里、市里的人看到的没有上面本级的：市的、省的本级不是县里的', async () => {
    const scenario = await opened({ orgPath: '530000' }, province);
    await night();
    const found = (await scenarios(app).find(scenario)) as Scenario;
    const [before, after] = [
      { outcome: 'ineligible', category: null, tier: null },
      { outcome: 'eligible', category: '低保户', tier: 'national' },
    ] as const;
    const of = (union: string, households: number): Moved => ({ county: union, before, after, households });
    await scenarios(app).putResult(found, [of('530000', 40), of(city, 30), of(county, 3), of(beside, 20)], new Map());
    await scenarios(app).end(found, '2026-12-02T18:00:00Z', { asked: {}, failed: 0 });
    const seenBy = async (orgPath: string) => {
      const as = { ...people.reviewer, sub: `reviewer of ${orgPath}`, orgPath };
      const { own, total, counties, ways } = await detail(scenario, as);
      const many = (each: { households: number | null } | null) => (each === null ? null : each.households);
      return [many(own), many(total), counties.map(({ division, households: n }) => [division, n]), ways.map(many)];
    };
    expect(await seenBy(county)).toEqual([null, 3, [['530102', 3]], [3]]);
    expect(await seenBy(city)).toEqual([
      ...[30, 25],
      [
        ['530102', null],
        ['530103', 20],
      ],
      [25],
    ]);
    expect(await seenBy(directUnit)).toEqual([null, null, [], []]);
  });

  it('一个直属单位自己的一次，市里的人看得到准数，省里看不到', async () => {
    const cityReviewer = { ...people.reviewer, sub: 'reviewer-city', orgPath: city };
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: directUnit, name: '市属某厂工会' } });
    const scenario = await opened({ orgPath: directUnit }, cityReviewer);
    await night();
    expect(await detail(scenario, cityReviewer)).toMatchObject({
      ...{ about: false, own: null, asked: 0, householdsOf: directUnit, total: { households: 0 } },
    });
    const refused = await ask(app, 'getScenario', { as: province, params: { scenario } });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1502 });
  });

  it('几个县的一次，问过几户、几户没有算成，一个县的人看到的也取到五：减去自己的就是旁边的；自己县里的是准数', async () => {
    app.dynamoDb.dossierKeys.remove(other.id);
    const { app: on } = deployedWith(one, reviewedMonthly);
    const ours = await opened();
    const all = await opened({ orgPath: '530000' }, province);
    for (let nights = 0; nights < 2; nights++) await night(on);
    expect(await detail(ours)).toMatchObject({ asked: 2, failed: 1, total: { households: 2 } });
    const found = await detail(all);
    expect(found.endedAt).not.toBeNull();
    expect(found).toMatchObject({ asked: null, failed: null, total: { households: 2 } });
    const { scenarios: listed } = await told<AnswerOf<'listScenarios'>>(app, 'listScenarios', { as: people.reviewer });
    expect(listed.find(({ scenario }) => scenario === all)).toMatchObject({ asked: null, failed: null });
  });

  it('别的县的人看不到；别的单位的建档人看不到这个单位的户', async () => {
    const scenario = await opened();
    await night();
    const elsewhere = { ...people.reviewer, sub: 'reviewer-9', orgPath: '530000/530100/530103' };
    const refused = await ask(app, 'getScenario', { as: elsewhere, params: { scenario } });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1502 });
    const unit = { ...people.registrar, sub: 'registrar-9', orgPath: `${county}/U0009` };
    expect((await households(scenario, unit)).households).toEqual([]);
    const theirs = { params: { scenario }, query: { org: [people.registrar.orgPath] } };
    expect(JSON.parse((await ask(app, 'listScenarioHouseholds', { as: unit, ...theirs })).body).code).toBe(1502);
  });

  it('一个基层工会自己的一次，县里的人看得到，上级看不到，列表里也没有', async () => {
    const unit = people.registrar.orgPath;
    const scenario = await opened({ orgPath: unit });
    await night();
    expect((await detail(scenario)).scenario).toBe(scenario);
    const refused = await ask(app, 'getScenario', { as: province, params: { scenario } });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1502 });
    const list = await told<AnswerOf<'listScenarios'>>(app, 'listScenarios', { as: province });
    expect(list.scenarios).toEqual([]);
  });

  it('一个基层工会的人：县里的、上级的一次只看到自己会变的各户，没有一个数；自己的一次是准数', async () => {
    const unit = people.registrar.orgPath;
    const of = { ...people.reviewer, sub: 'reviewer-unit', orgPath: unit };
    const ofCounty = await opened();
    const ofUnit = await opened({ orgPath: unit });
    await night();
    // As if so many of the county had been asked: less its own the union would know the others'.
    const found = (await scenarios(app).find(ofCounty)) as Scenario;
    const rows = (await scenarios(app).moved(ofCounty)).map((each) => ({ ...each, households: 14 }));
    await scenarios(app).putResult(found, rows, new Map());
    await scenarios(app).end(found, '2026-12-02T18:00:00Z', { asked: { [county]: 14 }, failed: 0 });
    const seen = await detail(ofCounty, of);
    const nothing = { stays: null, gains: null, loses: null, moves: null, unknown: null };
    expect(seen).toMatchObject({ about: true, asked: 15, own: null, counties: [], ways: [], householdsOf: unit });
    expect(seen.total).toEqual({ households: null, directions: nothing, costBefore: null, costAfter: null });
    const listed = await households(ofCounty, of, { way: ['gains'] });
    expect(listed).toMatchObject({ total: 1, households: [{ dossier: missed.id }] });
    const whole = { about: false, asked: 3, failed: 0, total: { households: 3, directions: { gains: 1, stays: 2 } } };
    expect(await detail(ofUnit, of)).toMatchObject({ ...whole, ways: [{ households: 1 }] });
    expect((await households(ofUnit, of, { way: ['1'] })).total).toBe(1);
  });

  it('每个数点得开：往哪边变的、由什么变成什么的，列出的户数就是那个数；不是一个数的指到那一栏', async () => {
    const lines = [{ division: '5301', fen: 1 }];
    const scenario = await opened({ linePercent: undefined, lines });
    await night();
    const { total, ways } = await detail(scenario);
    for (const way of ['gains', 'loses', 'moves', 'unknown'] as const) {
      const found = await households(scenario, people.reviewer, { way: [way] });
      expect([way, found.total, found.households.length]).toEqual([
        way,
        total?.directions[way],
        total?.directions[way],
      ]);
    }
    expect(ways.length).toBeGreaterThan(0);
    for (const [at, { before, after, households: many }] of ways.entries()) {
      const found = await households(scenario, people.reviewer, { way: [String(at + 1)] });
      expect(found.total).toBe(many);
      for (const each of found.households) expect(each).toMatchObject({ before, after });
    }
    for (const way of ['stays', '0', '99', 'toString']) {
      const answer = await ask(app, 'listScenarioHouseholds', {
        ...{ as: people.reviewer, params: { scenario }, query: { way: [way] } },
      });
      expect(JSON.parse(answer.body)).toMatchObject({ code: 1004, faults: [{ pointer: '/way' }] });
    }
  });

  it('列出是谁；后来归了别处的还算在数里，是谁不再说', async () => {
    const scenario = await opened({ orgPath: '530000' }, province);
    await night();
    const [own] = await scenarios(app).changed(scenario, county);
    const listed = await households(scenario, people.reviewer, { way: ['gains'] });
    expect(listed.households).toMatchObject([{ dossier: missed.id, statusTitle: '退回补正' }]);
    expect(listed.households[0]?.maskedName).not.toBeNull();
    // As if it had been of the county beside it when it was asked.
    const there = { ...own, orgPath: `${beside}/U0001` } as NonNullable<typeof own>;
    const found = (await scenarios(app).find(scenario)) as Scenario;
    await scenarios(app).putResult(found, [], new Map([[beside, [there]]]));
    const neighbour = { ...people.reviewer, sub: 'reviewer-9', orgPath: beside };
    const gone = await households(scenario, neighbour, { way: ['gains'] });
    expect(gone).toMatchObject({ total: 1, households: [{ dossier: null, maskedName: null, dossierNumber: null }] });
  });

  it('看各户记一次查阅', async () => {
    const scenario = await opened();
    await night();
    await households(scenario);
    const read = app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk.startsWith('R#'));
    expect(JSON.stringify(read)).toContain(`scenario ${scenario}`);
    expect(await scenarios(app).find(scenario)).toMatchObject({ by: people.reviewer.sub });
  });
});
