import { describe, expect, it } from 'vitest';
import { decideAccount, decideAccountConfirmed, decideAccountRefused } from './account.ts';
import { pendingAccount } from './account-state.ts';
import { an, calendar, registrar, sealed } from './actions.fixture.ts';
import { decideContact, formsSaved, nothingDifferent, otherThanInForce } from './contact.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';

const { onFile, takenIn, amending, amendmentDrafted, amendmentSubmitted, liftedOut } = journeys;
const filled = { digest: 'd', paper: { due: '2027-01-14', calendar } };
const proposing = (state: DossierState) => decideAccount(state, { content: sealed });
const confirming =
  (account: number, more: object = {}) =>
  (state: DossierState) =>
    decideAccountConfirmed(state, { account, ...filled, ...more });
const refusing = (account: number) => (state: DossierState) => decideAccountRefused(state, { account, reason: sealed });

describe('新的银行账户', () => {
  it('登记了等别人确认；确认以前，据以在册的一份不动', () => {
    const before = stateAfter(...onFile);
    const state = given(...onFile)
      .when(proposing)
      .records({ type: 'proposeAccount', account: 1 });
    const pending = { account: 1, by: registrar.id, on: '2026-11-01', content: sealed };
    expect(state.account).toEqual({ proposed: 1, pending });
    expect(pendingAccount(state)).toEqual(pending);
    expect([state.form, state.inForce]).toEqual([before.form, before.inForce]);
  });

  it('一次一个：等着的没有办，不能再登记；办了的，编号接着走', () => {
    given(...onFile, an.proposeAccount())
      .when(proposing)
      .refuses(/^已有一个新的银行账户等着确认，先确认或不采用$/);
    for (const over of [an.confirmAccount(), an.refuseAccount()]) {
      given(...onFile, an.proposeAccount(), over)
        .when(proposing)
        .records({ account: 2 });
    }
    given(...onFile)
      .when(an.proposeAccount({ account: 2 }))
      .refuses(/不相接/);
  });

  it('确认了，档案表另存一份，据以在册的就是它，纸质的要跟上', () => {
    const state = given(...onFile, an.proposeAccount())
      .when(confirming(1))
      .records({ type: 'confirmAccount', account: 1, form: 2 });
    expect(state.account).toEqual({ proposed: 1, pending: null });
    expect([state.form, state.inForce?.form, state.paper?.form]).toEqual([2, 2, 2]);
  });

  it('不采用的，据以在册的还是原来的一份', () => {
    const state = given(...onFile, an.proposeAccount())
      .when(refusing(1))
      .records({ type: 'refuseAccount', account: 1 });
    expect(state.account).toEqual({ proposed: 1, pending: null });
    expect([state.form, state.inForce?.form]).toEqual([1, 1]);
  });

  it('没有等着的、等着的不是看到的那一个，不能确认，也不能不采用', () => {
    for (const deed of [confirming(1), refusing(1)]) {
      given(...onFile)
        .when(deed)
        .refuses(/^没有等着确认的银行账户$/);
      given(...onFile, an.proposeAccount(), an.refuseAccount(), an.proposeAccount({ account: 2 }))
        .when(deed)
        .refuses(/^等着确认的是第 2 次登记的银行账户，不是您看到的第 1 次，请看过再办$/);
    }
  });

  it('临时救助中的也可以；没有建档的、离开了的不可以，离开以后没有什么等着', () => {
    given(...takenIn)
      .when(proposing)
      .records();
    for (const journey of [journeys.approved, liftedOut]) {
      given(...journey)
        .when(proposing)
        .refuses(/不能/);
    }
    const left = [...onFile, an.proposeAccount(), an.mergeInto()];
    expect(pendingAccount(stateAfter(...left))).toBeNull();
  });
});

describe('更新资料', () => {
  const contact =
    (more: object = {}) =>
    (state: DossierState) =>
      decideContact(state, { ...filled, ...more });

  it('没有事项在办的，只另存一份；多写的、编号不相接的不记', () => {
    const state = given(...onFile)
      .when(contact())
      .records({ type: 'updateContact', form: 2 });
    expect([state.form, state.inForce?.form]).toEqual([2, 2]);
    given(...onFile)
      .when(contact({ proposed: { form: 3, digest: 'd' } }))
      .refuses(/^档案表的编号不相接$/);
    given(...onFile)
      .when(contact({ draft: { form: 3, digest: 'd' } }))
      .refuses(/不相接/);
    given(...onFile)
      .when(an.updateContact({ form: 3 }))
      .refuses(/不相接/);
  });

  it('变更正在填的，也改在填的那一份，编号不变', () => {
    const draft = { form: 2, digest: 'e' };
    given(...amendmentDrafted)
      .when(contact())
      .refuses(/不相接/);
    const state = given(...amendmentDrafted)
      .when(contact({ draft }))
      .records({ form: 3, draft });
    expect([state.form, state.inForce?.form, state.matter.draft]).toEqual([3, 3, 2]);
    given(...amending)
      .when(contact())
      .records({ form: 2 });
  });

  it('变更提交了的，提议的一份也另存，排在后面；办结时据以在册', () => {
    given(...amendmentSubmitted)
      .when(contact())
      .refuses(/不相接/);
    given(...amendmentSubmitted)
      .when(contact({ proposed: { form: 3, digest: 'e' } }))
      .refuses(/不相接/);
    const state = given(...amendmentSubmitted)
      .when(contact({ proposed: { form: 4, digest: 'e' } }))
      .records({ form: 3 });
    expect([state.form, state.inForce?.form]).toEqual([4, 3]);
    const kept = [...amendmentSubmitted, an.updateContact({ form: 3, proposed: { form: 4, digest: 'e' } })];
    expect(stateAfter(...kept, an.assess({ occasion: '2-1', form: 2 }), an.keep()).inForce?.form).toBe(4);
  });

  it('存了哪几份，从日志看得出；别的事没有存', () => {
    const [proposed, draft] = [
      { form: 4, digest: 'e' },
      { form: 2, digest: 'f' },
    ];
    expect(formsSaved(an.updateContact({ form: 3 }))).toEqual([{ form: 3, digest: 'd' }]);
    expect(formsSaved(an.updateContact({ form: 3, proposed, draft }))).toEqual([
      { form: 3, digest: 'd' },
      proposed,
      draft,
    ]);
    expect(formsSaved(an.confirmAccount({ form: 3, proposed }))).toEqual([{ form: 3, digest: 'd' }, proposed]);
    expect(formsSaved(an.saveForm({ form: 3, digest: 'g' }))).toMatchObject([{ form: 3, digest: 'g' }]);
    expect(formsSaved(an.transcribe({ digest: 'g' }))).toEqual([{ form: 1, digest: 'g' }]);
    expect(formsSaved(an.submit())).toEqual([]);
  });

  it('说改什么的人看到的是哪一份，就改哪一份：另一份已经在册的，看过再改', () => {
    const updated = stateAfter(...onFile, an.updateContact());
    expect(otherThanInForce(updated, 2)).toBeUndefined();
    expect(otherThanInForce(updated, 1)).toEqual({
      refused: '据以在册的是第 2 份档案表，不是您看到的第 1 份，请看过再改',
      code: 1302,
    });
    expect(otherThanInForce(stateAfter(...journeys.approved), 1)).toEqual({
      refused: '还没有建档，没有据以在册的档案表',
      code: 1302,
    });
    expect(nothingDifferent.code).toBe(1302);
  });
});
