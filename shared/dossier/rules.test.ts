import { describe, expect, it } from 'vitest';
import type { Action, ActionType } from './actions.ts';
import { an, attempts, journeys, stateAfter } from './journeys.fixture.ts';
import { allowedIn, refusal, titles } from './rules.ts';
import { statuses, statusTitles } from './status.ts';

const refused = (journey: Action[], action: Action) => refusal(stateAfter(...journey), action);
const types = Object.keys(allowedIn) as ActionType[];

describe('什么时候能办什么事', () => {
  it('没有档案时只能建立草稿，已有档案不能再建', () => {
    for (const type of types) {
      const action = (an[type] as () => Action)();
      expect(refusal(null, action) === undefined).toBe(type === 'createDraft');
    }
    expect(refused(journeys.draft, an.createDraft())).toBeDefined();
  });

  it('状态不对的一律不准，并说明现在是什么状态、要办的是什么事', () => {
    for (const journey of Object.values(journeys)) {
      const state = stateAfter(...journey);
      for (const action of attempts(state)) {
        const where = allowedIn[action.type];
        if (where === 'any' || where.includes(state.status)) continue;
        const why = refusal(state, action);
        expect(why).toContain(statusTitles[state.status]);
        expect(why).toContain(titles[action.type]);
      }
    }
  });

  it('随机的经办试得到每一种事', () => {
    const tried = new Set(attempts(stateAfter(...journeys.surveying)).map(({ type }) => type));
    expect(types.filter((type) => !tried.has(type))).toEqual(['createDraft']);
  });

  it('不认识的一种不是随便哪种都准，而是办不下去', () => {
    for (const type of ['constructor', 'toString', '__proto__', 'abolish']) {
      const action = { type } as unknown as Action;
      expect(() => refused(journeys.draft, action)).toThrow(/unknown word/);
      expect(() => stateAfter(...journeys.draft, action)).toThrow(/unknown word/);
    }
  });

  it('不认识的结论、决定不当作最后一种', () => {
    const survey = { ...an.recordSurvey(), outcome: 'toString' } as unknown as Action;
    expect(() => stateAfter(...journeys.surveying, survey)).toThrow(/unknown word/);
    const decision = { ...an.decide(), decision: 'toString' } as unknown as Action;
    expect(() => stateAfter(...journeys.awaitingApproval, decision)).toThrow(/unknown word/);
  });

  it('终结的档案只能由系统补记附件检查、逾期和停滞，别的什么也不能再办', () => {
    const ended = statuses.filter((status) => ['rejected', 'liftedOut', 'relieved', 'closed'].includes(status));
    const open = types.filter((type) => {
      const where = allowedIn[type];
      return where === 'any' || ended.some((status) => where.includes(status));
    });
    expect(open.sort()).toEqual(['addAttachment', 'markOverdue', 'refuseAttachment', 'resume', 'stall']);
  });
});

describe('申报', () => {
  it('没有保存过档案表，不能提交', () => {
    expect(refused([an.createDraft()], an.submit({ form: 1 }))).toContain('保存');
  });

  it('只能提交最近保存的一份：申报人看到的就是提交的', () => {
    const resaved = [...journeys.returned, an.saveForm({ form: 2 })];
    expect(refused(resaved, an.submit({ form: 1, round: 2 }))).toContain('最近');
    expect(refused(resaved, an.submit({ form: 2, round: 2 }))).toBeUndefined();
  });

  it('提交之后、退回之前，档案表不能再改', () => {
    for (const journey of [journeys.submitted, journeys.surveying, journeys.underNotice, journeys.awaitingApproval]) {
      expect(refused(journey, an.saveForm({ form: 2 }))).toBeDefined();
    }
    expect(refused(journeys.returned, an.saveForm({ form: 2 }))).toBeUndefined();
  });

  it('审批通过之前可以撤回；最后一级通过之后撤不掉已作的审批，建档之后要走退出', () => {
    const firstOfTwo = [...journeys.noticeOver, an.requestApproval({ last: false }), an.decide()];
    const { draft, submitted, contested, awaitingApproval } = journeys;
    for (const journey of [draft, submitted, contested, awaitingApproval, firstOfTwo]) {
      expect(refused(journey, an.withdraw())).toBeUndefined();
    }
    const second = [...firstOfTwo, an.requestApproval({ request: 2, level: 2, unionLevel: 'municipal' })];
    expect(refused(second, an.withdraw())).toBeUndefined();
    for (const journey of [journeys.approved, [...second, an.decide({ request: 2 })]]) {
      expect(refused(journey, an.withdraw())).toMatch(/^审批已经通过.*建档完成以后.*年度复核时办理退出$/);
    }
    expect(refused([...awaitingApproval, an.withdraw()], an.decide())).toContain('注销');
    for (const journey of [journeys.registered, journeys.reverifying, journeys.leaving, journeys.closed]) {
      expect(refused(journey, an.withdraw())).toBeDefined();
    }
  });
});

describe('调查与公示', () => {
  it('未经入户调查，不得公示', () => {
    expect(refused(journeys.surveying, an.openNotice())).toContain('不能公示');
  });

  it('入户调查有了结论，不能再写一份', () => {
    expect(refused(journeys.surveyed, an.recordSurvey({ outcome: 'reject' }))).toContain('已有结论');
  });

  it('公示期满之后，不再受理异议', () => {
    expect(refused(journeys.underNotice, an.raiseObjection())).toBeUndefined();
    expect(refused(journeys.noticeOver, an.raiseObjection())).toContain('公示已结束');
  });

  it('公示期内已有异议的，别人仍可提出异议', () => {
    expect(refused(journeys.contested, an.raiseObjection({ objection: 2 }))).toBeUndefined();
  });

  it('公示只结束一次', () => {
    expect(refused(journeys.noticeOver, an.closeNotice())).toContain('已经结束');
  });

  it('一条异议只处理一次，没有提出过的不能处理', () => {
    const both = [...journeys.contested, an.raiseObjection({ objection: 2 })];
    expect(refused([...both, an.resolveObjection()], an.resolveObjection({ outcome: 'upheld' }))).toContain('处理过');
    expect(refused(both, an.resolveObjection({ objection: 3 }))).toContain('没有这条异议');
  });
});

