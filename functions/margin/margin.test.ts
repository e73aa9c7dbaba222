import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { allAgree } from '../../shared/consent/consents.fixture.ts';
import type { Form } from '../../shared/form/form.ts';
import type { ProvinceProfile } from '../../shared/province/profile.ts';
import { dossiers } from '../../shared/services/services.ts';
import type { Task } from '../../shared/tasks/task.ts';
import { earning, household } from '../../test/support/household.ts';
import { ask, Journey, people, putPeople, step, told } from '../../test/support/journey.ts';
import { legible } from '../../test/support/legible.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { faultsIn } from '../../test/support/memory/verified.ts';
import { deployedWith, withLine } from '../../test/support/on-file.ts';

let app: MemoryApp;
let journey: Journey;
let back: () => void;
const as = people.registrar;
const line = 70_000;
/** Of two people, so many fen a month each: the line is 700 yuan, and the first standard takes whoever has half as much again. */
const having = (each: number, n = 3): Form => earning(household(n), 2 * each);
const justMissing = having(120_000);

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-02T01:00:00Z');
  await putPeople(app);
  journey = new Journey(app);
  await journey.submitted(justMissing);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-11-03T02:00:00Z');
});

const state = () => journey.state();
const join = async (on = app, consents: readonly object[] = allAgree(justMissing, '2026-11-03')) =>
  ask(on, 'joinMargin', { as, params: { id: journey.id }, body: { consents } });
const answer = (said: string, on = app) =>
  ask(on, 'answerMargin', { as, params: { id: journey.id }, body: { answer: said } });
const list = (on = app, call: object = {}) =>
  told<{ households: { dossier: string; askedOn: string | null }[]; disclosure: object | null; cursor: string | null }>(
    on,
    'listMargin',
    { as, ...call },
  );
const listed = async (on = app) => (await list(on)).households.map(({ dossier }) => dossier);
const night = async (on: MemoryApp, day: string) => {
  on.at(new Date(Date.parse(`${day}T01:00:00+08:00`)).toISOString());
  await step(on, 'review-run', {});
};
const owed = async (on = app) =>
  (await told<{ tasks: Task[] }>(on, 'listTasks', { as })).tasks
    .map(({ kind }) => kind)
    .filter((kind) => kind === 'margin');
const withdrawn = async (on = app) =>
  told(on, 'withdraw', { as, params: { id: journey.id }, body: { reason: '本人不再申请' } });
const raised = (profile: ProvinceProfile, fen: number) => withLine(profile, fen);

describe('谁算差一点', () => {
  it('低保标准高出本省写的百分数就符合的算；差得多的、符合的不算；没有边缘名单的省一个也不算', async () => {
    const nearly = async (form: Form, profile = app.profile) => {
      const on = memoryApp({ profile });
      on.at('2026-11-02T01:00:00Z');
      await putPeople(on);
      const one = new Journey(on);
      await one.submitted(form);
      return (await one.state()).matter.assessment?.nearly ?? false;
    };
    expect(await nearly(justMissing)).toBe(true);
    expect(await nearly(having(300_000))).toBe(false);
    expect(await nearly(household(3))).toBe(false);
    expect(await nearly(justMissing, { ...app.profile, margin: null })).toBe(false);
  });
});

