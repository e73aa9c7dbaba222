import { describe, expect, it } from 'vitest';
import { an } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import {
  decideNextRun,
  decideOverdue,
  decideRenewal,
  decideResumption,
  decideStall,
  isRunAt,
  type Running,
  runsOf,
  stallToMend,
} from './running.ts';
import type { DossierState } from './state.ts';

const { submitted, surveying, planned, reverifying, leaving } = journeys;
const ofPlan = { for: 'plan', number: 1, run: 1 } as const;
const ofMatter = { for: 'registration', number: 1, run: 1 } as const;
const stalledAt = { step: 'Assess', error: 'States.TaskFailed' };

describe('逾期', () => {
  type Wait = Parameters<typeof decideOverdue>[1];
  const overdue = (wait: Wait) => (state: DossierState) => decideOverdue(state, wait);
  const survey = { ...ofMatter, awaited: 'survey' } as const;

  it('过了期限还没有等到的，记一次；再过一次，是第二次', () => {
    given(...surveying)
      .when(overdue(survey))
      .records({ type: 'markOverdue', step: 'survey', times: 1 });
    given(...surveying, an.markOverdue())
      .when(overdue(survey))
      .records({ step: 'survey', times: 2 });
    given(...planned)
      .when(overdue({ ...ofPlan, awaited: 'signature' }))
      .records({ for: 'plan', step: 'signature', times: 1 });
  });

  it('调查过了而等着裁定的，逾期的是裁定；裁定了是同一户的，是合并：各从第一次数起', () => {
    const { waitingForRuling } = journeys;
    given(...waitingForRuling, an.markOverdue())
      .when(overdue(survey))
      .records({ step: 'ruling', times: 1 });
    given(...waitingForRuling, an.ruleDuplicate({ ruling: 'same' }))
      .when(overdue(survey))
      .records({ step: 'merger', times: 1 });
  });

  it('等签字的逾期就是签字，哪怕变更那边等着裁定', () => {
    const plan = [an.makePlan({ plan: 2 }), an.openAmendment(), an.saveForm({ form: 2 })];
    const waiting = [an.findDuplicates({ form: 2 }), an.submit({ matter: 2, form: 2 })];
    const visited = [an.assess({ occasion: '2-1', form: 2 }), an.recordSurvey()];
    given(...journeys.onFile, ...plan, ...waiting, ...visited)
      .when(overdue({ ...ofPlan, number: 2, awaited: 'signature' }))
      .records({ for: 'plan', step: 'signature' });
  });

  it('到期那一刻已经办了的、说的是上一趟或另一版计划的，不记', () => {
    const late: [Parameters<typeof given>, Wait][] = [
      [journeys.surveyed, survey],
      [[...surveying, an.renew()], survey],
      [journeys.withdrawn, survey],
      [[...planned, an.signPlan()], { ...ofPlan, awaited: 'signature' }],
      [[...planned, an.makePlan({ plan: 2 })], { ...ofPlan, awaited: 'signature' }],
    ];
    for (const [journey, wait] of late) {
      given(...journey)
        .when(overdue(wait))
        .refuses(/已经有了/);
    }
  });

  it('记在逾期的那一件、那一版计划上', () => {
    const { matter } = given(...surveying)
      .when(an.markOverdue())
      .records();
    expect(matter.overdue).toEqual({ step: 'survey', times: 1 });
    expect(stateAfter(...surveying, an.markOverdue(), an.markOverdue({ times: 2 })).matter.overdue?.times).toBe(2);
    const state = given(...planned)
      .when(an.markOverdue({ ...ofPlan, step: 'signature' }))
      .records();
    expect([state.plan?.overdue, state.matter.overdue]).toEqual([{ step: 'signature', times: 1 }, null]);
  });

  it('来得晚的，说的是另一件、上一趟或已经办结的，不记在现在这一件上', () => {
    const late = [
      [reverifying, an.markOverdue()],
      [leaving, an.markOverdue({ for: 'reverification', number: 2 })],
      [[...journeys.returned, an.submit({ run: 2 })], an.markOverdue()],
      [journeys.registered, an.markOverdue()],
      [journeys.withdrawn, an.markOverdue()],
    ] as const;
    for (const [journey, action] of late) {
      expect(
        given(...journey)
          .when(action)
          .records().matter.overdue,
      ).toBeNull();
    }
    const replanned = given(...planned, an.makePlan({ plan: 2 }))
      .when(an.markOverdue(ofPlan))
      .records();
    expect(replanned.plan?.overdue).toBeNull();
    expect(
      given(...journeys.registered)
        .when(an.markOverdue(ofPlan))
        .records().plan,
    ).toBeNull();
  });
});

