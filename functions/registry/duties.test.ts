import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { anchors, dossierReader } from '../../shared/services/services.ts';
import type { SignedIn } from '../../test/support/api-event.ts';
import { ask, county, people, putPeople, putPerson, step, told } from '../../test/support/journey.ts';
import { memoryApp } from '../../test/support/memory/app.ts';
import { registeredIn } from '../../test/support/on-file.ts';
import { queueEvent } from '../../test/support/queue-event.ts';
import { inventedYear } from '../../tools/invented-years.ts';

const profile = {
  ...memoryApp().profile,
  ...{ coverage: ['530102'], returns: { ...memoryApp().profile.returns, asked: ['year' as const], yearEnds: '11-30' } },
};
const app = memoryApp({ profile });
const [city, province] = ['530000/530100', '530000'];
const of = (orgPath: string, sub: string, roles: string): SignedIn => ({ sub, roles, orgPath });
const levels = {
  county: people.reviewer,
  city: of(city, 'reviewer-city', 'reviewer'),
  province: of(province, 'reviewer-province', 'reviewer'),
};
const looker = { ...people.auditor, orgPath: county };
const other = { ...looker, sub: 'auditor-2' };
const unionLevel = { county: 'county', city: 'municipal', province: 'provincial' } as const;
let back: () => void;

const duties = async (as: SignedIn) => (await told<AnswerOf<'listDuties'>>(app, 'listDuties', { as })).duties;
const saying = async (as: SignedIn) => (await duties(as)).map(({ kind, title }) => [kind, title]);

