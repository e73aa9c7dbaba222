import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import {
  countedFigures,
  divisions,
  dossierReader,
  history,
  historyWriter,
  historyYears,
} from '../../shared/services/services.ts';
import { household } from '../../test/support/household.ts';
import { type Ask, ask, county, Journey, people, putPeople, step, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

type Figures = Extract<AnswerOf<'getFigures'>, { whole: unknown }>;

const app = memoryApp();
const reviewer = people.reviewer;
let onFile: Journey;
let back: () => void;

const written = async ({ id }: Journey) => {
  for (const { version, action } of await dossierReader(app).journal(id)) {
    await step(app, 'write-history', queueEvent({ dossierId: id, version, action: action.type }));
  }
};
const figures = (query: NonNullable<Ask['query']> = {}, as: NonNullable<Ask['as']> = reviewer) =>
  told<Figures>(app, 'getFigures', { as, query: { org: [county], ...query } });
const refusal = async (query: NonNullable<Ask['query']>, as: NonNullable<Ask['as']> = reviewer) => {
  const { statusCode, body } = await ask(app, 'getFigures', { as, query });
  const { code, faults } = JSON.parse(body) as { code: number; faults?: { pointer: string; message: string }[] };
  return { statusCode, code, pointer: faults?.[0]?.pointer, message: faults?.[0]?.message };
};
/** The day of its first entry. */
const begun = async () => (await dossierReader(app).journal(onFile.id))[0]?.on as string;
const today = () => app.now().toISOString().slice(0, 10);

beforeAll(async () => {
  await putPeople(app);
  const surveying = new Journey(app);
  await surveying.submitted(household(9));
  onFile = await registeredIn(app, 6);
  await written(onFile);
  await written(surveying);
  back = app.mark();
});
beforeEach(() => back());

describe('县里的人看', () => {
  it('今天：在册一户、几口人，另有一户在调查；数到哪一条为止', async () => {
    const { whole, parts, few, newest, since } = await figures();
    expect(since).toBe('2026-11-02');
    const { category, tier } = (await onFile.state()).registration ?? {};
    const persons = 1 + (household(6).members ?? []).length;
    expect(whole).toMatchObject({
      onFile: 1,
      people: persons,
      categories: { [category as string]: 1 },
      neverHelped: 1,
    });
    expect(whole.tiers).toEqual({ [tier as string]: 1 });
    expect(whole.statuses).toMatchObject({ 'onFile/registered': 1, 'applying/surveying': 1 });
    expect(whole.happened).toMatchObject({ registered: 1 });
    expect([few, parts.map(({ orgPath }) => orgPath)]).toEqual([false, [people.registrar.orgPath]]);
    expect(newest?.slice(0, 10)).toBe(today());
  });

  it('过去的一天：那一天还没有在册', async () => {
    const { whole, day } = await figures({ day: [await begun()] });
    expect(day).toBe(await begun());
    expect([whole.onFile, whole.people, whole.happened]).toEqual([0, 0, {}]);
    expect(Object.keys(whole.statuses).filter((each) => !each.startsWith('applying/'))).toEqual([]);
  });

  it('帮扶按登记的那一天算，更正的减掉：金额、次数、几户', async () => {
    const body = (amount: number) => ({
      ...{ kind: 'living', project: '送温暖', source: 'union', amount, payment: 'transfer', giver: '县总工会' },
      givenOn: today(),
    });
    const params = { id: onFile.id };
    const as = people.registrar;
    await told(app, 'recordAid', { as, params, body: body(100_000) });
    await told(app, 'recordAid', { as, params, body: body(20_000) });
    const corrected = { given: body(80_000), reason: '多写了' };
    await told(app, 'correctAid', { as, params: { ...params, aid: '1' }, body: corrected });
    await written(onFile);
    const { aid, aidBy, neverHelped } = (await figures()).whole;
    expect(aid).toEqual({ times: 2, fen: 100_000, households: 1 });
    expect(aidBy.project).toEqual({ 送温暖: { times: 2, fen: 100_000, households: 1 } });
    expect(neverHelped).toBe(0);
  });

  it('过了年：抄没抄到新的一年，数出来一样；上一年的一天也一样', async () => {
    const old = await figures();
    app.at('2026-12-31T16:10:00Z');
    const early = await figures({ from: [old.from] });
    expect(early.day).toBe('2027-01-01');
    await step(app, 'sweep', {} as never);
    expect((await historyYears(app).span()).opened.has('2027')).toBe(true);
    expect(await figures({ from: [old.from] })).toEqual(early);
    expect((await figures()).whole.onFile).toBe(1);
    expect((await figures()).whole.happened).toEqual({});
    expect((await figures({ day: [old.day] })).whole).toEqual(old.whole);
  });

  it('一个工会看自己的，别的工会是零', async () => {
    const beside = { orgPath: `${county}/U0002`, name: '五华区大观街道总工会' };
    await told(app, 'putUnion', { as: people.administrator, body: beside });
    expect((await figures({ org: [people.registrar.orgPath] })).whole.onFile).toBe(1);
    expect((await figures({ org: [beside.orgPath] })).whole.onFile).toBe(0);
  });

  it('没有哪一户：标识、姓名一样也没有', async () => {
    const text = JSON.stringify(await figures());
    expect(text).not.toContain(onFile.id);
    expect(text).not.toContain(household(6).worker.name);
  });
});

describe('一个数是哪几户', () => {
  const households = (query: NonNullable<Ask['query']>, as: NonNullable<Ask['as']> = reviewer) =>
    told<AnswerOf<'listFigureHouseholds'>>(app, 'listFigureHouseholds', { as, query: { org: [county], ...query } });
  const code = async (query: NonNullable<Ask['query']>, as: NonNullable<Ask['as']> = reviewer) =>
    JSON.parse((await ask(app, 'listFigureHouseholds', { as, query: { org: [county], ...query } })).body).code;

  it('同一个数写了两遍，只数一遍', async () => {
    expect((await households({ figure: ['onFile,onFile'] })).total).toMatchObject({ households: 1, count: 1 });
  });

  it('列得出是谁、现在怎样、占多少，记入查阅', async () => {
    const answer = await households({ figure: ['people'] });
    const persons = 1 + (household(6).members ?? []).length;
    expect(answer.total).toEqual({ households: 1, count: persons, fen: null });
    expect(answer.households).toMatchObject([{ dossier: onFile.id, count: persons, statusTitle: '在册' }]);
    expect(answer.newest).toBe((await figures()).newest);
    const { readings } = await told<AnswerOf<'listReadings'>>(app, 'listReadings', {
      as: reviewer,
      query: { org: [county] },
    });
    expect(readings[0]).toMatchObject({ kind: 'list', by: 'reviewer-1' });
    expect(readings[0]?.what).toContain('people');
  });

  it('几个数的和；过去的一天还没有在册，就没有哪一户', async () => {
    expect((await households({ figure: ['happened/registered,happened/withdrawn'] })).total.count).toBe(1);
    expect(await households({ figure: ['onFile'], day: [await begun()] })).toMatchObject({
      total: { households: 0, count: 0 },
      households: [],
    });
  });

  it('已经归了别处的，户数还是那么多，是谁不再说', async () => {
    const [area, once] = ['530000/530100/530103', today()];
    for await (const { row, open } of history(app).rows('530102', '2026')) {
      if (row.dossier !== onFile.id) continue;
      await historyWriter(app).put({ ...row, orgPath: `${area}/U0001` }, open(), once);
    }
    await divisions(app).enter(area);
    const answer = await households({ figure: ['onFile'], org: [area] }, { ...reviewer, orgPath: area });
    expect(answer.total.households).toBe(1);
    expect(answer.households).toMatchObject([
      { dossier: null, maskedName: null, dossierNumber: null, statusTitle: null, count: 1 },
    ]);
  });

  it.each(['', 'nothing', 'categories', 'categories/a/b', 'left/%zz', 'daysToCards', 'aid/fen', 'toString'])(
    '“%s”不是一个数',
    async (figure) => {
      expect(await code({ figure: [figure] })).toBe(1004);
    },
  );

  it('县以上的、别的县的、不看档案的，看不到哪几户', async () => {
    expect(await code({ figure: ['onFile'] }, people.auditor)).toBe(1502);
    expect(await code({ figure: ['onFile'], org: ['530000/530100/530103'] })).toBe(1502);
    expect(await code({ figure: ['onFile'] }, { ...reviewer, roles: 'administrator' })).toBe(1502);
  });
});

describe('县以上的人看', () => {
  const above = (org: string, query = {}) => figures({ org: [org], ...query }, people.auditor);

  it('全省只有一户的，一个数也不显示：全省的、市的、县的', async () => {
    const { whole, parts, few } = await above('530000');
    expect(few).toBe(true);
    expect(parts.map(({ orgPath }) => orgPath)).toEqual(['530000/530100', county]);
    for (const { onFile, people: persons, categories, coverage } of [whole, ...parts.map(({ report }) => report)]) {
      expect([onFile, persons, ...Object.values(categories), ...Object.values(coverage)].some((n) => n !== null)).toBe(
        false,
      );
    }
    expect(Object.values(whole.happened).every((times) => times === null)).toBe(true);
  });

  it('问一个县，与问全省时说的一样', async () => {
    const { parts } = await above('530000');
    expect((await above(county)).whole).toEqual(parts.find(({ orgPath }) => orgPath === county)?.report);
  });

  it('县以下的不给看，写明可以写哪一个', async () => {
    const { statusCode, pointer, message } = await refusal({ org: [people.registrar.orgPath] }, people.auditor);
    expect([statusCode, pointer]).toEqual([400, '/org']);
    expect(message).toContain(county);
  });
});

describe('一次数不完的省', () => {
  const counties = ['530111', '530112', '530113', '530114', '530115', '530124'].map((code) => `530000/530100/${code}`);
  const homes = ['0', '1', '2', '3', '4', '5', '6'];
  let before: () => void;
  const moved = async (orgPath: string, dossier: string) => {
    for await (const { row, open } of history(app).rows('530102', '2026')) {
      if (row.dossier === onFile.id)
        await historyWriter(app).put({ ...row, dossier, orgPath: `${orgPath}/U0001` }, open(), today());
    }
  };
  beforeAll(async () => {
    before = back;
    back();
    for (const [n, orgPath] of counties.entries()) {
      await divisions(app).enter(orgPath);
      for (const home of homes.slice(0, 5 + (n % 3))) await moved(orgPath, `01J000000000000000000000${n}${home}`);
    }
    back = app.mark();
  });
  afterAll(() => {
    back = before;
  });
  const reads = async (work: () => Promise<unknown>) => {
    const { dynamoDb } = app;
    const [said, read] = [dynamoDb.onCommand, new Set<string>()];
    dynamoDb.onCommand = (command) => {
      const { ExpressionAttributeValues: values } = (command as { input: { ExpressionAttributeValues?: object } })
        .input;
      const [, division] = /FACT#(\d{6})#/.exec(JSON.stringify(values ?? {})) ?? [];
      if (division !== undefined) read.add(division);
    };
    await work();
    dynamoDb.onCommand = said;
    return [...read].sort();
  };
  const all = ['530000'];

  it('数到哪里说到哪里，再问接着数，数完的与一次数的一样', async () => {
    const whole = await figures({ org: all }, people.auditor);
    expect(whole.whole.onFile).toBe(counties.reduce((sum, _, n) => sum + 5 + (n % 3), 1));
    back();
    let ms = 0;
    const slow = vi.spyOn(performance, 'now').mockImplementation(() => (ms += 11_000));
    const said: unknown[] = [];
    let last: { statusCode: number; body: string };
    do {
      last = await ask(app, 'getFigures', { as: people.auditor, query: { org: all } });
      said.push([last.statusCode, JSON.parse(last.body).counted]);
    } while (last.statusCode === 202 && said.length < 20);
    slow.mockRestore();
    expect(said).toEqual([1, 2, 3, 4, 5, 6, undefined].map((counted) => [counted === undefined ? 200 : 202, counted]));
    expect(JSON.parse(last.body)).toEqual(whole);
  });

  it('还没有过完的一天，半小时里不再数，过了再数；县里的人看的总是新数的', async () => {
    const { countedAt, whole } = await figures({ org: all }, people.auditor);
    const [first = '', second = ''] = counties;
    await moved(first, '01J00000000000000000000099');
    app.at(new Date(Date.parse(countedAt) + 29 * 60_000));
    expect(await reads(() => figures({ org: all }, people.auditor))).toEqual([]);
    expect(await figures({ org: all }, people.auditor)).toMatchObject({ countedAt, whole: { onFile: whole.onFile } });
    const own = { ...reviewer, orgPath: first };
    expect((await figures({ org: [first] }, own)).whole.onFile).toBe(6);
    app.at(new Date(Date.parse(countedAt) + 31 * 60_000));
    const later = await figures({ org: all }, people.auditor);
    expect([later.whole.onFile, later.countedAt > countedAt]).toEqual([(whole.onFile as number) + 1, true]);
    expect(await reads(() => figures({ org: [second] }, people.auditor))).toEqual([]);
  });

  it('查齐了的一天，一天里不再数', async () => {
    const day = today();
    app.at(`${addDays(day, 1)}T02:00:00Z`);
    const asked = { org: all, day: [day] };
    const early = await figures(asked, people.auditor);
    await moved(counties[0] as string, '01J00000000000000000000099');
    await historyYears(app).markComplete(day);
    const { countedAt, whole } = await figures(asked, people.auditor);
    // What was counted before the day was looked through may miss one.
    expect(whole.onFile).toBe((early.whole.onFile as number) + 1);
    app.at(new Date(Date.parse(countedAt) + 23 * 3_600_000));
    expect(await reads(() => figures(asked, people.auditor))).toEqual([]);
    app.at(new Date(Date.parse(countedAt) + 25 * 3_600_000));
    expect(await reads(() => figures(asked, people.auditor))).toContain('530111');
  });

  it('一个县的项目名字再多，留下的一项也放得下', async () => {
    const [orgPath = ''] = counties;
    const names = Array.from({ length: 1500 }, (_, n) => `第${n}号帮扶项目的名字由工会自己起`);
    for await (const { row, open } of history(app).rows('530102', '2026')) {
      const detail = open();
      if (row.dossier !== onFile.id || detail === undefined) continue;
      const aid = names.map((project) => ({
        ...{ kind: 'living', source: 'union', times: 1, fen: 100 },
        project,
      })) as unknown as typeof detail.aid;
      const given = { ...row, dossier: '01J00000000000000000000098', orgPath: `${orgPath}/U0001`, given: 1500 };
      await historyWriter(app).put(given, { ...detail, aid }, today());
      break;
    }
    await figures({ org: all }, people.auditor);
    const kept = await countedFigures(app).of(
      ['530111'],
      { from: '2026-01-01', day: today() },
      { now: app.now(), isWhole: false },
    );
    const { aidBy, aid } = kept.get('530111')?.figures.get(orgPath) ?? {};
    expect([Object.keys(aidBy?.project ?? {}).length, aid?.times]).toEqual([1001, 1500]);
    expect(aidBy?.project.其他项目?.times).toBe(500);
  });

  it('留着的封着：表里看不到哪一项有几户；挪到别的县、别的日子打不开', async () => {
    await figures({ org: all }, people.auditor);
    const kept = app.dynamoDb
      .all<{ pk: string; sk: string; sealed: object }>()
      .filter(({ pk }) => /^COUNTED#/.test(pk));
    expect(kept.map(({ pk }) => pk).sort()).toEqual(
      ['530102', ...counties.map((each) => each.slice(-6))].sort().map((division) => `COUNTED#${division}`),
    );
    for (const each of kept) expect(Object.keys(each).sort()).toEqual(['at', 'isWhole', 'pk', 'sealed', 'sk', 'ttl']);
    const [one, other] = kept as [(typeof kept)[0], (typeof kept)[0]];
    app.dynamoDb.put({ ...one, sealed: other.sealed });
    expect((await ask(app, 'getFigures', { as: people.auditor, query: { org: all } })).statusCode).toBe(503);
  });
});

describe('撤并的县', () => {
  /** 马龙县 was made 马龙区. */
  const [city, former, successor] = ['530000/530300', '530321', '530304'];
  const union = `${city}/${former}/U0001`;
  const reviewerOf = (orgPath: string) => ({ ...reviewer, orgPath });
  const homes = ['0A', '0B', '0C', '0D', '0E', '0F'].map((end) => `01J0000000000000000000000${end.at(-1)}`);
  const moved = '2026-12-01';

  /** Six that are on file in the former county; the first was handed over to the other on 1 December. */
  let before: () => void;
  beforeAll(async () => {
    before = back;
    back();
    for await (const { row, open } of history(app).rows('530102', '2026')) {
      if (row.dossier !== onFile.id) continue;
      for (const dossier of homes) {
        const there = { ...row, dossier, orgPath: union };
        await historyWriter(app).put(there, open(), today());
      }
      const taken = { dossier: homes[0] as string, version: 99, on: moved, at: `${moved}T02:00:00.000Z`, from: union };
      const over = {
        ...row,
        ...taken,
        orgPath: `${city}/${successor}/U0007`,
        happened: {},
        given: 0,
        daysToCards: null,
      };
      if (row.standing === 'onFile') await historyWriter(app).put(over, open(), moved);
    }
    for (const division of [former, successor]) await divisions(app).enter(`${city}/${division}`);
    app.at('2026-12-02T02:00:00Z');
    back = app.mark();
  });
  afterAll(() => {
    back = before;
  });
  const of = async (division: string, query: NonNullable<Ask['query']>) => {
    const org = `${city}/${division}`;
    return (await figures({ org: [org], ...query }, reviewerOf(org))).whole;
  };

  it('照当时，过去的一天是原来的县的；照现在，是并入的县的，一户不多、一户不少', async () => {
    const day = ['2026-11-30'];
    expect([(await of(former, { day })).onFile, (await of(successor, { day })).onFile]).toEqual([6, 0]);
    const now = { day, counties: ['asNow'] };
    const [left, taken] = [await of(former, now), await of(successor, now)];
    expect([left.onFile, taken.onFile, taken.happened.registered]).toEqual([0, 6, 6]);
    expect(taken.people).toBe((await of(former, { day })).people);
  });

  it('移交以后的一天：照当时各在各处，照现在都在并入的县，移交的一户只算一次', async () => {
    expect([(await of(former, {})).onFile, (await of(successor, {})).onFile]).toEqual([5, 1]);
    const taken = await of(successor, { counties: ['asNow'] });
    expect([taken.onFile, taken.happened.registered]).toEqual([6, 6]);
    expect((await of(former, { counties: ['asNow'] })).onFile).toBe(0);
  });

  it('市里看，两种看法合计一样', async () => {
    const seen = async (counties: string) =>
      figures({ org: [city], day: ['2026-11-30'], counties: [counties] }, { ...people.auditor, orgPath: city });
    const [then, now] = [await seen('asThen'), await seen('asNow')];
    expect([then.whole.onFile, now.whole.onFile]).toEqual([6, 6]);
    expect(now.whole).toEqual(then.whole);
    expect(then.parts.map(({ orgPath }) => orgPath)).toEqual([`${city}/${former}`]);
    expect(now.parts.map(({ orgPath }) => orgPath)).toEqual([`${city}/${successor}`]);
  });
});

describe('问错了的', () => {
  it.each([
    ['day', { day: ['2026-02-30'] }, '不是日期'],
    ['day', { day: ['2025-01-01'] }, '以前还没有记过一条'],
    ['day', { day: ['2099-01-01'] }, '还没有到'],
    ['from', { from: ['2099-01-01'] }, '之后'],
    ['org', { org: ['530000/530100/530199'] }, '没有'],
    ['counties', { counties: ['both'] }, '没有'],
  ])('%s 不行的，说明是哪一栏、写了什么、可以写什么', async (name, query, says) => {
    const { statusCode, code, pointer, message } = await refusal({ org: [county], ...query });
    expect([statusCode, code, pointer]).toEqual([400, 1004, `/${name}`]);
    expect(message).toContain(says);
  });

  it('别的县的、没有这个角色的，看不到', async () => {
    expect((await refusal({ org: ['530000/530100/530103'] })).code).toBe(1502);
    expect((await refusal({ org: [county] }, people.registrar)).code).toBe(1502);
  });
});

it('一条也没有记过的，今天是零', async () => {
  const fresh = memoryApp();
  await putPeople(fresh);
  const answer = await told<Figures>(fresh, 'getFigures', { as: reviewer });
  expect([answer.whole.onFile, answer.newest, answer.parts]).toEqual([0, null, []]);
});
