import { beforeAll, describe, expect, it, vi } from 'vitest';
import { exchangeOf } from '../../shared/contract/exchanges.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import type { SignedIn } from '../../test/support/api-event.ts';
import { household } from '../../test/support/household.ts';
import { ask, city, county, directUnit, Journey, metAt, people, putPeople, told } from '../../test/support/journey.ts';
import { copyOf, putMany, templates } from '../../test/support/many-dossiers.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';

type Listed = AnswerOf<'listDossiers'>;

let app: MemoryApp;
let surveying: Journey;
let helped: Journey;
let never: Journey;
const { registrar, reviewer } = people;

beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  [helped, never] = [await registeredIn(app, 1), await registeredIn(app, 2)];
  app.at('2026-11-24T02:00:00Z');
  const body = { ...(exchangeOf('recordAid').example as object), givenOn: '2026-11-20' };
  await told(app, 'recordAid', { as: registrar, params: { id: helped.id }, body });
  surveying = new Journey(app);
  await surveying.submitted(household(3), '2026-11-24T03:00:00Z');
  return () => void vi.restoreAllMocks();
});

const asQuery = (query: Record<string, string>) =>
  Object.fromEntries(Object.entries(query).map(([name, value]) => [name, [value]]));
const list = (query: Record<string, string>) =>
  told<Listed>(app, 'listDossiers', { as: reviewer, query: asQuery(query) });
async function found(query: Record<string, string>): Promise<string[]> {
  const { dossiers } = await list(query);
  const { count, more } = await told<AnswerOf<'countDossiers'>>(app, 'countDossiers', {
    as: reviewer,
    query: asQuery(query),
  });
  expect([count, more], 'what is counted is what is listed').toEqual([dossiers.length, false]);
  return dossiers.map(({ id }) => id).sort();
}
async function fault(query: Record<string, string>) {
  const { statusCode, body } = await ask(app, 'listDossiers', { as: reviewer, query: asQuery(query) });
  const { faults = [], code } = JSON.parse(body) as { code: number; faults?: { pointer: string; message: string }[] };
  return [statusCode, code, faults[0]?.pointer, faults[0]?.message];
}

describe('列表按什么筛选', () => {
  it('几种状态', async () => {
    expect(await found({ status: 'surveying' })).toEqual([surveying.id]);
    expect(await found({ status: 'surveying,registered' })).toEqual([surveying.id, helped.id, never.id].sort());
  });

  it('类别、级别、职工编号，在行里也看得到', async () => {
    const { registration } = await helped.state();
    const { category = '', tier = 'county', dossierNumber } = registration ?? {};
    expect(await found({ category, tier, status: 'registered' })).toEqual([helped.id, never.id].sort());
    expect(await found({ category: '意外致困户' })).toEqual([]);
    const row = (await list({ status: 'registered' })).dossiers.find(({ id }) => id === helped.id);
    expect(row).toMatchObject({ dossierNumber, category, tier, aidedOn: '2026-11-20' });
  });

  it('一年没有帮扶过的：从来没有的也算，还没有建档的不算', async () => {
    expect(await found({ notAssistedSince: '2026-11-20' })).toEqual([never.id]);
    expect(await found({ notAssistedSince: '2026-11-21' })).toEqual([helped.id, never.id].sort());
  });

  it('没有变动过的：登记帮扶不算变动', async () => {
    expect(await found({ unchangedSince: '2026-11-24' })).toEqual([helped.id, never.id].sort());
    expect(await found({ unchangedSince: '2026-11-01' })).toEqual([]);
  });

  it('在谁手里、到哪一天、过了期限没有，先到期的在前，写明是哪一件', async () => {
    const [row] = (await list({ holder: 'surveyor' })).dossiers;
    expect(row).toMatchObject({ id: surveying.id, owed: { kind: 'survey', holder: 'surveyor', title: '入户调查' } });
    const due = row?.owed?.due as string;
    expect(await found({ holder: 'surveyor', dueBefore: due })).toEqual([]);
    expect(await found({ holder: 'surveyor', dueBefore: '2099-01-01' })).toEqual([surveying.id]);
    expect(await found({ overdue: 'yes' })).toEqual([]);
    app.at('2027-06-01T02:00:00Z');
    expect(await found({ holder: 'surveyor', overdue: 'yes', status: 'surveying' })).toEqual([surveying.id]);
    app.at('2026-11-24T04:00:00Z');
    expect((await list({ sort: 'due' })).dossiers.map(({ owed }) => owed !== null)).not.toContain(false);
  });

  it('最近变动的在前', async () => {
    const earliest = (await list({ status: 'registered' })).dossiers.map(({ id }) => id);
    expect((await list({ status: 'registered', sort: 'latest' })).dossiers.map(({ id }) => id)).toEqual(
      earliest.toReversed(),
    );
  });

  it('一页几份照写的，翻页接着', async () => {
    const first = await list({ limit: '1', status: 'registered' });
    expect(first.dossiers).toHaveLength(1);
    const next = await list({ limit: '1', status: 'registered', cursor: first.cursor as string });
    expect(next.dossiers[0]?.id).not.toBe(first.dossiers[0]?.id);
  });

  it('不认得的参数、不对的值，说是哪一个、可以写什么', async () => {
    for (const [query, pointer, words] of [
      [{ has: 'held' }, '/has', 'waitingFor'],
      [{ status: 'registered,gone' }, '/status', '“gone”'],
      [{ category: '低保' }, '/category', '深度困难职工'],
      [{ tier: 'city' }, '/tier', 'municipal'],
      [{ holder: 'approver' }, '/holder', 'registrar'],
      [{ dueBefore: '2026-13-01' }, '/dueBefore', '日期'],
      [{ overdue: 'no' }, '/overdue', 'yes'],
      [{ sort: 'latest', overdue: 'yes' }, '/sort', 'due'],
      [{ limit: '51' }, '/limit', '1 到 50'],
      [{ sort: 'name' }, '/sort', 'changed'],
    ] as const) {
      expect(await fault(query as Record<string, string>)).toEqual([
        400,
        1004,
        pointer,
        expect.stringContaining(words),
      ]);
    }
  });

  it('一个县以上的不能筛选', async () => {
    const as = { ...reviewer, orgPath: '530000' };
    for (const query of [{ holder: 'surveyor' }, { category: '深度困难职工' }, { unchangedSince: '2026-01-01' }]) {
      const { body } = await ask(app, 'listDossiers', { as, query: asQuery(query) });
      expect(JSON.parse(body)).toMatchObject({ code: 1317 });
    }
  });
});

