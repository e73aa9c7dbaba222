import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { FunctionName } from '../../infra/functions.ts';
import type { ActionType } from '../../shared/dossier/actions.ts';
import type { Running } from '../../shared/dossier/running.ts';
import { statusOf } from '../../shared/dossier/status.ts';
import { keys } from '../../shared/registry/keys.ts';
import type { Timed } from '../../shared/workflow/steps.ts';
import { examplePlan } from '../../test/support/example-plan.ts';
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
const ofRegistration: Running = { for: 'registration', number: 1, run: 1 };
const ofPlan: Running = { for: 'plan', number: 1, run: 1 };
const stepOf = (name: FunctionName, of: Running, input: object = {}): Delivery => [
  name,
  { dossierId: journey.id, ...of, ...input },
];
const overdueOf = (awaited: Timed, since: string, of = ofRegistration) =>
  stepOf('stall', of, { step: 'overdue', awaited, since });
const stallOf = (of: Running, failed = 'OpenNotice') => stepOf('stall', of, { step: 'stall', failed, error: 'x' });
const deliver = async (...deliveries: Delivery[]) => {
  for (const [name, event] of deliveries) await step(app, name, event as never);
};
const resume = () => told(app, 'resume', { as: people.administrator, params: { id: journey.id }, body: {} });
const status = async () => statusOf(await journey.state());

const awaitsSurvey = { step: 'survey', matter: 1, run: 1 };

async function registered(n = 1): Promise<void> {
  journey = new Journey(app);
  await journey.untilApproval(household(n));
  await journey.registered();
}

async function reverifying(): Promise<void> {
  await registered();
  app.at('2026-12-17T00:30:00Z');
  await step(app, 'sweep', {});
}

/** Reported as unchanged, and assessed anew. */
async function unchanged(): Promise<void> {
  await reverifying();
  await journey.reported();
}

async function leaving(): Promise<void> {
  await reverifying();
  await journey.exitWanted('difficultyOver');
}

async function exitApproved(): Promise<void> {
  for (const _ of app.profile.approval.levels) {
    await journey.approvalStep();
    await journey.decided(linkIn((await mailed(app)).at(-1) as SentMail));
  }
}

const concludes = async () => stepOf('conclusion-step', (await journey.run()) as Running);

