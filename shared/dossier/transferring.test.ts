import { describe, expect, it } from 'vitest';
import { an, nextYearsBasis, registrar, sealed } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { given } from './given.fixture.ts';
import { id, journeys, recorded, stateAfter } from './journeys.fixture.ts';
import { apply, type DossierState } from './state.ts';
import { pendingTransfer } from './transfer-state.ts';
import { decideReminder } from './transferring.ts';

const onFile = journeys.registered;
const to = '530000/530100/530103/U0001';
const proposed: Action[] = [...onFile, an.proposeTransfer()];

describe('移交', () => {
  it('提出以后仍归原工会，接收了才换：档案、编号、台账都还是那一份', () => {
    const { orgPath, registration } = stateAfter(...onFile);
    const waiting = given(...onFile)
      .when(an.proposeTransfer())
      .records();
    expect(waiting.orgPath).toBe(orgPath);
    expect(pendingTransfer(waiting)).toMatchObject({ transfer: 1, from: orgPath, to, reminded: 0 });
    const accepted = given(...proposed)
      .when(an.acceptTransfer())
      .records();
    expect(accepted).toMatchObject({ orgPath: to, registration, standing: 'onFile' });
    expect(pendingTransfer(accepted)).toBeNull();
    // Back again, under the next number.
    given(...proposed, an.acceptTransfer())
      .when(an.proposeTransfer({ transfer: 2, to: orgPath }))
      .records();
  });

  it('退回、撤回的仍归原工会，可以再提出', () => {
    const { orgPath } = stateAfter(...onFile);
    for (const answer of [an.refuseTransfer(), an.withdrawTransfer()]) {
      expect(stateAfter(...proposed, answer).orgPath).toBe(orgPath);
      given(...proposed, answer)
        .when(an.proposeTransfer({ transfer: 2 }))
        .records();
      // Nothing more comes of the first.
      for (const late of [an.acceptTransfer(), an.refuseTransfer(), an.withdrawTransfer(), an.remindTransfer()]) {
        given(...proposed, answer)
          .when(late)
          .refuses(/没有等待答复的移交/);
      }
    }
  });

  it('没有答复的，一次接一次地催；催的是查出逾期的那一次', () => {
    const remind = (transfer: number) => (state: Parameters<typeof decideReminder>[0]) =>
      decideReminder(state, transfer);
    given(...proposed)
      .when(remind(1))
      .records({ transfer: 1, times: 1 });
    given(...proposed, an.remindTransfer())
      .when(remind(1))
      .records({ transfer: 1, times: 2 });
    given(...proposed)
      .when(remind(2))
      .refuses(/是第 1 次移交，不是您看到的第 2 次/);
    given(...proposed, an.refuseTransfer())
      .when(remind(1))
      .refuses(/没有等待答复的移交/);
  });

  it('提出两次、移交给自己、编号不接的，不行；答复的须是看到的那一次', () => {
    given(...proposed)
      .when(an.proposeTransfer({ transfer: 2 }))
      .refuses(/已经提出移交/);
    given(...onFile)
      .when(an.proposeTransfer({ to: stateAfter(...onFile).orgPath }))
      .refuses(/就在这个工会/);
    given(...onFile)
      .when(an.proposeTransfer({ transfer: 3 }))
      .refuses(/编号不相接/);
    given(...proposed)
      .when(an.acceptTransfer({ transfer: 2 }))
      .refuses(/是第 1 次移交，不是您看到的第 2 次/);
  });

  it('记着谁、哪天、为什么提出，催到第几次、从哪天起又等，怎样答复的、为什么', () => {
    const at = (action: Action, on: string, before: DossierState) => apply(id, before, { ...recorded(action), on });
    const waiting = at(an.proposeTransfer(), '2027-01-01', stateAfter(...onFile));
    const asked = {
      transfer: 1,
      from: waiting.orgPath,
      to,
      by: registrar.id,
      proposedOn: '2027-01-01',
      reason: sealed,
    };
    expect(waiting.transfer).toEqual({ ...asked, reminded: 0, since: '2027-01-01', answer: null });
    const reminded = at(an.remindTransfer(), '2027-01-16', waiting);
    expect(reminded.transfer).toEqual({ ...asked, reminded: 1, since: '2027-01-16', answer: null });
    const answers = [
      [an.acceptTransfer(), 'accepted', null],
      [an.refuseTransfer(), 'refused', sealed],
      [an.withdrawTransfer(), 'withdrawn', sealed],
    ] as const;
    for (const [action, outcome, reason] of answers) {
      const answer = { outcome, on: '2027-01-20', reason };
      expect(at(action, '2027-01-20', reminded).transfer).toEqual({ ...reminded.transfer, answer });
    }
  });

  it('退回来的复核有人在办，办结再移交', () => {
    given(...journeys.changedReviewSentBack)
      .when(an.proposeTransfer())
      .refuses(/正在办理第 2 件事项（年度复核）/);
  });

  it('还没有建档、已经终结的，不移交', () => {
    for (const journey of [journeys.submitted, journeys.withdrawn]) {
      given(...journey)
        .when(an.proposeTransfer())
        .refuses(/不能提出移交/);
    }
  });

  it('正在办变更、退出的，办结再移交；提出以后不再开始变更、退出；等着报告的复核随着走', () => {
    given(...onFile, an.openAmendment())
      .when(an.proposeTransfer())
      .refuses(/正在办理第 2 件事项（变更）/);
    given(...onFile, an.proposeExit())
      .when(an.proposeTransfer())
      .refuses(/正在办理第 2 件事项（退出）/);
    for (const begun of [an.openAmendment(), an.proposeExit()]) {
      given(...proposed)
        .when(begun)
        .refuses(/正在移交给另一个工会/);
    }
    const reviewed = given(...proposed, an.openReverification())
      .when(an.acceptTransfer())
      .records();
    expect(reviewed).toMatchObject({ orgPath: to, matter: { kind: 'reverification', outcome: null } });
    given(...proposed, an.openReverification(), an.reverify())
      .when(an.acceptTransfer())
      .refuses(/正在办理第 2 件事项（年度复核）/);
  });

  it('复核由规则提出的退出照办；退出了，没有答复的移交随之了结', () => {
    const found = {
      occasion: '2-1',
      outcome: 'ineligible',
      category: null,
      tier: null,
      reason: 'notACase',
      basis: nextYearsBasis,
    } as const;
    const leaving = [
      ...proposed,
      ...[an.openReverification(), an.reverify(), an.assess(found)],
      an.proposeExit({ matter: 3, reason: 'notACase', happenedOn: null, evidence: [], statement: null }),
    ];
    given(...leaving)
      .when(an.acceptTransfer())
      .refuses(/正在办理第 3 件事项（退出）/);
    const { requests } = stateAfter(...leaving);
    const left = stateAfter(
      ...leaving,
      an.requestApproval({ request: requests + 1 }),
      an.decide({ request: requests + 1 }),
      an.leave({ matter: 3 }),
    );
    expect(left).toMatchObject({
      standing: 'left',
      transfer: { answer: { outcome: 'lapsed', on: '2026-11-01', reason: null } },
    });
  });

  it('催办一次一次记，从不算作接收', () => {
    const { orgPath } = stateAfter(...onFile);
    const twice = stateAfter(...proposed, an.remindTransfer(), an.remindTransfer({ times: 2 }));
    expect(twice).toMatchObject({ orgPath, transfer: { reminded: 2, answer: null } });
    given(...proposed, an.remindTransfer())
      .when(an.remindTransfer())
      .refuses(/已经催办过/);
  });
});
