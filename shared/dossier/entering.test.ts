import { describe, expect, it } from 'vitest';
import { an } from './actions.fixture.ts';
import { decideEntered, entryOwed } from './entering.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';

const entered = (form: number, plan: number) => (state: DossierState) => decideEntered(state, { form, plan });
const { onFile } = journeys;
const done = [...onFile, an.recordEntered()];
/** Another telephone: another form is in force, under the same cards. */
const otherForm = [...done, an.updateContact()];
const otherCards = [...done, an.makePlan({ plan: 2 }), an.signPlan({ plan: 2 }), an.issueCards({ plan: 2 })];

describe('录入工会帮扶工作管理系统', () => {
  it('发了卡才要录入，录据以在册的那份表和发了卡的那版计划；录过就不欠，记着谁、什么时候', () => {
    for (const journey of [journeys.draft, journeys.registered, journeys.signed, journeys.takenIn]) {
      expect(entryOwed(stateAfter(...journey))).toBeUndefined();
    }
    expect(entryOwed(stateAfter(...onFile))).toEqual({ form: 1, plan: 1 });
    const state = given(...onFile)
      .when(entered(1, 1))
      .records({ type: 'recordEntered', form: 1, plan: 1 });
    expect(state.entered).toEqual({
      ...{
        form: 1,
        plan: 1,
        category: '困难职工',
        tier: 'national',
        by: 'registrar-1',
        at: expect.stringMatching(/^2026-11-01T/),
      },
    });
    expect(entryOwed(state)).toBeUndefined();
  });

  it('换了一份表、换发了联系卡，都又要录一次；只订了新计划、还没有发卡的不用', () => {
    expect(entryOwed(stateAfter(...otherForm))).toEqual({ form: 2, plan: 1 });
    expect(entryOwed(stateAfter(...otherCards))).toEqual({ form: 1, plan: 2 });
    expect(entryOwed(stateAfter(...done, an.makePlan({ plan: 2 }), an.signPlan({ plan: 2 })))).toBeUndefined();
    expect(entryOwed(stateAfter(...otherForm, an.recordEntered({ form: 2 })))).toBeUndefined();
  });

  it('复核以后换了类别或者级别，表和计划没有换，也要再录一次：全国系统里的还是从前的', () => {
    const review = journeys.reclassified.slice(onFile.length);
    const approved = [an.requestApproval({ request: 2 }), an.decide({ request: 2 }), an.keep({ tier: 'provincial' })];
    const other = [...done, ...review, ...approved];
    expect(entryOwed(stateAfter(...done, ...review))).toBeUndefined();
    expect(entryOwed(stateAfter(...other))).toEqual({ form: 1, plan: 1 });
    expect(entryOwed(stateAfter(...other, an.recordEntered()))).toBeUndefined();
  });

  it('退出了的不欠', () => {
    expect(entryOwed(stateAfter(...journeys.liftedOut))).toBeUndefined();
  });

  it('录的是别的一份表、别的一版计划，录过了又来，还没有发卡的，各说明为什么不行', () => {
    given(...journeys.signed)
      .when(entered(1, 1))
      .refuses(/还没有发卡/);
    given(...done)
      .when(entered(1, 1))
      .refuses(/已经录入，不用再录/);
    given(...otherForm)
      .when(entered(1, 1))
      .refuses(/据以在册的是第 2 份档案表/);
    given(...otherCards)
      .when(entered(1, 1))
      .refuses(/发卡的是第 2 版帮扶计划/);
    given(...journeys.liftedOut)
      .when(entered(1, 1))
      .refuses(/不能录入全国系统/);
  });
});