describe('送到两次、先后颠倒、写到一半断了，结果与各来一次相同', () => {
  it('转交：提交以后开始登记', async () => {
    await journey.submitted(household(1));
    expect(await expectHarmlessRepeats(app, [relayOf('submit')])).toBe(1);
    await deliver(relayOf('submit'));
    expect([...app.workflows.executions.keys()]).toEqual([`${journey.id}-registration-1-1`]);
  });

  it('等待与转交：谁先谁后，流程都得到一次答复，令牌不留下', async () => {
    await journey.submitted(household(1));
    await journey.surveyed();
    const deliveries = [relayOf('submit'), awaitOf('token-1', awaitsSurvey), relayOf('recordSurvey')];
    expect(await expectHarmlessRepeats(app, deliveries)).toBe(4);
    await deliver(...deliveries);
    expect([...app.workflows.answers]).toEqual([['token-1', { stage: 'notice' }]]);
  });

  it('等待：还没有答案的，令牌留着', async () => {
    await journey.submitted(household(1));
    expect(await expectHarmlessRepeats(app, [awaitOf('token-1', awaitsSurvey)])).toBe(1);
  });

  it('转交：复核、退出各开始一次，被退出取代的复核得到“到此为止”，撤档以后线索删掉', async () => {
    await reverifying();
    const awaitsUpdate = awaitOf('token-2', { step: 'update', matter: 2, run: 1 });
    await deliver(relayOf('openReverification'), awaitsUpdate);
    await journey.exitWanted('difficultyOver');
    const records = (['openReverification', 'proposeExit'] as const).map((type) => relayOf(type));
    // The execution of the exit, the answer to the review, and its token.
    expect(await expectHarmlessRepeats(app, records)).toBe(3);
    await deliver(...records);
    expect([...app.workflows.executions.keys()].sort()).toEqual([
      `${journey.id}-exit-3-1`,
      `${journey.id}-reverification-2-1`,
    ]);
    expect(app.workflows.answers.get('token-2')).toEqual({ stage: 'ended' });
    await exitApproved();
    await deliver(await concludes());
    const left = toldOf('follow-traces', 'leave');
    expect(await expectHarmlessRepeats(app, [left])).toBeGreaterThan(1);
    await deliver(left);
    expect(app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk.startsWith('TRACE#'))).toEqual([]);
  });

  it('转交：帮扶计划走自己的一趟，签了字得到一次答复', async () => {
    await registered();
    await journey.signed(await journey.planned(examplePlan), household(1).worker.name);
    const deliveries = [
      relayOf('makePlan'),
      awaitOf('token-plan', { step: 'signature', plan: 1, run: 1 }),
      relayOf('signPlan'),
    ];
    expect(await expectHarmlessRepeats(app, deliveries)).toBe(4);
    await deliver(...deliveries);
    expect([...app.workflows.executions.keys()]).toEqual([`${journey.id}-plan-1-1`]);
    expect([...app.workflows.answers]).toEqual([['token-plan', { stage: 'cards' }]]);
  });

  it('停滞：记一次', async () => {
    await journey.submitted(household(1));
    expect(await expectHarmlessRepeats(app, [stallOf(ofRegistration)])).toBe(1);
  });

  it('停滞：计划的与事项的各记各的', async () => {
    await reverifying();
    await journey.planned(examplePlan, '2026-12-18T02:00:00Z');
    const ofReview: Running = { for: 'reverification', number: 2, run: 1 };
    const both = [stallOf(ofPlan, 'IssueCards'), stallOf(ofReview, 'Assess')];
    // Which of the two is told first shows in the journal alone.
    await deliver(...both, ...both.toReversed());
    const { matter, plan, version } = await journey.state();
    expect([matter.stalled?.step, plan?.stalled?.step]).toEqual(['Assess', 'IssueCards']);
    await deliver(...both);
    expect((await journey.state()).version).toBe(version);
  });

  it('逾期：同一次记一次，写一封信；前后两次，次序颠倒也各记一次', async () => {
    await journey.submitted(household(1));
    app.at('2026-12-10T02:00:00Z');
    expect(await expectHarmlessRepeats(app, [overdueOf('survey', '2026-12-01T02:00:00.000Z')])).toBe(1);
    const twice = ['2026-12-01T02:00:00.000Z', '2026-12-10T02:00:00.000Z'].map((since) => overdueOf('survey', since));
    await deliver(...twice, ...twice.toReversed());
    expect((await journey.state()).matter.overdue).toMatchObject({ step: 'survey', times: 2 });
  });

  it('逾期：一趟已满二百天的，交给下一趟，只交一次；这一趟再等，得到“到此为止”，下一趟从原来的环节等', async () => {
    await registered();
    await journey.planned(examplePlan);
    const begun = app.now().toISOString();
    app.at('2027-06-08T02:00:00Z');
    const since = '2027-06-08T01:00:00.000Z';
    const late = stepOf('stall', ofPlan, { step: 'overdue', awaited: 'signature', since, begun });
    expect(await expectHarmlessRepeats(app, [late])).toBe(2);
    await deliver(late);
    await deliver(relayOf('renew'), awaitOf('token-1', { step: 'signature', plan: 1, run: 1 }));
    expect([...app.workflows.executions]).toMatchObject([[`${journey.id}-plan-1-2`, { stage: 'signature', run: 2 }]]);
    expect(app.workflows.answers.get('token-1')).toEqual({ stage: 'ended' });
    expect((await journey.state()).plan).toMatchObject({ run: 2, stalled: null, overdue: { times: 1 } });
    // Not yet so long: nothing is handed over.
    app.at('2027-06-20T02:00:00Z');
    const next = { ...ofPlan, run: 2 };
    await deliver(
      stepOf('stall', next, { step: 'overdue', awaited: 'signature', since: '2027-06-20T01:00:00.000Z', begun: since }),
    );
    expect((await journey.state()).plan).toMatchObject({ run: 2, overdue: { times: 2 } });
  });

  it('送审：一再上提、已满二百天的，交给下一趟；这一趟不再送审', async () => {
    await journey.untilApproval(household(1));
    await journey.requested();
    const { request } = (await journey.state()).matter.approval as { request: number };
    const begun = '2026-04-01T00:00:00.000Z';
    app.at('2026-11-24T02:00:00Z');
    const late = stepOf('approval-step', ofRegistration, { expired: request, begun });
    expect(await expectHarmlessRepeats(app, [late])).toBe(1);
    await deliver(late);
    await deliver(relayOf('renew'));
    expect((await journey.state()).matter).toMatchObject({ run: 2, stage: 'approval', approval: { request } });
    await deliver(
      stepOf('approval-step', { ...ofRegistration, run: 2 }, { expired: 0, begun: app.now().toISOString() }),
    );
    expect((await journey.state()).matter.approval).toMatchObject({ request });
  });

  it('逾期：计划没有签字，记在计划上，不记在事项上', async () => {
    await registered();
    await journey.planned(examplePlan);
    app.at('2026-12-24T02:00:00Z');
    const late = overdueOf('signature', '2026-12-20T02:00:00.000Z', ofPlan);
    expect(await expectHarmlessRepeats(app, [late])).toBe(1);
    await deliver(late);
    const { matter, plan } = await journey.state();
    expect([matter.overdue, plan?.overdue]).toEqual([null, { step: 'signature', times: 1 }]);
  });

  it('办结：建档一次，编号给一个，写一封信', async () => {
    await journey.untilApproval(household(1));
    for (const _ of app.profile.approval.levels) await journey.decided(await journey.requested());
    await deliver(await concludes(), await concludes());
    expect(await status()).toBe('registered');
    const letters = (await mailed(app)).filter(({ subject }) => subject.includes('建档'));
    expect(letters).toHaveLength(1);
  });

  it('办结：没有变化的继续在册，定下次复核的日期', async () => {
    await unchanged();
    await journey.assessed();
    expect(await expectHarmlessRepeats(app, [await concludes()])).toBe(1);
    await deliver(await concludes());
    expect(await status()).toBe('registered');
    expect(await journey.state()).toMatchObject({ nextReviewOn: '2027-01-17', matter: { outcome: 'kept' } });
  });

  it('办结：没有批准的不撤档，批准了的撤一次', async () => {
    await leaving();
    expect(await expectHarmlessRepeats(app, [await concludes()])).toBe(0);
    await exitApproved();
    expect(await expectHarmlessRepeats(app, [await concludes()])).toBe(1);
    await deliver(await concludes());
    expect(await status()).toBe('relieved');
  });

  it('扫描：到期的每一户开始一次复核，断在哪一户都从那里接着', async () => {
    for (const n of [1, 2, 3]) await registered(n);
    app.at('2026-12-17T00:30:00Z');
    expect(await expectHarmlessRepeats(app, [['sweep', {}]])).toBe(3);
  });

  it('提醒：今明两天到期的每次送审提醒一次', async () => {
    for (const n of [1, 2]) {
      journey = new Journey(app);
      await journey.untilApproval(household(n));
      app.at('2026-11-16T01:00:00Z');
      await journey.approvalStep();
    }
    app.at(new Date(Date.parse((await journey.state()).matter.approval?.deadline as string) - 3_600_000));
    // One each, and what 覆盖抽查 is behind with in the last quarter.
    expect(await expectHarmlessRepeats(app, [['reminder', {}]])).toBe(3);
  });
});