describe('另起一趟', () => {
  const renewal = (of: Running) => (state: DossierState) => decideRenewal(state, of);

  it('等得太久的交给下一趟：在原来的环节接着等，逾期的还算逾期，不算停滞', () => {
    const { matter } = given(...surveying, an.markOverdue())
      .when(renewal(ofMatter))
      .records({ type: 'renew', run: 2 });
    expect(matter).toMatchObject({ run: 2, stage: 'survey', stalled: null, overdue: { step: 'survey', times: 1 } });
    const { plan } = given(...planned)
      .when(renewal(ofPlan))
      .records({ run: 2 });
    expect(plan).toMatchObject({ run: 2, signedAt: null });
  });

  it('已经交过的、停滞的、办结了的、被取代了的，不再另起', () => {
    given(...surveying, an.renew())
      .when(renewal(ofMatter))
      .refuses(/趟数不相接/);
    given(...surveying, an.stall())
      .when(renewal(ofMatter))
      .refuses(/停滞/);
    given(...journeys.registered)
      .when(renewal(ofMatter))
      .refuses(/已经办结/);
    given(...planned, an.makePlan({ plan: 2 }))
      .when(renewal(ofPlan))
      .refuses(/已经办结/);
  });
});

describe('停滞', () => {
  const stalls = (of: Running) => (state: DossierState) => decideStall(state, { ...of, ...stalledAt });

  it('试到头的一步记在那一趟上；另一步又停了的，记后来的', () => {
    expect(
      given(...submitted)
        .when(stalls(ofMatter))
        .records({ type: 'stall', ...stalledAt }).matter.stalled,
    ).toEqual(stalledAt);
    given(...submitted, an.stall({ step: 'Survey' }))
      .when(stalls(ofMatter))
      .records(stalledAt);
  });

  it('同一步再说一遍的，上一趟、另一版计划、已经办结的，不记', () => {
    given(...submitted, an.stall())
      .when(stalls(ofMatter))
      .refuses(/已经记过/);
    given(...submitted, an.stall(), an.resume())
      .when(stalls(ofMatter))
      .refuses(/从前的一趟/);
    given(...planned, an.makePlan({ plan: 2 }))
      .when(stalls(ofPlan))
      .refuses(/从前的一趟/);
    for (const over of [journeys.registered, journeys.withdrawn]) {
      given(...over)
        .when(stalls(ofMatter))
        .refuses(/从前的一趟/);
    }
  });

  it('记着停在哪一步；恢复是新的一趟，不再显示停滞', () => {
    const { matter } = given(...submitted)
      .when(an.stall())
      .records();
    expect(matter).toMatchObject({ stalled: stalledAt, run: 1 });
    const resumed = given(...submitted, an.stall())
      .when(decideResumption)
      .records({ number: 1, run: 2 });
    expect(resumed.matter).toMatchObject({ stalled: null, run: 2, stage: 'assessment' });
  });

  it('执行没有结果的，接着一趟；没有记过停滞的没有下一趟', () => {
    const next = (state: DossierState) => decideNextRun(state, ofMatter);
    given(...surveying, an.stall())
      .when(next)
      .records({ type: 'resume', ...ofMatter, run: 2 });
    given(...surveying)
      .when(next)
      .refuses(/流程没有停滞/);
  });

  it('没有停滞的流程不能恢复，一次停滞只恢复一次', () => {
    given(...submitted)
      .when(decideResumption)
      .refuses(/没有停滞/);
    given(...submitted, an.stall())
      .when(an.resume({ run: 3 }))
      .refuses(/没有停滞/);
    given(...submitted, an.stall())
      .when(an.resume({ number: 2 }))
      .refuses(/没有停滞/);
    given(...submitted, an.stall(), an.resume())
      .when(an.resume())
      .refuses(/没有停滞/);
    given(...submitted, an.stall(), an.resume())
      .when(an.resume({ run: 3 }))
      .refuses(/没有停滞/);
  });

  it('上一趟晚到的停滞不算：接着走的那一趟没有停', () => {
    const resumed = [...submitted, an.stall(), an.resume()];
    expect(
      given(...resumed)
        .when(an.stall())
        .records().matter.stalled,
    ).toBeNull();
    expect(
      given(...resumed)
        .when(an.stall({ run: 2 }))
        .records().matter.stalled,
    ).toEqual(stalledAt);
  });

  it('事项办结了，就没有什么停着：先前的停滞不留下，晚到的不记', () => {
    const ofExit = { for: 'exit', number: 2 } as const;
    for (const stalled of [
      [an.stall(ofExit), an.abandon()],
      [an.abandon(), an.stall(ofExit)],
    ]) {
      const { matter } = stateAfter(...leaving, ...stalled);
      expect(matter).toMatchObject({ outcome: 'abandoned', stalled: null });
    }
    const endings = [
      [an.stall(), an.recordSurvey({ outcome: 'reject' })],
      [an.stall(), an.withdraw()],
    ] as const;
    for (const ending of endings) expect(stateAfter(...surveying, ...ending).matter.stalled).toBeNull();
    const rejects = [an.stall(), an.decide({ decision: 'reject' })];
    expect(stateAfter(...journeys.awaitingApproval, ...rejects).matter.stalled).toBeNull();
    for (const over of [journeys.registered, journeys.withdrawn]) {
      given(...over, an.stall())
        .when(decideResumption)
        .refuses(/没有停滞/);
    }
  });

  it('别的事项的停滞不记在这一件上', () => {
    expect(
      given(...reverifying)
        .when(an.stall())
        .records().matter.stalled,
    ).toBeNull();
    const wrongKind = an.stall({ for: 'exit', number: 2 });
    expect(
      given(...reverifying)
        .when(wrongKind)
        .records().matter.stalled,
    ).toBeNull();
  });

  it('计划和事项都停了的，一次恢复一个，先恢复计划', () => {
    const both = [
      ...planned,
      an.openReverification(),
      an.stall(ofPlan),
      an.stall({ for: 'reverification', number: 2 }),
    ];
    const state = given(...both)
      .when(decideResumption)
      .records({ for: 'plan', number: 1, run: 2 });
    expect([state.plan?.stalled, state.plan?.run, state.matter.stalled]).toEqual([null, 2, stalledAt]);
    const ofSignature = stateAfter(...both, an.stall({ ...ofPlan, step: 'AwaitSignature' }));
    expect([stallToMend(ofSignature), stallToMend(state)]).toMatchObject([
      { step: 'AwaitSignature' },
      { step: 'Assess' },
    ]);
    const first = an.resume({ ...ofPlan, run: 2 });
    given(...both, first)
      .when(decideResumption)
      .records({ for: 'reverification', number: 2, run: 2 });
  });
});

