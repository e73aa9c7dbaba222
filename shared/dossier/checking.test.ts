import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../checking/sources.ts';
import { an, sealed, wholeRegistration } from './actions.fixture.ts';
import { isChecking, toAsk, unanswered } from './check-state.ts';
import {
  decideAnswer,
  decideAsking,
  decideAuthorization,
  decideCheckRuling,
  decideDropping,
  decideExplanation,
} from './checking.ts';
import { given } from './given.fixture.ts';
import { id, journeys, recorded, stateAfter } from './journeys.fixture.ts';
import { apply, type DossierState } from './state.ts';

const { checking, authorized, asked, conflicting, explained, askedOfAll, checked } = journeys;
const vehicles = { source: 'vehicles', batch: 'c1' } as const;
const ask =
  (batch: string, source: 'vehicles' | 'property' | 'business' = 'vehicles') =>
  (state: DossierState) =>
    decideAsking(state, { source, batch, sources: ['vehicles', 'property'] });
const answer =
  (result: CheckResult = 'consistent', of: { source: 'vehicles' | 'property'; batch: string } = vehicles) =>
  (state: DossierState) =>
    decideAnswer(state, { ...of, result, says: result === 'consistent' ? null : sealed });
const rule =
  (outcome: 'exception' | 'unanswered' | 'return', by = 'reviewer-2') =>
  (state: DossierState) =>
    decideCheckRuling(state, { source: 'vehicles', outcome, opinion: sealed }, by);
const explain =
  (more: { toldOn?: string; evidence?: string[] } = {}) =>
  (state: DossierState) =>
    decideExplanation(state, { source: 'vehicles', toldOn: '2026-11-01', evidence: [], statement: sealed, ...more });
const overdue = an.markOverdue({ step: 'checking' });

