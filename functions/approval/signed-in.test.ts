import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { AnswerOf, BodyOf } from '../../shared/contract/types.ts';
import { household } from '../../test/support/household.ts';
import { ask, Journey, type linkIn, people, putApprover, putPeople, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';

let app: MemoryApp;
let journey: Journey;
let link: ReturnType<typeof linkIn>;
let back: () => void;
const as = { sub: 'approver-county', roles: 'approver', orgPath: people.reviewer.orgPath };

beforeAll(async () => {
  for (const level of ['info', 'warn'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  await putPeople(app);
  journey = new Journey(app);
  await journey.untilApproval(household(3));
  link = await journey.requested();
  back = app.mark();
  return () => void vi.restoreAllMocks();
});
beforeEach(() => {
  back();
  app.at('2026-11-16T02:00:00Z');
});

type Body = Partial<BodyOf<'decideApproval'>>;
async function decides(body: Body = {}, who: object = as, headers = {}) {
  const call = {
    as: who as typeof as,
    params: { id: journey.id },
    body: { request: 1, decision: 'approve', ...body },
    headers,
  };
  const { statusCode, body: text } = await ask(app, 'decideApproval', call);
  const answer = JSON.parse(text) as AnswerOf<'decideApproval'> & { code?: number; detail?: string };
  return { status: statusCode, ...answer };
}
const decision = async () => (await journey.state()).matter.approval?.decision ?? null;
const matter = (who: object = as) => ask(app, 'getApproval', { as: who as typeof as, params: { id: journey.id } });

describe('登录的审批人', () => {
  it('待办里有等本人决定的，别的审批人没有', async () => {
    const tasks = (who: object) => told<AnswerOf<'listTasks'>>(app, 'listTasks', { as: who as typeof as, query: {} });
    const { tasks: own, cursor } = await tasks(as);
    expect([own.map(({ dossier, kind, role }) => [dossier, kind, role]), cursor]).toEqual([
      [[journey.id, 'decide', 'approver']],
      null,
    ]);
    await putApprover(app, {}, 'approver-other');
    expect((await tasks({ ...as, sub: 'approver-other' })).tasks).toEqual([]);
    expect((await decides()).status).toBe(200);
    expect((await tasks(as)).tasks).toEqual([]);
  });

  it('先看到一句话的结论和起决定作用的一条；看过一次记一次', async () => {
    const { statusCode, body } = await matter();
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      request: 1,
      verdict: expect.stringContaining('按标准认定符合'),
      notClean: [],
      held: false,
      decisions: { approve: '同意' },
    });
    const { readings } = await told<AnswerOf<'getReadings'>>(app, 'getReadings', {
      as: people.reviewer,
      params: { id: journey.id },
    });
    expect(readings.some(({ kind, by }) => kind === 'approvalPage' && by === as.sub)).toBe(true);
  });

  it('决定了：记下是登录以后作出的，邮件里的链接随之用掉，只显示已有的决定', async () => {
    expect(await decides()).toMatchObject({
      status: 200,
      decision: 'approve',
      follows: expect.stringContaining('建档'),
    });
    expect(await decision()).toMatchObject({ decision: 'approve', approver: as.sub });
    const page = await journey.decided(link, { decision: 'reject', opinion: '不同意' });
    expect(page.body).toContain('已经作出');
    expect(await decision()).toMatchObject({ decision: 'approve' });
    const { inWords, entries } = await told<AnswerOf<'getJournal'>>(app, 'getJournal', {
      as: people.reviewer,
      params: { id: journey.id },
    });
    expect(inWords.length).toBe(entries.length);
    expect(entries.at(-1)?.action).toMatchObject({ type: 'decide', how: 'signedIn' });
  });

  it('先经由链接决定了的，登录以后不能再决定', async () => {
    await journey.decided(link, { decision: 'return', opinion: '请补交收入证明' });
    expect(await decides()).toMatchObject({ status: 409, code: 1302 });
    expect(await decision()).toMatchObject({ decision: 'return' });
  });

  it('同样的再发一次，应答一样，只记一次；一起发的也是', async () => {
    const headers = { 'idempotency-key': '0b6f5b7e-6a51-4c1e-9d55-5a4f8f0e0a01' };
    const first = await decides({}, as, headers);
    expect(await decides({}, as, headers)).toEqual(first);
    expect(await decides()).toEqual(first);
    back();
    const both = await Promise.all([decides(), decides()]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    const { entries } = await told<AnswerOf<'getJournal'>>(app, 'getJournal', {
      as: people.reviewer,
      params: { id: journey.id },
    });
    expect(entries.filter(({ action }) => action.type === 'decide')).toHaveLength(1);
  });

  it('退回、不予的写明原因或者意见，两样都写进意见', async () => {
    expect(await decides({ decision: 'return' })).toMatchObject({ status: 400, code: 1004 });
    expect(await decision()).toBeNull();
    expect(await decides({ decision: 'return', reasons: ['papers'], opinion: '请补交收入证明。' })).toMatchObject({
      status: 200,
    });
    const { approval } = await told<AnswerOf<'getDossier'>>(app, 'getDossier', {
      as: people.reviewer,
      params: { id: journey.id },
    });
    expect(approval).toMatchObject({ decision: 'return', opinion: '材料不全。请补交收入证明。' });
  });

  it('不是请的那一位、不在其位的，答没有这份档案；没有这项职责的不准', async () => {
    await putApprover(app, {}, 'approver-other');
    for (const who of [{ ...as, sub: 'approver-other' }]) {
      expect(await decides({}, who)).toMatchObject({ status: 404, code: 1304 });
      expect((await matter(who)).statusCode).toBe(404);
    }
    expect((await decides({}, people.reviewer)).status).toBe(403);
    await putApprover(app, { active: false });
    expect(await decides()).toMatchObject({ status: 404, code: 1304 });
  });

  it('另一次送审的编号，不算数', async () => {
    expect(await decides({ request: 2 })).toMatchObject({ status: 409, code: 1302 });
  });

  it('收到过异议的、退回过的，要单独看', async () => {
    await decides({ decision: 'returnForPaper', reasons: ['papers'] });
    await journey.attached('收入证明', '工资流水');
    app.at('2026-11-17T02:00:00Z');
    await told(app, 'submit', { as: people.registrar, params: { id: journey.id }, body: { form: 1 } });
    await journey.requested('2026-11-17T03:00:00Z');
    expect(JSON.parse((await matter()).body)).toMatchObject({ request: 2, notClean: ['以前退回过'] });
  });
});
