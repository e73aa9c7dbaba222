import { describe, expect, it } from 'vitest';
import { an, registrar, reviewer, sealed } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { decidePaperConfirmed, decidePaperRefused, decidePaperSignature } from './paper-signature.ts';
import { awaitsCards, awaitsSignature, notToShow, otherPaper } from './plan-state.ts';
import type { DossierState } from './state.ts';

const { registered, planned, papered, signed, onFile } = journeys;
const uploaded = [...planned, an.addAttachment({ attachment: 'a0' })];
const recording =
  (says: Partial<Parameters<typeof decidePaperSignature>[1]> = {}) =>
  (state: DossierState) =>
    decidePaperSignature(state, { plan: 1, attachment: 'a0', signedOn: '2026-11-20', ...says });
const confirming =
  (by: string, attachment = 'a0') =>
  (state: DossierState) =>
    decidePaperConfirmed(state, { plan: 1, attachment }, by, sealed);
const refusing =
  (attachment = 'a0') =>
  (state: DossierState) =>
    decidePaperRefused(state, { plan: 1, attachment, reason: sealed });

describe('在纸上签字的帮扶计划', () => {
  it('登记了还不算签字，等另一个人核对', () => {
    const state = given(...uploaded)
      .when(recording())
      .records({ type: 'recordPaper', attachment: 'a0' });
    expect(state.plan).toMatchObject({
      ...{ plan: 1, signedAt: null, declined: null },
      onPaper: { attachment: 'a0', signedOn: '2026-11-20', by: registrar.id },
    });
    expect(awaitsSignature(state, 1)).toBe(true);
  });

  it('纸要在制定这一版以后上传，签字的日期不早于制定', () => {
    given(...planned)
      .when(recording())
      .refuses(/须在制定这一版计划以后上传，并且已经收下/);
    given(...planned, an.addAttachment({ attachment: 'a7' }))
      .when(recording())
      .refuses(/并且已经收下/);
    given(...registered, an.addAttachment({ attachment: 'a0' }), an.makePlan())
      .when(recording())
      .refuses(/须在制定这一版计划以后上传/);
    given(...uploaded)
      .when(recording({ signedOn: '2026-10-31' }))
      .refuses(/不能早于制定这一版计划的 2026-11-01/);
    given(...uploaded)
      .when(recording({ signedOn: '2026-11-01' }))
      .records();
  });

  it('一版只登记一次；没有计划、换了一版、签过字、不同意的，不登记', () => {
    given(...papered)
      .when(recording())
      .refuses(/已经登记，等另一位工作人员核对/);
    given(...registered)
      .when(recording())
      .refuses(/还没有制定帮扶计划/);
    given(...uploaded, an.makePlan({ plan: 2 }))
      .when(recording())
      .refuses(/已有新的版本/);
    given(...signed)
      .when(recording())
      .refuses(/已经签字确认/);
    given(...uploaded, an.declinePlan())
      .when(recording())
      .refuses(/不同意这一版帮扶计划，请另订一版/);
  });

  it('核对的须是另一个人，核对的须是登记的那一份', () => {
    const state = given(...papered)
      .when(confirming(reviewer.id))
      .records({ type: 'signPlan', paper: { attachment: 'a0', by: reviewer.id } });
    expect(state.plan?.signedAt).not.toBeNull();
    expect(decidePaperConfirmed(stateAfter(...papered), { plan: 1, attachment: 'a0' }, registrar.id, sealed)).toEqual({
      refused: '登记和核对纸质签字须由两个人办理，这一份是您登记的',
      code: 1504,
    });
    given(...papered)
      .when(confirming(reviewer.id, 'a9'))
      .refuses(/是另一份附件/);
    given(...uploaded)
      .when(confirming(reviewer.id))
      .refuses(/没有等着核对的纸质签字/);
    expect(otherPaper(stateAfter(...papered), 'a0', registrar.id)).toMatch(/须由两个人办理/);
    expect(otherPaper(stateAfter(...papered), 'a0', reviewer.id)).toBeUndefined();
  });

  it('不采用的，像没有登记过一样，可以再登记', () => {
    const state = given(...papered)
      .when(refusing())
      .records({ type: 'refusePaper' });
    expect(state.plan).toMatchObject({ plan: 1, signedAt: null, onPaper: null });
    given(...papered, an.refusePaper())
      .when(recording())
      .records();
    given(...papered)
      .when(refusing('a9'))
      .refuses(/是另一份附件/);
    given(...uploaded)
      .when(refusing())
      .refuses(/没有等着核对的纸质签字/);
    given(...signed)
      .when(refusing())
      .refuses(/已经签字确认/);
  });
});

describe('计划等的是什么', () => {
  it('当面给人看了签：在册的、还没有签的一版', () => {
    expect(notToShow(stateAfter(...planned), 1)).toBeUndefined();
    expect(notToShow(stateAfter(...planned), 2)).toMatch(/已有新的版本/);
    expect(notToShow(stateAfter(...registered), 1)).toBe('还没有制定帮扶计划');
    expect(notToShow(stateAfter(...planned, an.declinePlan()), 1)).toMatch(/不同意/);
    expect(notToShow(stateAfter(...signed), 1)).toMatch(/已经签字/);
    expect(notToShow(stateAfter(...journeys.liftedOut), 1)).toBe('这一户没有在册，不用签字');
  });

  it('等签字的只有没有签、没有不同意的这一版', () => {
    expect(awaitsSignature(stateAfter(...planned), 1)).toBe(true);
    expect(awaitsSignature(stateAfter(...planned), 2)).toBe(false);
    for (const done of [registered, signed, [...planned, an.declinePlan()]]) {
      expect(awaitsSignature(stateAfter(...done), 1)).toBe(false);
    }
  });

  it('等发卡的是在册的、订了计划、没有不同意、还没有为它发卡的', () => {
    expect(awaitsCards(stateAfter(...planned))).toBe(true);
    expect(awaitsCards(stateAfter(...signed))).toBe(true);
    expect(awaitsCards(stateAfter(...onFile, an.makePlan({ plan: 2 })))).toBe(true);
    for (const none of [registered, onFile, journeys.liftedOut, [...planned, an.declinePlan()]]) {
      expect(awaitsCards(stateAfter(...none))).toBe(false);
    }
    const leftWithout = { ...stateAfter(...planned), standing: 'left' } as const;
    expect(awaitsCards(leftWithout)).toBe(false);
  });
});
