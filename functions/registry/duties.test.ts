import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays } from '../../shared/calendar/dates.ts';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { dossierReader } from '../../shared/services/services.ts';
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

  it('开了奖要两个人录入号码：录过的不再等他，录得不一样的都再看，一样了就抽取', async () => {
    app.at('2026-11-23T02:00:00Z');
    const { check } = await told<{ check: string }>(app, 'prepareSpotCheck', { as: looker, body: prepare });
    expect(await duties(looker)).toEqual([]);
    app.at('2026-11-24T12:00:00Z');
    expect(await duties(looker)).toMatchObject([{ kind: 'drawNumbers', about: check, due: null }]);
    await enter(looker, check, '1 2 3');
    expect(await duties(looker)).toEqual([]);
    expect((await saying(other))[0]?.[1]).toContain('等第二个人录入');
    await enter(other, check, '1 2 4');
    expect((await saying(looker))[0]?.[1]).toContain('录得不一样');
    await enter(other, check, '1 2 3');
    expect(await saying(looker)).toEqual([['drawSample', expect.stringContaining('号码有了，抽取')]]);
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
});