describe('列入', () => {
  it('全家同意以后才列入，名单按工会看，写明告知什么；缺一个人的同意，逐人说', async () => {
    const short = await join(app, allAgree(justMissing, '2026-11-03').slice(0, 1));
    expect([short.statusCode, short.body]).toEqual([400, expect.stringContaining('第1位家庭成员')]);
    expect(await listed()).toEqual([]);
    expect((await join()).statusCode).toBe(200);
    const { households, disclosure } = await list(app, { as: people.reviewer });
    expect(households).toMatchObject([
      { dossier: journey.id, status: 'returned', since: '2026-11-03', keptUntil: null },
    ]);
    expect(JSON.stringify(disclosure)).toContain('随时可以告诉工会');
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('别的工会看不到，入户调查人看不了；登记表里没有人名', async () => {
    await join();
    const elsewhere = { ...as, orgPath: '530000/530100/530103/U0001' };
    expect(await list(app, { as: elsewhere })).toMatchObject({ households: [] });
    expect((await ask(app, 'listMargin', { as: people.surveyor })).statusCode).toBe(403);
    expect(JSON.stringify(legible(app.dynamoDb.all()))).not.toContain(justMissing.worker.name);
  });

  it('代码以本工会的开头的另一个工会，排在一处也不是本工会的：看不到它的', async () => {
    await join();
    // `U0001-2` stands between `U0001` and what is below it.
    const beside = { ...as, orgPath: `${as.orgPath}-2` };
    const other = new Journey(app);
    const form = having(120_000, 4);
    const { id } = await told<{ id: string }>(app, 'createDraft', { as: beside, body: { orgPath: beside.orgPath } });
    other.id = id;
    await told(app, 'saveForm', { as: beside, params: { id }, headers: { 'if-match': '"1"' }, body: form });
    const body = { form: 1, consents: allAgree(form, '2026-11-03') };
    await told(app, 'submit', { as: beside, params: { id }, body });
    await other.assessed();
    const consents = allAgree(form, '2026-11-03');
    await told(app, 'joinMargin', { as: beside, params: { id }, body: { consents } });
    expect(await listed()).toEqual([journey.id]);
    expect((await list(app, { as: beside })).households).toMatchObject([{ dossier: id }]);
    expect((await list(app, { as: people.reviewer })).households).toHaveLength(2);
  });

  it('没有差一点的、已经列入的、没有边缘名单的省，不能列入', async () => {
    await join();
    expect((await join()).body).toContain('已经在边缘名单上');
    await answer('ownWish');
    const { app: none } = deployedWith(journey, { ...app.profile, margin: null });
    expect((await join(none)).body).toContain('本省没有边缘名单');
    const eligible = new Journey(app);
    await eligible.submitted(household(9));
    const refused = await ask(app, 'joinMargin', {
      ...{ as, params: { id: eligible.id } },
      body: { consents: allAgree(household(9), '2026-11-03') },
    });
    expect([refused.statusCode, refused.body]).toEqual([409, expect.stringContaining('不是差一点')]);
  });

  it('撤回了申请的仍在名单上，写明到哪一天为止；也可以撤回以后再同意', async () => {
    await withdrawn();
    expect((await join()).statusCode).toBe(200);
    const { households } = await list();
    expect(households).toMatchObject([{ status: 'withdrawn', keptUntil: '2029-11-03' }]);
  });
});

describe('标准变了', () => {
  it('现在会符合的，要建档人去问一次；同样的标准不再问；答了暂不申请的，标准再变了再问', async () => {
    await join();
    const { app: on } = deployedWith(journey, raised(app.profile, 90_000));
    await night(on, '2026-12-02');
    expect(await owed(on)).toEqual(['margin']);
    expect((await list(on)).households).toMatchObject([{ askedOn: '2026-12-02' }]);
    await night(on, '2026-12-03');
    expect((await answer('notNow', on)).statusCode).toBe(200);
    expect([await owed(on), await listed(on)]).toEqual([[], [journey.id]]);
    await night(on, '2027-01-02');
    expect(await owed(on)).toEqual([]);
    const { app: again } = deployedWith(journey, raised(app.profile, 95_000));
    await night(again, '2027-02-02');
    expect(await owed(again)).toEqual(['margin']);
    expect(await faultsIn(again, journey.id)).toEqual([]);
  });

  it('仍不会符合的，日志里什么也不多', async () => {
    await join();
    const { version } = await state();
    const { app: on } = deployedWith(journey, raised(app.profile, line + 1_000));
    await night(on, '2026-12-02');
    expect((await state()).version).toBe(version);
  });

  it('标准变了以后才同意的，当夜就看，不等下一次变', async () => {
    const { app: on } = deployedWith(journey, raised(app.profile, 90_000));
    await night(on, '2026-12-02');
    on.at('2026-12-02T02:00:00Z');
    expect((await join(on)).statusCode).toBe(200);
    await night(on, '2026-12-03');
    expect(await owed(on)).toEqual(['margin']);
  });

  it('不愿再留的当即不在名单上，从此不再看', async () => {
    await join();
    expect((await answer('notNow')).body).toContain('还没有要问');
    await answer('ownWish');
    expect(await listed()).toEqual([]);
    const { app: on } = deployedWith(journey, raised(app.profile, 90_000));
    await night(on, '2026-12-02');
    expect(await owed(on)).toEqual([]);
    expect((await answer('ownWish', on)).body).toContain('不在边缘名单上');
  });
});

describe('再申请', () => {
  it('退回的一份再提交，就不在名单上', async () => {
    await join();
    await told(app, 'submit', { as, params: { id: journey.id }, body: { form: 1 } });
    expect(await listed()).toEqual([]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });

  it('撤回了的，本人另行申请，原来的就不在名单上，待办也没有了；别人申请的不算', async () => {
    await join();
    await withdrawn();
    const { app: on } = deployedWith(journey, raised(app.profile, 90_000));
    await night(on, '2026-12-02');
    await new Journey(on).submitted(household(8), '2026-12-02T02:00:00Z');
    expect(await owed(on)).toEqual(['margin']);
    const again = new Journey(on);
    await again.submitted(justMissing, '2026-12-02T02:00:00Z');
    expect([await listed(on), await owed(on)]).toEqual([[], []]);
    const journal = await dossiers(on).journal(journey.id);
    expect(journal.at(-1)?.action).toMatchObject({ type: 'answerMargin', answer: 'applied' });
    for (const { id } of [journey, again]) expect(await faultsIn(on, id)).toEqual([]);
  });
});

describe('保管期满', () => {
  it('列入处置清单的那一夜，就不在名单上；延长保管的也不回来', async () => {
    await join();
    await withdrawn();
    app.at('2029-11-03T19:30:00Z');
    await step(app, 'disposal-run', {});
    expect((await state()).disposal).not.toBeNull();
    expect(await listed()).toEqual([]);
    expect((await join()).body).toContain('保管期满');
    const body = { until: '2035-01-01', because: 'dispute', reason: '信访件还没有办结' };
    await told(app, 'keepLonger', { as: people.reviewer, params: { id: journey.id }, body });
    expect(await listed()).toEqual([]);
    expect(await faultsIn(app, journey.id)).toEqual([]);
  });
});