describe('市、省本级和直属单位的（own）', () => {
  const above = { ...reviewer, sub: 'reviewer-city', orgPath: city };
  let own: Journey;
  let direct: Journey;
  beforeAll(async () => {
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: directUnit, name: '昆明市属某厂工会' } });
    own = await registeredIn(app, 5, metAt(city));
    direct = await registeredIn(app, 6, metAt(directUnit));
    app.at('2026-11-24T04:00:00Z');
  });
  const ids = async (query: Record<string, string>, as: SignedIn = above) => {
    const asked = { as, query: asQuery({ org: city, ...query }) };
    const { dossiers } = await told<Listed>(app, 'listDossiers', asked);
    const { count } = await told<AnswerOf<'countDossiers'>>(app, 'countDossiers', asked);
    expect(count, 'what is counted is what is listed').toBe(dossiers.length);
    return dossiers.map(({ id }) => id).toSorted();
  };
  const both = () => [own.id, direct.id].toSorted();

  it('各样筛选都照做，只列本级和直属单位的，没有县里的', async () => {
    expect(await ids({ own: 'yes' })).toEqual(both());
    for (const query of [
      { notAssistedSince: '2026-11-20' },
      { category: '低保户', status: 'registered' },
      { holder: 'registrar' },
      { sort: 'due' },
      { sort: 'latest' },
    ]) {
      expect(await ids({ own: 'yes', ...query }), JSON.stringify(query)).toEqual(both());
    }
    expect(await ids({ own: 'yes', waitingFor: 'held' })).toEqual([]);
    expect(await ids({ org: directUnit, own: 'yes', notAssistedSince: '2026-11-20' })).toEqual([direct.id]);
    expect(await ids({ own: 'yes', org: '530000', category: '低保户' }, people.auditor)).toEqual([]);
  });

  it('不写 own 的照旧：不筛选的列整个市，筛选的说明怎样写', async () => {
    const whole = await ids({ status: 'registered' });
    expect(whole).toEqual([...both(), helped.id, never.id].toSorted());
    const asked = { as: above, query: asQuery({ org: city, category: '低保户' }) };
    const answer = JSON.parse((await ask(app, 'listDossiers', asked)).body);
    expect(answer).toMatchObject({
      code: 1317,
      detail: expect.stringMatching(/530000\/530100 .*一个县的 org.*另写 own/),
    });
  });

  it('县里的写不写一样；只能写 yes；看不到别处的', async () => {
    expect(await found({ own: 'yes', status: 'registered' })).toEqual(await found({ status: 'registered' }));
    expect(await fault({ own: 'no' })).toEqual([400, 1004, '/own', expect.stringContaining('yes')]);
    expect(
      (await ask(app, 'listDossiers', { as: reviewer, query: asQuery({ org: city, own: 'yes' }) })).statusCode,
    ).toBe(403);
  });

  it('导出的也只是这些；查阅记录里写着', async () => {
    const query = asQuery({ org: city, own: 'yes', category: '低保户' });
    const body = { numbers: null };
    const { rows } = await told<AnswerOf<'exportDossiers'>>(app, 'exportDossiers', { as: above, query, body });
    expect(rows).toBe(2);
    const asked = { as: people.auditor, query: asQuery({ org: city }) };
    const { readings } = await told<AnswerOf<'listReadings'>>(app, 'listReadings', asked);
    expect(readings.map(({ what }) => what)).toContain('exportDossiers own 低保户');
  });

  it('姓、姓名、身份证号、手机号、职工编号，只在本级和直属单位里找', async () => {
    const { worker } = household(5);
    const { worker: hers } = household(1);
    const search = async (body: object) => {
      const { dossiers } = await told<AnswerOf<'searchDossiers'>>(app, 'searchDossiers', { as: above, body });
      return dossiers.map(({ id }) => id);
    };
    expect(await search({ surname: worker.name.slice(0, 1), own: true })).toContain(own.id);
    for (const [mine, theirs] of [
      [{ name: worker.name }, { name: hers.name }],
      [{ idNumber: worker.idNumber }, { idNumber: hers.idNumber }],
      [{ mobile: worker.mobile }, { mobile: hers.mobile }],
    ]) {
      expect(await search({ ...mine, own: true })).toEqual([own.id]);
      expect(await search({ ...theirs })).toEqual([helped.id]);
      expect(await search({ ...theirs, own: true })).toEqual([]);
    }
    const dossierNumber = (await helped.state()).registration?.dossierNumber;
    expect(await search({ dossierNumber })).toEqual([helped.id]);
    expect(await search({ dossierNumber, own: true })).toEqual([]);
  });

  it('本系统给市里的一户的编号，省里、市里不写在哪里也查得到', async () => {
    for (const one of [own, direct]) {
      const dossierNumber = (await one.state()).registration?.dossierNumber as string;
      expect(dossierNumber).toMatch(/^530100/);
      for (const as of [above, { ...above, orgPath: '530000' }]) {
        const { dossiers } = await told<AnswerOf<'searchDossiers'>>(app, 'searchDossiers', {
          as,
          body: { dossierNumber },
        });
        expect(dossiers.map(({ id }) => id)).toEqual([one.id]);
      }
    }
  });

  it('此刻的份数和件数：写市的路径，是它本级和直属单位的件数', async () => {
    const { unions } = await told<AnswerOf<'getWorkload'>>(app, 'getWorkload', {
      ...{ as: above, query: asQuery({ org: city }) },
    });
    expect(unions.map(({ orgPath, statuses }) => [orgPath, statuses])).toEqual([
      [city, null],
      [directUnit, null],
    ]);
    expect(unions.flatMap(({ tasks }) => tasks.map(({ kind }) => kind))).toEqual(['plan', 'plan']);
  });
});