it('一趟流程说的是哪一件：种类和编号都对才是', () => {
  const state = stateAfter(...planned, an.openReverification());
  expect(runsOf(state, { for: 'reverification', number: 2 })).toBe(state.matter);
  expect(runsOf(state, { for: 'exit', number: 2 })).toBeUndefined();
  expect(runsOf(state, { for: 'reverification', number: 1 })).toBeUndefined();
  expect(runsOf(state, { for: 'plan', number: 1 })).toBe(state.plan);
  expect(runsOf(state, { for: 'plan', number: 2 })).toBeUndefined();
});

it('一趟走在哪一环节：别的一趟、别的一件、别的环节、退回了的和办结了的，都不在那里', () => {
  const state = stateAfter(...surveying);
  expect(isRunAt(state, ofMatter, 'survey')).toBe(true);
  expect(isRunAt(state, ofMatter, 'notice')).toBe(false);
  expect(isRunAt(state, { ...ofMatter, run: 2 }, 'survey')).toBe(false);
  expect(isRunAt(state, { ...ofMatter, for: 'exit' }, 'survey')).toBe(false);
  expect(isRunAt(stateAfter(...journeys.returned), ofMatter, 'form')).toBe(false);
  expect(isRunAt(stateAfter(...journeys.registered), ofMatter, 'conclusion')).toBe(false);
});
