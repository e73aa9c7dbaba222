import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf } from '../../shared/contract/types.ts';
import { checkedProfile, deliberated } from '../../test/support/checked.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, mailed, people, putPeople, told } from '../../test/support/journey.ts';
import { legible } from '../../test/support/legible.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

let app: MemoryApp;
let one: Journey;
let minutes = '';
let back: () => void;
const { registrar } = people;

beforeAll(async () => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp({ profile: checkedProfile });
  await putPeople(app);
  one = new Journey(app);
  await one.submitted(household(1));
  await one.surveyed();
  minutes = await one.attached('评议记录', '评议记录');
  await mailed(app);
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => back());

const sitting = (...names: string[]) => names.map((name) => ({ name, post: '工会委员' }));
async function deliberate(more: object = {}) {
  const body = {
    ...{ matter: 1, heldOn: '2026-11-05', place: '三楼会议室', present: sitting('陈志远', '罗春燕', '杨国栋') },
    ...{ votes: { for: 2, against: 0, abstain: 1 }, opinion: '情况属实。', keptBy: '罗春燕', minutes, ...more },
  };
  const answer = await ask(app, 'recordDeliberation', { as: registrar, params: { id: one.id }, body });
  const told = JSON.parse(answer.body) as { faults?: { pointer: string; message: string }[]; code?: number };
  return {
    status: answer.statusCode,
    ...told,
    faults: (told.faults ?? []).map(({ pointer, message }) => [pointer, message]),
  };
}

describe('评议', () => {
  it('过半同意的去核对；到会的人、意见都是密文，日志里只有日子、结果和哪份附件', async () => {
    expect(await deliberate()).toMatchObject({ status: 200, outcome: 'supported' });
    expect((await one.state()).matter.stage).toBe('checking');
    const stored = JSON.stringify(legible(app.dynamoDb.all()));
    for (const said of ['陈志远', '三楼会议室', '情况属实。']) expect(stored).not.toContain(said);
    const params = { id: one.id };
    const { deliberation } = await told<AnswerOf<'getDossier'>>(app, 'getDossier', { as: registrar, params });
    expect(deliberation).toMatchObject({ place: '三楼会议室', votes: { for: 2 }, minutes, outcome: 'supported' });
  });

  it('正好一半、没有过半的不算通过：退回，写信给建档人', async () => {
    const four = sitting('陈志远', '罗春燕', '杨国栋', '马兰');
    const half = await deliberate({ present: four, votes: { for: 2, against: 2, abstain: 0 } });
    expect(half).toMatchObject({ status: 200, outcome: 'notSupported' });
    expect((await one.state()).matter.returned).toEqual({ from: 'deliberation', paperOnly: false });
    const [mail] = await mailed(app);
    expect(mail?.text).toContain('基层工会评议没有通过');
  });

  it('票数与到会的人数对不上的、同一个人写两次的，说清楚', async () => {
    expect((await deliberate({ votes: { for: 3, against: 1, abstain: 0 } })).faults).toEqual([
      ['/votes', '同意、不同意、弃权合计 4 票，到会 3 人，应当相等'],
    ]);
    const { faults } = await deliberate({
      present: sitting('陈志远', '罗春燕', '陈 志远', '杨国栋'),
      votes: { for: 4, against: 0, abstain: 0 },
    });
    expect(faults).toEqual([['/present/2/name', '同一个人写了两次']]);
  });

  it('入户调查的人可以列席，不计入人数；自己家的人须回避', async () => {
    const { faults } = await deliberate({ present: sitting('赵调查', '孙走访', '陈志远') });
    expect(faults).toEqual([['/present', '除了入户调查的人，须有至少 3 人到会，现为 1 人']]);
    const own = await deliberate({ present: sitting('陈志远', '罗春燕', household(1).members[0]?.name as string) });
    expect(own.faults).toEqual([['/present/2/name', '与这一户的人同名：自己家的事须回避']]);
  });

  it('没有签了字的记录、还没有开的会，不收', async () => {
    const other = await one.attached('其他', '别的');
    expect((await deliberate({ minutes: other })).faults).toEqual([['/minutes', '须为本档案中通过检查的“评议记录”']]);
    expect((await deliberate({ heldOn: '2026-11-06' })).faults).toEqual([
      ['/heldOn', '2026-11-06 晚于今天 2026-11-05'],
    ]);
    expect(await deliberate({ heldOn: '2026-11-04' })).toMatchObject({ code: 1302 });
  });

  it('评议过了，不能再登记一次；没有入户的轮不到', async () => {
    await deliberated(one);
    expect(await deliberate()).toMatchObject({ code: 1302 });
    const early = new Journey(app);
    await early.submitted(household(2), '2026-11-05T02:00:00Z');
    const body = (id: string) => ({ as: registrar, params: { id } });
    const refused = await ask(app, 'recordDeliberation', {
      ...body(early.id),
      body: {
        ...{ matter: 1, heldOn: '2026-11-05', place: '三楼', present: sitting('甲一', '乙二', '丙三') },
        ...{ votes: { for: 3, against: 0, abstain: 0 }, opinion: '属实', keptBy: '甲一', minutes },
      },
    });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 1302 });
  });
});
