import { beforeEach, describe, expect, it, vi } from 'vitest';
import { examplePlan } from '../../test/support/example-plan.ts';
import { household, namesake } from '../../test/support/household.ts';
import { county, Journey, mailed, people, putPeople, putPerson, step, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import type { Form } from '../form/form.ts';
import { people as directory } from './services.ts';

let app: MemoryApp;
let journey: Journey;

beforeEach(async () => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-02T01:00:00Z');
  await putPeople(app);
  journey = new Journey(app);
  return () => void vi.restoreAllMocks();
});

const put = (id: string, roles: string[], orgPath: string, changes: object = {}) =>
  putPerson(app, id, { name: '某某', post: '干部', email: `${id}@example.cn`, orgPath, roles, ...changes });
const to = (mails: SentMail[]) => mails.map((mail) => mail.to.split('@')[0]).sort();
const able = async (ability: Parameters<ReturnType<typeof directory>['whoMay']>[0]) =>
  (await directory(app).whoMay(ability, await journey.state())).map(({ id }) => id).sort();

describe('由谁办', () => {
  beforeEach(() => journey.submitted(household(3)));

  it('县里有人的，县里的；单位自己有人的，单位的；都没有的，往上一级找', async () => {
    expect([await able('recordSurvey'), await able('resolveObjection'), await able('makePlan')]).toEqual([
      ['surveyor-1'],
      ['reviewer-1'],
      ['recorder-1', 'registrar-1'],
    ]);
    await put('surveyor-u', ['surveyor'], `${county}/U0001`);
    await put('reviewer-city', ['reviewer'], '530000/530100');
    expect([await able('recordSurvey'), await able('resolveObjection')]).toEqual([['surveyor-u'], ['reviewer-1']]);
    await put('reviewer-1', ['reviewer'], county, { active: false });
    expect(await able('resolveObjection')).toEqual(['reviewer-city']);
    await put('reviewer-city', ['reviewer'], '530000/530100', { active: false });
    expect(await able('resolveObjection')).toEqual([]);
  });

  it('离任的、没有邮箱的、别的单位的、经手过这一件的，都不算', async () => {
    await put('reviewer-mute', ['reviewer'], county, { email: null });
    await put('reviewer-gone', ['reviewer'], county, { active: false });
    await put('reviewer-far', ['reviewer'], '530000/530100/530103');
    await put('reviewer-beside', ['reviewer'], `${county}/U0001-2`);
    await put('registrar-1', ['registrar', 'reviewer'], `${county}/U0001`);
    expect(await able('resolveObjection')).toEqual(['reviewer-1']);
  });

  it('同一件事至多写给五个人', async () => {
    for (let n = 2; n <= 8; n++) await put(`reviewer-${n}`, ['reviewer'], county);
    expect(await able('resolveObjection')).toHaveLength(5);
  });
});

describe('不在的那些天', () => {
  beforeEach(() => journey.submitted(household(3)));
  const away = (by: string) => ({ standIn: { by, from: '2026-11-02', to: '2026-11-06' } });
  const told = async (today: string) =>
    (await directory(app).whoMay('resolveObjection', await journey.state(), { today })).map(({ id }) => id);

  it('审核人由写明的那一位代办：写给他，过了末日又写给本人；代办的经手过的，仍写给本人', async () => {
    await put('reviewer-city', ['reviewer'], '530000/530100');
    await put('reviewer-1', ['reviewer'], county, away('reviewer-city'));
    expect(await told('2026-11-06')).toEqual(['reviewer-city']);
    expect(await told('2026-11-07')).toEqual(['reviewer-1']);
    await put('registrar-1', ['registrar', 'reviewer'], county);
    await put('reviewer-1', ['reviewer'], county, away('registrar-1'));
    expect(await told('2026-11-06')).toEqual(['reviewer-1']);
  });

  it('提交的人离任、不在，信写给写明接手的那一位，不是同单位排在最前的；接手的管不到的，照旧', async () => {
    const unit = `${county}/U0001`;
    const leaving = (changes: object) => put('registrar-1', ['registrar'], unit, { active: false, ...changes });
    const returned = async () => {
      const restore = app.mark();
      await journey.surveyed('2026-11-05T02:00:00Z', { outcome: 'return' });
      const mails = to(await mailed(app));
      restore();
      return mails;
    };
    await mailed(app);
    expect(await returned()).toEqual(['registrar']);
    await leaving({});
    expect(await returned()).toEqual(['recorder-1']);
    await put('registrar-new', ['registrar'], unit);
    await leaving(away('registrar-new'));
    expect(await returned()).toEqual(['registrar-new']);
    await leaving({ ...away('registrar-new'), active: true });
    expect(await returned()).toEqual(['registrar-new']);
    await put('registrar-new', ['registrar'], `${county}/U0002`);
    expect(await returned()).toEqual(['registrar']);
  });
});