describe('核对家庭经济状况', () => {
  it('评议通过的去核对；各部门都答复一致的去公示', () => {
    expect(stateAfter(...checking).matter.stage).toBe('checking');
    const one = given(...askedOfAll)
      .when(answer())
      .records({ type: 'answerCheck', result: 'consistent' });
    expect(one.matter.stage).toBe('checking');
    expect(stateAfter(...checked).matter).toMatchObject({ stage: 'notice', overdue: null });
  });

  it('还要问哪几个部门：问过的不再问，问起来以后照当时的几个；还等着哪几个答复', () => {
    const now = ['vehicles', 'property', 'business'] as const;
    const of = (...happened: Parameters<typeof stateAfter>) => stateAfter(...happened).matter.checking;
    expect(toAsk(null, now)).toEqual(now);
    expect(toAsk(of(...asked), now)).toEqual(['property']);
    expect(toAsk(of(...askedOfAll), now)).toEqual([]);
    expect(toAsk(of(...asked, an.dropCheck()), now)).toEqual(['vehicles', 'property']);
    const waiting = (...happened: Parameters<typeof stateAfter>) =>
      unanswered(of(...happened)).map((each) => each.source);
    expect(waiting(...askedOfAll)).toEqual(['vehicles', 'property']);
    expect(waiting(...askedOfAll, an.answerCheck())).toEqual(['property']);
    expect(waiting(...asked, overdue, an.ruleCheck({ outcome: 'unanswered' }))).toEqual([]);
    expect(waiting(...checking)).toEqual([]);
  });

  it('还没有答复的，说不上查实，也不凭它退回；一致的不写哪里不一致，不一致的要写', () => {
    for (const outcome of ['exception', 'return'] as const) {
      given(...asked)
        .when(rule(outcome))
        .refuses(/还没有答复$/);
    }
    for (const half of [{ says: sealed }, { result: 'differs', says: null }] as const) {
      given(...asked)
        .when(an.answerCheck(half))
        .refuses(/不一致的写明哪里不一致，一致的不写/);
    }
  });

  it('等着部门答复的，是正在核对这一环节的', () => {
    for (const journey of [checking, asked, explained]) expect(isChecking(stateAfter(...journey))).toBe(true);
    for (const journey of [checked, journeys.deliberating, journeys.onFile, [...asked, an.withdraw()]])
      expect(isChecking(stateAfter(...journey))).toBe(false);
  });

  it('有人撤回了同意，不再送，送了的答复也不记', () => {
    const converting = [...journeys.takenIn, an.openConversion({ course: [...wholeRegistration] })];
    const submitted = [an.saveForm({ form: 2 }), an.submit({ matter: 2, form: 2 })];
    const looked = [an.assess({ occasion: '2-1', form: 2 }), an.addAttachment(), an.recordSurvey(), an.deliberate()];
    const now = [...converting, ...submitted, ...looked, an.authorizeCheck({ form: 2 })];
    given(...now)
      .when(ask('c1'))
      .records();
    given(...now, an.withdrawConsent())
      .when(ask('c1'))
      .refuses(/有人撤回了同意，不再核对/);
    given(...now, an.askCheck(), an.withdrawConsent())
      .when(answer())
      .refuses(/有人撤回了同意，不再核对/);
  });

  it('少问了一个部门的，还在核对', () => {
    const state = given(...asked)
      .when(answer())
      .records();
    expect(state.matter.stage).toBe('checking');
  });

  it('同一个部门不送两批；撤回了才可以另送；不核对的部门不送', () => {
    given(...asked)
      .when(ask('c9'))
      .refuses(/已经在另一批里/);
    given(...authorized)
      .when(ask('c9', 'business'))
      .refuses(/不核对/);
    const dropped = [...asked, an.dropCheck()];
    given(...dropped)
      .when(ask('c9'))
      .records({ batch: 'c9' });
    given(...dropped)
      .when(answer())
      .refuses(/不在这一批里/);
  });

  it('登记这一项结果的、说明的，不能复核它；别的审核人可以', () => {
    for (const by of ['reviewer-1', 'registrar-1']) {
      expect(rule('exception', by)(stateAfter(...explained))).toMatchObject({ code: 1504 });
    }
    given(...explained)
      .when(rule('exception', 'reviewer-2'))
      .records({ type: 'ruleCheck', outcome: 'exception' });
  });

  it('说明过这一项的，别人另写了说明以后也不能复核它（种子 92004）', () => {
    const another = recorded(an.explainCheck(), 60);
    const first = { ...another, actor: { kind: 'staff', id: 'reviewer-2' } as const };
    const state = [first, another].reduce((before, each) => apply(id, before, each), stateAfter(...conflicting));
    expect(rule('exception', 'reviewer-2')(state)).toMatchObject({ code: 1504 });
    expect(rule('exception', 'reviewer-3')(state)).toMatchObject({ type: 'ruleCheck', outcome: 'exception' });
  });

  it('要核对哪些部门，头一次送时定下，以后改了配置也不变', () => {
    const changed = (state: DossierState) =>
      decideAsking(state, { source: 'business', batch: 'c3', sources: ['business'] });
    given(...asked)
      .when(changed)
      .refuses(/不核对/);
  });

  it('第一个答复算数：再交一份，不论一样不一样，都不再记', () => {
    for (const result of ['consistent', 'differs'] as const) {
      given(...conflicting)
        .when(answer(result))
        .refuses(/已经记为不一致/);
    }
    given(...conflicting)
      .when((state) => decideDropping(state, vehicles))
      .refuses(/已经记为不一致/);
  });

  it('不一致的停在这里：说明了、复核查实了才往下走', () => {
    const more = [
      an.askCheck({ source: 'property', batch: 'c2' }),
      an.answerCheck({ source: 'property', batch: 'c2' }),
    ];
    expect(stateAfter(...conflicting, ...more).matter.stage).toBe('checking');
    given(...conflicting)
      .when(rule('exception'))
      .refuses(/还没有说明/);
    const ruled = given(...explained, ...more)
      .when(rule('exception'))
      .records({ type: 'ruleCheck', outcome: 'exception' });
    expect(ruled.matter.stage).toBe('notice');
  });

  it('先告知职工才说得上说明；附件须是这一户的', () => {
    given(...asked)
      .when(explain())
      .refuses(/还没有答复/);
    given(...conflicting)
      .when(explain({ toldOn: '2026-10-31' }))
      .refuses(/早于登记结果/);
    given(...conflicting)
      .when(explain({ evidence: ['a9'] }))
      .refuses(/没有这份附件/);
    given(...conflicting)
      .when(explain({ evidence: ['a1'] }))
      .records({ evidence: ['a1'] });
  });

  it('退回改表的，改了再交，从头再核对；以前送的一批作废了，迟来的答复不记', () => {
    const returned = given(...explained)
      .when(rule('return'))
      .records();
    expect(returned.matter).toMatchObject({ stage: 'form', returned: { from: 'checking', paperOnly: false } });
    given(...explained, an.ruleCheck({ outcome: 'return' }))
      .when(answer())
      .refuses(/不能登记核对结果/);
    const again = [...explained, an.ruleCheck({ outcome: 'return' }), an.saveForm({ form: 2 })];
    const handedIn = stateAfter(...again, an.submit({ form: 2, run: 2 }));
    expect(handedIn.matter.checking).toBeNull();
  });

  it('逾期没有答复的，写明理由可以不等；没有到期限的、答复了的不行', () => {
    given(...asked)
      .when(rule('unanswered'))
      .refuses(/还没有到期限/);
    const waived = given(...asked, overdue)
      .when(rule('unanswered'))
      .records();
    expect(waived.matter.checking?.checks[0]?.ruling?.as).toBe('unanswered');
    given(...asked, overdue, an.ruleCheck({ outcome: 'unanswered' }))
      .when(answer())
      .refuses(/不等这个部门/);
    given(...conflicting, overdue)
      .when(rule('unanswered'))
      .refuses(/已经答复/);
  });

  it('都核对完了，不再算逾期', () => {
    const late = [...askedOfAll, overdue, an.answerCheck()];
    expect(stateAfter(...late).matter.overdue).not.toBeNull();
    const done = given(...late)
      .when(answer('consistent', { source: 'property', batch: 'c2' }))
      .records();
    expect(done.matter.overdue).toBeNull();
  });
});

describe('核对授权', () => {
  const authorize = (missing: number) => (state: DossierState) =>
    decideAuthorization(state, { missing, content: sealed });

  it('记着是哪一份档案表的、还缺几个人', () => {
    const state = given(...checking)
      .when(authorize(1))
      .records({ form: 1, missing: 1 });
    expect(state.authorization).toMatchObject({ form: 1, missing: 1, version: state.version });
  });

  it('不走核对环节的，不收', () => {
    given(...journeys.surveying)
      .when(authorize(0))
      .refuses(/不用核对/);
  });
});
