import { expect, it } from 'vitest';
import { an } from './actions.fixture.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { decideAskingMargin, decideJoiningMargin, decideMarginAnswer } from './margin.ts';
import { isOnMargin } from './margin-state.ts';

const sealed = { iv: 'aXY=', text: 'dGV4dA==' };
const found = an.assess({ outcome: 'ineligible', category: null, tier: null, nearly: true, marginPercent: 10 });
const nearly = [...journeys.submitted, found];
const listed = [...nearly, an.joinMargin()];
const join = decideJoiningMargin;
const joins = (state: Parameters<typeof join>[0]) => join(state, { consent: sealed });
const asks = (rules: string) => (state: Parameters<typeof join>[0]) => decideAskingMargin(state, { rules });
const says = (answer: 'notNow' | 'ownWish' | 'applied') => (state: Parameters<typeof join>[0]) =>
  decideMarginAnswer(state, { answer });

it('差一点没有符合的才列得进；退回的、撤回了的都可以，并入别的、改了再交的不行', () => {
  expect(
    isOnMargin(
      given(...nearly)
        .when(joins)
        .records({ type: 'joinMargin' }),
    ),
  ).toBe(true);
  given(...nearly, an.withdraw())
    .when(joins)
    .records();
  given(...journeys.submitted, { ...found, nearly: undefined })
    .when(joins)
    .refuses(/不是差一点/);
  given(...nearly, an.submit({ run: 2 }))
    .when(joins)
    .refuses(/不是差一点/);
  given(...listed)
    .when(joins)
    .refuses(/已经在/);
});

it('差一点只能记在建档没有符合的认定里', () => {
  given(...journeys.submitted)
    .when(an.assess({ nearly: true, marginPercent: 10 }))
    .refuses(/只有建档没有符合的/);
  given(...journeys.submitted)
    .when(an.assess({ outcome: 'ineligible', category: null, tier: null, nearly: true }))
    .refuses(/高出百分之几/);
});

it('同样的标准只问一次；问过了才登记得了暂不申请；不愿再留的随时可以', () => {
  given(...listed)
    .when(says('notNow'))
    .refuses(/还没有要问/);
  given(...listed)
    .when(asks('r1'))
    .records();
  const asked = [...listed, an.askMargin({ rules: 'r1' })];
  given(...asked)
    .when(asks('r2'))
    .refuses(/已经要人去问/);
  const declined = [...asked, an.answerMargin({ answer: 'notNow' })];
  given(...declined)
    .when(asks('r1'))
    .refuses(/照同样的标准已经问过/);
  given(...declined)
    .when(asks('r2'))
    .records();
  for (const life of [listed, asked, declined]) {
    expect(
      given(...life)
        .when(says('ownWish'))
        .records().margin,
    ).toBeNull();
  }
  given(...nearly)
    .when(says('ownWish'))
    .refuses(/不在边缘名单上/);
});

it('再提交的自己离开名单；列入处置清单的、延长保管的不在名单上', () => {
  expect(stateAfter(...listed, an.submit({ run: 2 })).margin).toBeNull();
  const over = [...listed, an.withdraw()];
  expect(isOnMargin(stateAfter(...over))).toBe(true);
  expect(isOnMargin(stateAfter(...over, an.listDisposal()))).toBe(false);
  expect(isOnMargin(stateAfter(...over, an.listDisposal(), an.keepLonger()))).toBe(false);
  given(...over, an.listDisposal())
    .when(joins)
    .refuses(/保管期满/);
});

it('有人撤回了同意，这一户随即不在名单上：谁都同意才留', () => {
  const left = given(...listed)
    .when(an.withdrawConsent())
    .records();
  expect([left.end?.as, isOnMargin(left)]).toEqual(['withdrawn', false]);
  // All of them may agree again, to this alone.
  given(...listed, an.withdrawConsent())
    .when(joins)
    .records();
});

it('记着哪天列入、凭谁的同意，哪天要人去问、照的是什么；暂不申请的还在名单上，等下一次', () => {
  const state = stateAfter(...listed);
  const { version } = state;
  expect(state.margin).toEqual({ version, consent: sealed, since: '2026-11-01', askedOn: null, askedUnder: null });
  const asked = stateAfter(...listed, an.askMargin({ rules: 'r1' }));
  expect(asked.margin).toEqual({ ...state.margin, askedOn: '2026-11-01', askedUnder: 'r1' });
  const declined = stateAfter(...listed, an.askMargin({ rules: 'r1' }), an.answerMargin({ answer: 'notNow' }));
  expect(declined.margin).toEqual({ ...asked.margin, askedOn: null });
});

it('要人去问以后，各种答复都登记得了；不在名单上的不问，也没有答复', () => {
  for (const answer of ['notNow', 'ownWish', 'applied'] as const) {
    given(...listed, an.askMargin())
      .when(says(answer))
      .records();
    given(...nearly)
      .when(says(answer))
      .refuses(/不在边缘名单上/);
  }
  given(...nearly)
    .when(asks('r1'))
    .refuses(/不在边缘名单上/);
});

it('并入另一份档案的，列不进，也不再在名单上', () => {
  const merged = [...listed, an.mergeInto()];
  expect(isOnMargin(stateAfter(...merged))).toBe(false);
  given(...nearly, an.mergeInto())
    .when(joins)
    .refuses(/已经并入另一份档案/);
  given(...merged)
    .when(asks('r1'))
    .refuses(/不在边缘名单上/);
});