beforeAll(async () => {
  await putPeople(app);
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  const { id } = await registeredIn(app, 6);
  for (const { version, action } of await dossierReader(app).journal(id))
    await step(app, 'write-history', queueEvent({ dossierId: id, version, action: action.type }));
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

describe('上报', () => {
  it('一期过完了，县、市、省各看到自己的：哪一期、到哪天、逾期没有、下级缺哪几个；签了就没有', async () => {
    app.at('2026-11-30T02:00:00Z');
    expect(await duties(levels.county)).toEqual([]);
    app.at('2026-12-30T02:00:00Z');
    for (const [level, as] of Object.entries(levels)) {
      const due = addDays('2026-11-30', profile.returns.dueDays[unionLevel[level as keyof typeof levels]]);
      const [owed, ...rest] = await duties(as);
      expect(rest).toEqual([]);
      expect(owed).toMatchObject({ kind: 'signReturn', about: '2026', overdue: due < '2026-12-30', due });
      expect(owed?.title).toContain('签报2026年度（截至2026年11月30日）');
    }
    expect((await duties(levels.city))[0]?.detail).toContain('五华区');
    await step(app, 'complete-history', {});
    const params = { period: '2026' };
    const { next } = await told<AnswerOf<'getReturn'>>(app, 'getReturn', { as: levels.county, params });
    const body = { orgPath: county, ...next, why: '核对过，照实。' };
    await told(app, 'signReturn', { as: levels.county, params, body });
    expect(await duties(levels.county)).toEqual([]);
    expect((await duties(levels.city))[0]).toMatchObject({ detail: null });
  });

  it('基层工会的、不上报的县的，没有；没有这些职责的不能问', async () => {
    app.at('2026-12-30T02:00:00Z');
    expect(await duties(of(`${county}/U0001`, 'reviewer-unit', 'reviewer'))).toEqual([]);
    expect(await duties(of('530000/530300/530302', 'reviewer-far', 'reviewer'))).toEqual([]);
    expect((await ask(app, 'listDuties', { as: people.registrar })).statusCode).toBe(403);
  });
});

describe('抽查', () => {
  const named = { name: '双色球第 2026140 期', on: '2026-11-24' };
  const prepare = { orgPath: county, instrument: 'quota', frames: ['onFile'], percent: 100, publicDraw: named };
  const enter = (as: SignedIn, check: string, numbers: string) =>
    told(app, 'enterDrawNumbers', { as, params: { spotCheck: check }, body: { numbers, source: '福彩中心网站' } });

  it('开了奖要两个人录入号码，由另一次代替了的不录：录过的不再等他，录得不一样的都再看，一样了就抽取', async () => {
    app.at('2026-11-23T02:00:00Z');
    // The first is replaced, and asked for by nobody.
    await told(app, 'prepareSpotCheck', { as: looker, body: { ...prepare, percent: 50 } });
    const { check } = await told<{ check: string }>(app, 'prepareSpotCheck', { as: looker, body: prepare });
    expect(await duties(looker)).toEqual([]);
    app.at('2026-11-24T12:00:00Z');
    expect(await duties(looker)).toMatchObject([{ kind: 'drawNumbers', about: check, due: null }]);
    await enter(looker, check, '1 2 3');
    expect(await duties(looker)).toEqual([]);
    expect((await saying(other))[0]?.[1]).toContain('等第二个人录入');
    await enter(other, check, '1 2 4');
    expect((await saying(looker))[0]?.[1]).toContain('录得不一样');
    for (const n of [5, 6, 7, 8]) await enter(looker, check, `1 2 ${n}`);
    expect(await duties(looker)).toEqual([]);
    expect((await saying(other))[0]?.[1]).toContain('录得不一样');
    await enter({ ...other, sub: 'auditor-third' }, check, '1 2 3');
    await enter(other, check, '1 2 3');
    expect(await saying(looker)).toEqual([['drawSample', expect.stringContaining('号码有了，抽取')]]);
  });
});

describe('覆盖抽查', () => {
  const publicDraw = { name: '双色球第 2026130 期', on: '2026-11-23' };
  const prepare = { orgPath: county, instrument: 'quota', frames: ['onFile'], percent: 100, publicDraw };
  const far = of('530000/530300/530302', 'auditor-far', 'auditor');

  async function drawnAll(): Promise<string> {
    app.at('2026-11-22T02:00:00Z');
    const { check } = await told<{ check: string }>(app, 'prepareSpotCheck', { as: looker, body: prepare });
    await anchors(app).keep({ day: '2026-11-22', number: 1, digest: '0'.repeat(64), root: '0'.repeat(64) });
    app.at('2026-11-24T02:00:00Z');
    const params = { spotCheck: check };
    for (const as of [looker, other]) {
      await told(app, 'enterDrawNumbers', { as, params, body: { numbers: '1 2 3', source: '福彩中心网站' } });
    }
    await told(app, 'drawSpotCheck', { as: looker, params, body: {} });
    return check;
  }
  const look = async (check: string) => {
    const { households } = await told<AnswerOf<'listSpotCheckHouseholds'>>(app, 'listSpotCheckHouseholds', {
      ...{ as: looker, params: { spotCheck: check } },
    });
    const body = { check, finding: 'true', seen: '相符。', evidence: [] };
    for (const { dossier } of households)
      for (const as of [looker, other]) await told(app, 'recordFinding', { as, params: { id: dossier }, body });
  };
  const morning = async (at: string) => {
    app.at(at);
    await step(app, 'reminder', {});
  };
  const behind = async (as: SignedIn) => (await duties(as)).filter(({ kind }) => kind === 'coverage');

  it('第四季度没有看够的，县里、省里各有一行，到年底；省里不写县里自己抽的几户；别的县没有；看够了第二天没有', async () => {
    const check = await drawnAll();
    await morning('2026-11-24T03:00:00Z');
    const line = { kind: 'coverage', due: '2026-12-31', title: '抽查：2026 年的覆盖抽查没有看够 30%' };
    expect(await behind(looker)).toMatchObject([{ ...line, detail: expect.stringContaining('五华区 0/1') }]);
    const [above] = await behind(people.auditor);
    expect(above).toMatchObject(line);
    expect(above?.detail).not.toMatch(/五华区 \d/);
    expect(await behind(far)).toEqual([]);
    await look(check);
    await morning('2026-11-25T02:00:00Z');
    expect(await behind(looker)).toEqual([]);
    expect(await behind(people.auditor)).toEqual([]);
  });

  it('还没有抽过的不说，第二年不说；打开一次只读一项，不读各次抽查的框和结论', async () => {
    await morning('2026-11-21T02:00:00Z');
    expect(await behind(looker)).toEqual([]);
    const check = await drawnAll();
    await morning('2026-11-24T03:00:00Z');
    let reads = 0;
    app.dynamoDb.onCommand = (command) => {
      if (JSON.stringify(command).includes(`SPOT#${check}`) && JSON.stringify(command).includes('BETWEEN')) reads++;
    };
    expect(await behind(looker)).toHaveLength(1);
    app.dynamoDb.onCommand = () => undefined;
    expect(reads).toBe(0);
    await morning('2027-02-01T02:00:00Z');
    expect(await behind(looker)).toEqual([]);
  });
});

describe('督查授权、公布数据', () => {
  it('授权还有一周就到期的，授的那一级和上级的管理员看得到；过了的、终止了的没有', async () => {
    const inspector = people.inspector.sub;
    const person = { name: '巡视', post: '督查组成员', email: 'i@example.cn', orgPath: province, roles: ['inspector'] };
    await putPerson(app, inspector, person);
    app.at('2026-11-20T02:00:00Z');
    const body = { inspector, orgPath: county, from: '2026-11-20', until: '2026-11-30', purpose: '全总督查' };
    await told(app, 'grantInspection', { as: people.administrator, body });
    expect(await duties(people.administrator)).toEqual([]);
    app.at('2026-11-24T02:00:00Z');
    expect(await duties(people.administrator)).toMatchObject([
      { kind: 'inspectionEnds', due: '2026-11-30', overdue: false, title: expect.stringContaining('巡视看') },
    ]);
    expect(await duties(of(county, 'administrator-county', 'administrator'))).toEqual([]);
    app.at('2026-12-01T02:00:00Z');
    expect(await duties(people.administrator)).toEqual([]);
  });

  it('录入了公布数据，等的是另一位省里的管理员', async () => {
    await told(app, 'propose', { as: people.administrator, body: inventedYear(2027) });
    expect(await duties(people.administrator)).toEqual([]);
    const second = { ...people.administrator, sub: 'administrator-2' };
    expect(await duties(second)).toMatchObject([{ kind: 'confirmProposal', about: '1', due: null }]);
  });

  it('后来的录入再多，早先没有人核准的一件还在；核准了、不采用的就没有', async () => {
    const second = { ...people.administrator, sub: 'administrator-2' };
    const propose = () => told(app, 'propose', { as: people.administrator, body: inventedYear(2027) });
    await propose();
    for (let n = 2; n <= 25; n++) {
      await propose();
      const params = { number: String(n) };
      await told(app, 'refuseProposal', { as: people.administrator, params, body: { reason: '录错了' } });
    }
    expect(await duties(second)).toMatchObject([{ kind: 'confirmProposal', about: '1' }]);
    await told(app, 'refuseProposal', { as: second, params: { number: '1' }, body: { reason: '文号不对' } });
    expect(await duties(second)).toEqual([]);
  });
});