describe('迟到的一次，不碰此后的事', () => {
  it('等待：重试的一次先办完，迟到的不占它的位子', async () => {
    await journey.submitted(household(1));
    await deliver(awaitOf('token-2', awaitsSurvey), awaitOf('token-1', awaitsSurvey));
    await journey.surveyed();
    await deliver(relayOf('recordSurvey'));
    expect(app.workflows.answers.get('token-2')).toEqual({ stage: 'notice' });
    expect(app.dynamoDb.all<{ sk: string }>().filter(({ sk }) => sk.startsWith('AWAIT#'))).toEqual([]);
  });

  it('停滞：恢复以后，上一趟迟到的不再算停滞，这一趟的算', async () => {
    await journey.submitted(household(1));
    await deliver(stallOf(ofRegistration));
    await resume();
    await deliver(stallOf(ofRegistration));
    expect((await journey.state()).matter.stalled).toBeNull();
    await deliver(stallOf({ ...ofRegistration, run: 2 }));
    expect((await journey.state()).matter.stalled).toMatchObject({ step: 'OpenNotice' });
  });

  it('停滞、逾期、认定、公示、送审、办结：上一趟迟到的，什么也不再记', async () => {
    await journey.submitted(household(1));
    await deliver(stallOf(ofRegistration));
    await resume();
    const { version } = await journey.state();
    const late: [FunctionName, object][] = [
      ['stall', { step: 'stall', failed: 'Assess', error: 'x' }],
      ['stall', { step: 'overdue', awaited: 'survey', since: '2026-11-30T02:00:00.000Z' }],
      ['assess-step', {}],
      ['notice-step', { step: 'openNotice' }],
      ['notice-step', { step: 'closeNotice' }],
      ['approval-step', { expired: 0 }],
      ['conclusion-step', {}],
    ];
    await deliver(...late.map(([name, input]) => stepOf(name, ofRegistration, input)));
    expect((await journey.state()).version).toBe(version);
    expect(await mailed(app)).toEqual([]);
  });

  it('恢复：计划的一趟停在发卡，从发卡接着；不碰事项，事项另行恢复', async () => {
    await reverifying();
    await journey.signed(
      await journey.planned(examplePlan, '2026-12-18T02:00:00Z'),
      household(1).worker.name,
      '2026-12-19T02:00:00Z',
    );
    await deliver(stallOf(ofPlan, 'IssueCards'), stallOf({ for: 'reverification', number: 2, run: 1 }, 'Assess'));
    await resume();
    await deliver(relayOf('resume'));
    expect([...app.workflows.executions]).toMatchObject([[`${journey.id}-plan-1-2`, { stage: 'cards', run: 2 }]]);
    expect((await journey.state()).matter.stalled).toMatchObject({ step: 'Assess' });
    await resume();
    await deliver(relayOf('resume'));
    expect(app.workflows.executions.get(`${journey.id}-reverification-2-2`)).toMatchObject({ stage: 'form', run: 2 });
  });

  it('计划停滞：恢复以后，上一趟迟到的不再算停滞，这一趟的算', async () => {
    await registered();
    await journey.planned(examplePlan);
    await deliver(stallOf(ofPlan, 'IssueCards'));
    await resume();
    await deliver(stallOf(ofPlan, 'IssueCards'));
    expect((await journey.state()).plan).toMatchObject({ run: 2, stalled: null });
    await deliver(stallOf({ ...ofPlan, run: 2 }, 'IssueCards'));
    expect((await journey.state()).plan?.stalled).toMatchObject({ step: 'IssueCards' });
  });

  it('恢复：迟到的不再开始别的事项', async () => {
    await reverifying();
    await deliver(stallOf({ for: 'reverification', number: 2, run: 1 }, 'Assess'));
    await resume();
    const resumed = relayOf('resume');
    await deliver(resumed);
    await journey.exitWanted('difficultyOver');
    await deliver(relayOf('proposeExit'), resumed);
    expect([...app.workflows.executions.keys()].sort()).toEqual([
      `${journey.id}-exit-3-1`,
      `${journey.id}-reverification-2-2`,
    ]);
  });

  it('计划重做以后，前一份迟到的签字等待到此为止，恢复也不再开始前一份', async () => {
    await registered();
    await journey.planned(examplePlan);
    const first = relayOf('makePlan');
    await journey.planned(examplePlan, '2026-11-21T02:00:00Z');
    await deliver(relayOf('makePlan'), first, awaitOf('token-1', { step: 'signature', plan: 1, run: 1 }));
    expect([...app.workflows.executions.keys()]).toEqual([`${journey.id}-plan-2-1`]);
    expect(app.workflows.answers.get('token-1')).toEqual({ stage: 'ended' });
  });

  it('复核的认定、办结：上一次的不算在这一次头上', async () => {
    await unchanged();
    const first = await journey.run();
    await journey.assessed();
    await journey.concluded();
    app.at('2027-01-17T00:30:00Z');
    await step(app, 'sweep', {});
    await deliver(['conclusion-step', first], ['assess-step', first]);
    expect(await status()).toBe('reverifying');
    expect((await journey.state()).matter).toMatchObject({ matter: 3, assessment: null });
    expect((await journey.state()).inForce?.assessment.occasion).toBe('2-1');
  });
});
