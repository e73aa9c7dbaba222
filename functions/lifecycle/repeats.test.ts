import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FunctionName } from '../../infra/functions.ts';
import type { ActionType } from '../../shared/dossier/actions.ts';
import { keys } from '../../shared/registry/keys.ts';
import { inEarnest } from '../../test/support/examples/household.ts';
import { household } from '../../test/support/household.ts';
import { Journey, linkIn, mailed, people, putPeople, step, told } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp, type SentMail } from '../../test/support/memory/app.ts';
import { type Delivery, expectHarmlessRepeats } from '../../test/support/memory/repeats.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

beforeAll(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  return () => void vi.restoreAllMocks();
});

let app: MemoryApp;
let journey: Journey;

beforeEach(async () => {
  // Reviewed after a month, so that all of it is within the years whose working days are published.
  app = memoryApp({ profile: { ...inEarnest, review: { everyMonths: 1 } } });
  journey = new Journey(app);
  await putPeople(app);
});

/** What the dispatcher tells of the last entry of this kind. */
function toldOf(name: FunctionName, type: ActionType, { id } = journey): Delivery {
  const image = app.dynamoDb.changes
    .map(({ after }) => after)
    .findLast((after) => after?.pk?.S === keys.journal(id) && after?.action?.S === type);
  if (!image) throw new Error(`no ${type} in the journal`);
  return [name, queueEvent({ dossierId: id, version: Number(image.sk?.S), action: type })];
}
const relayOf = (type: ActionType): Delivery => toldOf('relay', type);
const awaitOf = (token: string, awaited: object): Delivery => ['await', { dossierId: journey.id, token, awaited }];
const stepOf = (name: FunctionName, input: object): Delivery => [name, { dossierId: journey.id, round: 1, ...input }];
const overdueOf = (awaited: string, since: string) => stepOf('stall', { step: 'overdue', awaited, since });
const deliver = async (...deliveries: Delivery[]) => {
  for (const [name, event] of deliveries) await step(app, name, event);
};

const awaitsSurvey = { step: 'survey', round: 1 };

async function registered(n = 1): Promise<void> {
  journey = new Journey(app);
  await journey.submitted(household(n));
  await journey.surveyed();
  await journey.noticed();
  await journey.noticeClosed();
  await journey.registered();
}

async function reverifying(): Promise<void> {
  await registered();
  app.at('2026-12-17T00:30:00Z');
  await step(app, 'sweep', {});
}

async function leaving(): Promise<void> {
  await reverifying();
  const body = { outcome: 'leave', leaveAs: 'liftedOut', opinion: '家庭收入已稳定高于标准。' };
  await told(app, 'reverify', { as: people.registrar, params: { id: journey.id }, body });
}

async function exitApproved(): Promise<void> {
  for (const _ of app.profile.approval.levels) {
    await journey.approvalStep(0, 'exit');
    await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  }
}