describe('还按什么查找', () => {
  const search = (body: object) =>
    told<AnswerOf<'searchDossiers'>>(app, 'searchDossiers', { as: reviewer, body }).then(({ dossiers }) =>
      dossiers.map(({ id }) => id),
    );

  it('职工编号', async () => {
    const dossierNumber = (await helped.state()).registration?.dossierNumber;
    expect(await search({ dossierNumber })).toEqual([helped.id]);
    const above = { ...reviewer, orgPath: '530000' };
    const { dossiers } = await told<AnswerOf<'searchDossiers'>>(app, 'searchDossiers', {
      as: above,
      body: { dossierNumber },
    });
    expect(dossiers.map(({ id }) => id)).toEqual([helped.id]);
    expect(await search({ dossierNumber: '530103202600001' })).toEqual([]);
  });

  it('手机号：档案表里写着它的，归本人管的', async () => {
    const { mobile } = household(2).worker;
    expect(await search({ mobile })).toEqual([never.id]);
    const other = `${county}/U0009`;
    await told(app, 'putUnion', { as: people.administrator, body: { orgPath: other, name: '别的工会' } });
    expect(await search({ mobile, org: other })).toEqual([]);
  });

  it('姓：只在一个县之内', async () => {
    const surname = household(3).worker.name.slice(0, 1);
    expect(await search({ surname })).toContain(surveying.id);
    const above = { ...reviewer, orgPath: '530000' };
    const { body } = await ask(app, 'searchDossiers', { as: above, body: { surname } });
    expect(JSON.parse(body)).toMatchObject({ code: 1317 });
  });
});

describe('在谁手里的，比一次读的多', () => {
  it('一页一页列完，一份不漏、一份不重，数出来的一样多', async () => {
    const { waiting } = await templates();
    const wanted = [surveying.id];
    await putMany(app, 120, () => {
      const items = copyOf(waiting);
      wanted.push(items[0]?.pk.slice('D#'.length) as string);
      return items;
    });
    const ids: string[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 10; pages++) {
      const page: Listed = await list({ holder: 'surveyor', limit: '30', ...(cursor === '' ? {} : { cursor }) });
      ids.push(...page.dossiers.map(({ id }) => id));
      cursor = page.cursor;
    }
    expect(ids.toSorted()).toEqual(wanted.toSorted());
    const query = asQuery({ holder: 'surveyor' });
    const counted = await told<AnswerOf<'countDossiers'>>(app, 'countDossiers', { as: reviewer, query });
    expect(counted).toEqual({ count: wanted.length, more: false });
  });
});