describe('审批', () => {
  it('公示期未满，不得进入审批', () => {
    expect(refused(journeys.underNotice, an.requestApproval())).toContain('公示未结束');
  });

  it('公示期内有未处理的异议，不得进入审批', () => {
    expect(refused([...journeys.contested, an.closeNotice()], an.requestApproval())).toBeDefined();
    const settled = [...journeys.contested, an.closeNotice(), an.resolveObjection()];
    expect(refused(settled, an.requestApproval())).toBeUndefined();
  });

  it('异议成立的不予建档，不能再送审', () => {
    const upheld = [...journeys.contested, an.resolveObjection({ outcome: 'upheld' })];
    expect(refused(upheld, an.closeNotice())).toBeDefined();
    expect(refused(upheld, an.requestApproval())).toBeDefined();
  });

  it('一次送审只有一个决定，第二个不算', () => {
    expect(refused(journeys.approved, an.decide({ decision: 'reject' }))).toContain('已有决定');
  });

  it('逾期上提之后，原审批人的链接不能再作决定', () => {
    const escalated = [...journeys.awaitingApproval, an.requestApproval({ request: 2, approver: 'city' })];
    expect(refused(escalated, an.decide({ request: 1 }))).toContain('已被取代');
    expect(refused(escalated, an.decide({ request: 2 }))).toBeUndefined();
  });

  it('没有送审，谁也不能决定', () => {
    expect(refused(journeys.leaving, an.decide())).toBeDefined();
    expect(refused(journeys.noticeOver, an.decide())).toBeDefined();
  });

  it('审批尚未通过，不得建档；上一级还没有决定的也不得建档', () => {
    expect(refused(journeys.awaitingApproval, an.register())).toContain('不得建档');
    const first = [...journeys.noticeOver, an.requestApproval({ last: false }), an.decide()];
    expect(refused(first, an.register())).toContain('不得建档');
    const second = [...first, an.requestApproval({ request: 2, level: 2, unionLevel: 'municipal' })];
    expect(refused(second, an.register())).toContain('不得建档');
    expect(refused([...second, an.decide({ request: 2 })], an.register())).toBeUndefined();
  });

  it('没有办理中的退出，不能按退出送审；办理退出时，不能按建档送审', () => {
    expect(refused(journeys.noticeOver, an.requestApproval({ purpose: 'exit' }))).toBeDefined();
    expect(refused(journeys.leaving, an.requestApproval({ purpose: 'registration' }))).toBeDefined();
    expect(refused(journeys.leaving, an.requestApproval({ purpose: 'exit' }))).toBeUndefined();
  });
});

describe('帮扶计划与联系卡', () => {
  it('只能在最近一版计划上签字', () => {
    const replanned = [...journeys.planned, an.makePlan({ plan: 2 })];
    expect(refused(replanned, an.signPlan({ plan: 1 }))).toContain('新的版本');
    expect(refused(replanned, an.signPlan({ plan: 2 }))).toBeUndefined();
  });

  it('签过字的计划不能再改，也不能再签', () => {
    expect(refused(journeys.signed, an.makePlan({ plan: 2 }))).toContain('已由困难职工签字');
    expect(refused(journeys.signed, an.signPlan())).toContain('已经签字');
  });

  it('没有签字，不得发卡', () => {
    expect(refused(journeys.registered, an.issueCards())).toContain('不得发卡');
    expect(refused(journeys.planned, an.issueCards())).toContain('不得发卡');
    expect(refused(journeys.signed, an.issueCards())).toBeUndefined();
  });
});

describe('复核与退出', () => {
  it('复核的结果只写一次，写在正在办的那一次上', () => {
    expect(refused(journeys.reverifying, an.reverify({ review: 2 }))).toContain('没有待办的复核');
    expect(refused([...journeys.reverifying, an.reverify()], an.reverify())).toContain('没有待办的复核');
  });

  it('退出未获批准，不得撤档', () => {
    expect(refused(journeys.leaving, an.leave())).toContain('尚未获得批准');
    expect(refused(journeys.exitRequested, an.leave())).toContain('尚未获得批准');
    const first = [...journeys.leaving, an.requestApproval({ purpose: 'exit', request: 2, last: false })];
    expect(refused([...first, an.decide({ request: 2 })], an.leave())).toContain('尚未获得批准');
    expect(
      refused([...journeys.exitRequested, an.decide({ request: 2, decision: 'reject' })], an.leave()),
    ).toBeDefined();
    expect(refused([...journeys.exitRequested, an.decide({ request: 2 })], an.leave())).toBeUndefined();
  });

  it('当年批准建档的决定，不能拿来批准退出', () => {
    expect(refused(journeys.leaving, an.leave())).toBeDefined();
  });
});

describe('停滞', () => {
  it('没有停滞的流程不能恢复，一次停滞只恢复一次', () => {
    expect(refused(journeys.submitted, an.resume())).toContain('没有停滞');
    const stalled = [...journeys.submitted, an.stall()];
    expect(refused(stalled, an.resume({ times: 2 }))).toBeDefined();
    expect(refused(stalled, an.resume())).toBeUndefined();
    expect(refused([...stalled, an.resume()], an.resume({ times: 2 }))).toBeDefined();
  });
});