describe('当即告诉要办的人', () => {
  it('疑似重复的写给审核人，不写给建档人；只告诉裁定的人的，也写给审核人', async () => {
    await journey.submitted(household(3));
    const alike = new Journey(app);
    await alike.submitted({ ...household(30), worker: { ...household(30).worker, ...namesake(household(3).worker) } });
    expect(to(await mailed(app))).toEqual(['reviewer-1']);
    const { mobile } = household(3).worker;
    const neighbour = new Journey(app);
    await neighbour.submitted({ ...household(40), worker: { ...household(40).worker, mobile } } as Form);
    const { duplicates } = await neighbour.state();
    expect(duplicates).toHaveLength(1);
    expect(to(await mailed(app))).toEqual(['reviewer-1']);
  });

  it('登记里没有审核人的，写给建档人；只告诉裁定的人的，谁也不写', async () => {
    await put('reviewer-1', ['reviewer'], county, { active: false });
    await journey.submitted(household(3));
    const alike = new Journey(app);
    await alike.submitted({ ...household(30), worker: { ...household(30).worker, ...namesake(household(3).worker) } });
    expect(to(await mailed(app))).toEqual(['registrar']);
    const { mobile } = household(3).worker;
    const neighbour = new Journey(app);
    await neighbour.submitted({ ...household(40), worker: { ...household(40).worker, mobile } } as Form);
    expect((await neighbour.state()).duplicates).toHaveLength(1);
    expect(to(await mailed(app))).toEqual([]);
  });

  it('异议写给每一位审核人；写了信才离任的，收不到', async () => {
    await put('reviewer-2', ['reviewer'], county);
    const notice = await journey.untilNotice(household(3));
    await mailed(app);
    await told(app, 'raiseObjection', { params: { id: notice }, body: { reason: '反映家中有门面出租。' } });
    expect(to(await mailed(app))).toEqual(['reviewer-1', 'reviewer-2']);
    await told(app, 'triageObjections', {
      as: people.reviewer,
      params: { id: journey.id },
      body: { objections: [1], outcome: 'takenUp', opinion: '须核实。' },
    });
    await put('reviewer-2', ['reviewer'], county, { active: false });
    const mails = await mailed(app);
    expect(to(mails)).toEqual(['reviewer-1']);
    expect(mails[0]?.subject).toContain('请处理');
    expect(mails[0]?.text).toContain('钱审核 权益保障部部长，您好');
  });

  it('逾期的写给没有办的人：入户调查写给调查人，异议写给审核人，签字写给建档人；再记一次不再写', async () => {
    await journey.submitted(household(3));
    await mailed(app);
    const overdue = async (awaited: 'survey' | 'resolutions' | 'signature', since: string, of = {}) => {
      const input = { ...(await journey.run()), step: 'overdue' as const, awaited, since, ...of };
      await step(app, 'stall', input as never);
      await step(app, 'stall', input as never);
      return to(await mailed(app));
    };
    expect(await overdue('survey', '2026-11-12T02:00:00Z')).toEqual(['surveyor-1']);
    await journey.surveyed();
    const notice = await journey.noticed();
    await told(app, 'raiseObjection', { params: { id: notice }, body: { reason: '反映家中有门面出租。' } });
    await told(app, 'triageObjections', {
      as: people.reviewer,
      params: { id: journey.id },
      body: { objections: [1], outcome: 'takenUp', opinion: '须核实。' },
    });
    await mailed(app);
    expect(await overdue('resolutions', '2026-11-14T02:00:00Z')).toEqual(['reviewer-1']);
    await told(app, 'resolveObjection', {
      as: people.reviewer,
      params: { id: journey.id, n: '1' },
      body: { outcome: 'dismissed', opinion: '不成立。' },
    });
    await journey.noticeClosed();
    await journey.registered();
    await journey.planned(examplePlan);
    await mailed(app);
    const plan = { for: 'plan', number: 1, run: 1 };
    expect(await overdue('signature', '2026-12-08T02:00:00Z', plan)).toEqual(['registrar']);
  });

  it('建档人离任了的，由同一单位别的建档人收', async () => {
    await journey.submitted(household(3));
    await journey.surveyed('2026-11-05T02:00:00Z', { outcome: 'return', answers: undefined });
    await put('registrar-1', ['registrar'], `${county}/U0001`, { active: false });
    expect(to(await mailed(app))).toEqual(['recorder-1']);
  });
});
