import { describe, expect, it } from 'vitest';
import { an } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { decideResumption, runsOf } from './running.ts';

const { submitted, surveying, planned, reverifying, leaving } = journeys;
const ofPlan = { for: 'plan', number: 1, run: 1 } as const;
const stalledAt = { step: 'Assess', error: 'States.TaskFailed' };

describe('逾期', () => {
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

describe('停滞', () => {
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