describe('送到两次、先后颠倒、写到一半断了，结果与各来一次相同', () => {
  it('转交：提交以后开始登记', async () => {
    await journey.submitted(household(1));
    expect(await expectHarmlessRepeats(app, [relayOf('submit')])).toBe(1);
    await deliver(relayOf('submit'));
    expect([...app.workflows.executions.keys()]).toEqual([`${journey.id}-registration-1`]);
  });

  it('等待与转交：谁先谁后，流程都得到一次答复，令牌不留下', async () => {
    await journey.submitted(household(1));
    await journey.surveyed();
    const deliveries = [relayOf('submit'), awaitOf('token-1', awaitsSurvey), relayOf('recordSurvey')];
    expect(await expectHarmlessRepeats(app, deliveries)).toBe(4);
    await deliver(...deliveries);
    expect([...app.workflows.answers]).toEqual([['token-1', { outcome: 'confirmed' }]]);
  });

  it('等待：还没有答案的，令牌留着', async () => {
    await journey.submitted(household(1));
    expect(await expectHarmlessRepeats(app, [awaitOf('token-1', awaitsSurvey)])).toBe(1);
  });

  it('转交：复核、退出各开始一次，撤档以后线索删掉', async () => {
    await leaving();
    await exitApproved();
    const records = (['openReverification', 'reverify'] as const).map((type) => relayOf(type));
    expect(await expectHarmlessRepeats(app, records)).toBe(2);
    await step(app, 'exit-step', { step: 'leave', dossierId: journey.id, round: 1 });
    const left = toldOf('forget-traces', 'leave');
    expect(await expectHarmlessRepeats(app, [left])).toBeGreaterThan(1);
    await deliver(left);
    expect(app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk.startsWith('TRACE#'))).toEqual([]);
  });

  it('停滞：记一次', async () => {
    await journey.submitted(household(1));
    const stall = stepOf('stall', {
      step: 'stall',
      failed: 'OpenNotice',
      error: 'x',
      since: '2026-11-06T02:00:00.000Z',
    });
    expect(await expectHarmlessRepeats(app, [stall])).toBe(1);
  });

  it('逾期：同一次记一次，写一封信；前后两次，次序颠倒也各记一次', async () => {
    await journey.submitted(household(1));
    app.at('2026-12-10T02:00:00Z');
    expect(await expectHarmlessRepeats(app, [overdueOf('survey', '2026-12-01T02:00:00.000Z')])).toBe(1);
    const twice = ['2026-12-01T02:00:00.000Z', '2026-12-10T02:00:00.000Z'].map((since) => overdueOf('survey', since));
    await deliver(...twice, ...twice.toReversed());
    expect((await journey.state()).overdue).toMatchObject({ step: 'survey', times: 2 });
  });

  it('转入退出、撤档', async () => {
    await reverifying();
    expect(await expectHarmlessRepeats(app, [stepOf('exit-step', { step: 'beginExit' })])).toBe(1);
    await deliver(stepOf('exit-step', { step: 'beginExit' }));
    expect((await journey.state()).status).toBe('leaving');
  });

  it('撤档：没有批准的不撤，批准了的撤一次', async () => {
    await leaving();
    expect(await expectHarmlessRepeats(app, [stepOf('exit-step', { step: 'leave' })])).toBe(0);
    await exitApproved();
    expect(await expectHarmlessRepeats(app, [stepOf('exit-step', { step: 'leave' })])).toBe(1);
    await deliver(stepOf('exit-step', { step: 'leave' }));
    expect((await journey.state()).status).toBe('liftedOut');
  });

  it('定下次复核的日期', async () => {
    await reverifying();
    expect(await expectHarmlessRepeats(app, [stepOf('reverification-step', { step: 'setNextReview' })])).toBe(1);
    await deliver(stepOf('reverification-step', { step: 'setNextReview' }));
    expect(await journey.state()).toMatchObject({ status: 'registered', nextReviewOn: '2027-01-17' });
  });

  it('扫描：到期的每一户开始一次复核、写一封信，断在哪一户都从那里接着', async () => {
    for (const n of [1, 2, 3]) await registered(n);
    app.at('2026-12-17T00:30:00Z');
    // Each of three, and where it ended.
    expect(await expectHarmlessRepeats(app, [['sweep', {}]])).toBe(4);
  });

  it('提醒：今明两天到期的每次送审提醒一次', async () => {
    for (const n of [1, 2]) {
      journey = new Journey(app);
      await journey.submitted(household(n));
      await journey.surveyed();
      await journey.noticed();
      await journey.noticeClosed();
      app.at('2026-11-16T01:00:00Z');
      await journey.approvalStep();
    }
    app.at(new Date(Date.parse((await journey.state()).approval?.deadline as string) - 3_600_000));
    expect(await expectHarmlessRepeats(app, [['reminder', {}]])).toBe(2);
  });
});

describe('迟到的一次，不碰此后的事', () => {
  it('等待：重试的一次先办完，迟到的不占它的位子', async () => {
    await journey.submitted(household(1));
    await deliver(awaitOf('token-2', awaitsSurvey), awaitOf('token-1', awaitsSurvey));
    await journey.surveyed();
    await deliver(relayOf('recordSurvey'));
    expect(app.workflows.answers.get('token-2')).toEqual({ outcome: 'confirmed' });
    expect(app.dynamoDb.all<{ sk: string }>().filter(({ sk }) => sk.startsWith('AWAIT#'))).toEqual([]);
  });

  it('停滞：恢复以后迟到的，不再算停滞', async () => {
    await journey.submitted(household(1));
    app.at('2026-11-06T02:00:01Z');
    const since = '2026-11-06T02:00:00.000Z';
    const stall = stepOf('stall', { step: 'stall', failed: 'OpenNotice', error: 'x', since });
    await deliver(stall);
    app.at('2026-11-06T03:00:00Z');
    await told(app, 'resume', { as: people.administrator, params: { id: journey.id }, body: {} });
    await deliver(stall);
    expect((await journey.state()).stalled).toBeNull();
    await deliver(
      stepOf('stall', { step: 'stall', failed: 'OpenNotice', error: 'x', since: '2026-11-06T03:01:00.000Z' }),
    );
    expect((await journey.state()).stalled).toMatchObject({ step: 'OpenNotice' });
  });

  it('恢复：迟到的不再开始别的阶段', async () => {
    await reverifying();
    const since = app.now().toISOString();
    await deliver(stepOf('stall', { step: 'stall', failed: 'Reassess', error: 'x', since }));
    await told(app, 'resume', { as: people.administrator, params: { id: journey.id }, body: {} });
    const resumed = relayOf('resume');
    await deliver(resumed, stepOf('exit-step', { step: 'beginExit' }));
    await deliver(relayOf('beginExit'), resumed);
    expect([...app.workflows.executions.keys()].sort()).toEqual([
      `${journey.id}-exit-1`,
      `${journey.id}-reverification-1-again-1`,
    ]);
  });

  it('复核的认定、下次复核的日期：上一次的不算在这一次头上', async () => {
    await reverifying();
    const first = stepOf('reverification-step', { step: 'setNextReview' });
    await deliver(first);
    app.at('2027-01-17T00:30:00Z');
    await step(app, 'sweep', {});
    await deliver(first, stepOf('assess-step', { step: 'reassess' }));
    expect(await journey.state()).toMatchObject({
      status: 'reverifying',
      review: { review: 2 },
      assessment: { occasion: 'registration-1' },
    });
  });
});
