import { describe, expect, it } from 'vitest';
import { an, duplicate, otherId, reviewer, sealed, thirdId } from './actions.fixture.ts';
import type { Action } from './actions.ts';
import { waitsForRuling } from './answers.ts';
import { decideFinding, decideLook, decideRuling, decideRulings, verdictBetween } from './duplicate-deeds.ts';
import { covers, type Duplicate, isTriedOut, openDuplicates } from './duplicate-state.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import type { DossierState } from './state.ts';
import { statusOf } from './status.ts';

const { draft, waitingForRuling } = journeys;
const found = [...draft, an.findDuplicates()];
const submitted = [...found, an.submit()];
const certain = an.findDuplicates({ found: [duplicate({ verdict: 'certain', score: 100 })] });
const stage = (...journey: Action[]) => stateAfter(...journey).matter.stage;

const finding =
  (...duplicates: Duplicate[]) =>
  (state: DossierState) =>
    decideFinding(state, { form: 1, found: duplicates });
const ruling =
  (said: 'different' | 'same', more: Partial<Parameters<typeof decideRuling>[1]> = {}) =>
  (state: DossierState) =>
    decideRuling(state, { dossier: otherId, ruling: said, verdict: 'possible', asked: true, reason: sealed, ...more });

describe('查重', () => {
  it('可能是同一户的可以提交，几乎肯定的不得提交', () => {
    given(...found)
      .when(an.submit())
      .records();
    given(...draft, certain)
      .when(an.submit())
      .refuses(/尚未裁定/);
  });

  it('再查一次，以新查到的为准；改正以后查不到了，就没有了', () => {
    const corrected = given(...draft, certain, an.saveForm())
      .when(finding())
      .records({ found: [] });
    expect(openDuplicates(corrected)).toEqual([]);
    given(...draft, certain, an.saveForm(), an.findDuplicates({ found: [] }))
      .when(an.submit())
      .records();
  });

  it('已裁定的留着，不再算作待裁定的', () => {
    const again = [...found, an.ruleDuplicate()];
    const state = given(...again)
      .when(finding(duplicate({ dossier: thirdId })))
      .records();
    expect(state.duplicates.map(({ dossier }) => dossier)).toEqual([otherId, thirdId]);
    expect(openDuplicates(state).map(({ dossier }) => dossier)).toEqual([thirdId]);
  });

  it('提交之后、认定之前还可以查到；认定以后不再添新的，在册的不再查', () => {
    given(...submitted)
      .when(finding(duplicate()))
      .records();
    for (const journey of [
      journeys.surveying,
      journeys.underNotice,
      journeys.registered,
      journeys.changedReviewFound,
    ]) {
      given(...journey)
        .when(finding(duplicate()))
        .refuses(/不能查重/);
    }
    given(...journeys.reported)
      .when(finding(duplicate()))
      .refuses(/已有更新的一份/);
    given(...journeys.returned, an.saveForm({ form: 2 }))
      .when(finding(duplicate()))
      .refuses(/更新的一份/);
  });
});

describe('转入的旧档', () => {
  const { transcribed } = journeys;

  it('没有人提交过它：在册以后还可以查到，比的是据以在册的那一份', () => {
    const state = given(...transcribed)
      .when(finding(duplicate()))
      .records();
    expect(openDuplicates(state).map(({ dossier }) => dossier)).toEqual([otherId]);
    given(...transcribed, an.updateContact())
      .when(finding(duplicate()))
      .refuses(/更新的一份/);
  });

  it('复核在办的，要交的一份照样查，据以在册的一份也还可以查到', () => {
    const reviewed = [...transcribed, an.openReverification(), an.saveForm({ form: 2 })];
    for (const form of [1, 2]) {
      given(...reviewed)
        .when((state) => decideFinding(state, { form, found: [duplicate()] }))
        .records();
    }
    given(...reviewed)
      .when((state) => decideFinding(state, { form: 3, found: [duplicate()] }))
      .refuses(/更新的一份/);
  });

  it('变更在办的，比的是变更里的一份；退出在办的还可以查到，退出了的不再查', () => {
    given(...transcribed, an.openAmendment(), an.saveForm({ form: 2 }))
      .when(finding(duplicate()))
      .refuses(/更新的一份/);
    const leaving = [...transcribed, an.proposeExit()];
    given(...leaving)
      .when(finding(duplicate()))
      .records();
    given(...leaving, an.requestApproval(), an.decide(), an.leave())
      .when(finding(duplicate()))
      .refuses(/不能查重/);
  });
});

describe('一趟里试了几次', () => {
  const tries = (n: number) => Array.from({ length: n }, () => [an.saveForm(), certain]).flat();
  const triedOut = (...journey: Action[]) => isTriedOut(stateAfter(...draft, ...journey));

  it('第五次查到以后，须由审核人裁定才能再试；裁定以后、提交以后从头数', () => {
    expect(triedOut(...tries(4))).toBe(false);
    expect(triedOut(...tries(5))).toBe(true);
    const ruled = [...tries(5), an.ruleDuplicate({ verdict: 'certain' })];
    expect(triedOut(...ruled)).toBe(false);
    const otherFound = an.findDuplicates({ found: [duplicate({ dossier: thirdId, verdict: 'certain' })] });
    expect(triedOut(...ruled, otherFound)).toBe(false);
    expect(triedOut(...ruled, ...Array(5).fill(otherFound))).toBe(true);
    expect(stateAfter(...draft, ...ruled, an.submit()).lookups).toEqual({ times: 0, stale: false, cleared: false });
  });

  it('对方的裁定不算；什么也查不到了的，没有什么要等', () => {
    const mirrored = an.ruleDuplicate({ dossier: thirdId, asked: false });
    expect(triedOut(...tries(5), mirrored)).toBe(true);
    expect(triedOut(...tries(5), an.findDuplicates({ found: [] }))).toBe(false);
  });

  it('改了表再查到同样的，也算一次', () => {
    const once = [...draft, certain];
    expect(stateAfter(...once).lookups).toEqual({ times: 1, stale: false, cleared: false });
    expect(stateAfter(...once, an.saveForm()).lookups).toEqual({ times: 1, stale: true, cleared: false });
    expect(stateAfter(...once, an.saveForm(), certain).lookups).toEqual({ times: 2, stale: false, cleared: false });
  });
});

describe('裁定之前', () => {
  it('入户调查可以先办，调查属实也不往下走，不得公示', () => {
    const state = stateAfter(...waitingForRuling);
    expect([state.matter.stage, statusOf(state), waitsForRuling(state)]).toEqual(['survey', 'surveying', true]);
    given(...waitingForRuling)
      .when(an.openNotice())
      .refuses(/不能开始公示/);
    expect(waitsForRuling(stateAfter(...submitted, an.assess()))).toBe(false);
    expect(waitsForRuling(stateAfter(...journeys.surveyed))).toBe(false);
  });

  it('调查退回、不予通过的照样往下走：没有什么要等裁定', () => {
    const visited = [...submitted, an.assess()];
    expect(stage(...visited, an.recordSurvey({ outcome: 'return' }))).toBe('form');
    given(...visited)
      .when(an.recordSurvey({ outcome: 'reject' }))
      .records();
  });

  it('几条疑似重复，裁定完最后一条才往下走', () => {
    const two = an.findDuplicates({ found: [duplicate(), duplicate({ dossier: thirdId })] });
    const both = [...draft, two, an.submit(), an.assess(), an.recordSurvey(), an.ruleDuplicate()];
    expect(stage(...both)).toBe('survey');
    expect(
      given(...both)
        .when(ruling('different', { dossier: thirdId }))
        .records().matter.stage,
    ).toBe('notice');
  });
});

describe('裁定', () => {
  it('不是一户的：照常往下走，写明谁裁定的；几乎肯定的裁定以后也可以提交', () => {
    const state = given(...waitingForRuling)
      .when(ruling('different'))
      .records({ type: 'ruleDuplicate' });
    expect(state.matter.stage).toBe('notice');
    expect(state.rulings).toEqual([
      {
        dossier: otherId,
        ruling: 'different',
        verdict: 'possible',
        asked: true,
        version: 7,
        by: reviewer.id,
        reason: sealed,
      },
    ]);
    given(...draft, certain, an.ruleDuplicate({ verdict: 'certain' }))
      .when(an.submit())
      .records();
  });

  it('是同一户的：不得提交、不得公示，调查属实也不往下走，须合并或撤回', () => {
    const held = given(...waitingForRuling)
      .when(ruling('same'))
      .records();
    expect([held.matter.stage, waitsForRuling(held)]).toEqual(['survey', true]);
    given(...found, an.ruleDuplicate({ ruling: 'same' }))
      .when(an.submit())
      .refuses(/^已裁定.*须合并或撤回$/);
  });

  it('记在对方日志里的同一裁定，使对方不再被问，不妨碍对方办理', () => {
    const mirrored = ruling('same', { asked: false });
    expect(
      given(...waitingForRuling)
        .when(mirrored)
        .records().matter.stage,
    ).toBe('notice');
    given(...journeys.surveyed, an.ruleDuplicate({ ruling: 'same', asked: false }))
      .when(an.openNotice())
      .records();
    given(...journeys.registered)
      .when(mirrored)
      .records();
    given(...journeys.leaving)
      .when(mirrored)
      .records();
  });

  it('没有查到的不能裁定；裁定为不是一户的不再裁定', () => {
    given(...waitingForRuling)
      .when(ruling('different', { dossier: thirdId }))
      .refuses(/没有这条/);
    for (const again of ['same', 'different'] as const) {
      given(...waitingForRuling, an.ruleDuplicate())
        .when(ruling(again))
        .refuses(/已经裁定过/);
    }
  });

  it('裁定为同一户有误的，或另一份已经终结的，可以改为不是一户，一家人不至于一直等着', () => {
    const same = [...waitingForRuling, an.ruleDuplicate({ ruling: 'same' })];
    given(...same)
      .when(ruling('same'))
      .refuses(/已经裁定过/);
    const state = given(...same)
      .when(ruling('different'))
      .records();
    expect(state.matter.stage).toBe('notice');
    expect(state.rulings).toHaveLength(1);
  });

  it.each([
    ['same', 'possible', 'possible', true],
    ['same', 'possible', 'certain', true],
    ['same', 'certain', 'possible', true],
    ['same', 'certain', 'certain', true],
    ['different', 'possible', 'possible', true],
    ['different', 'possible', 'certain', false],
    ['different', 'certain', 'possible', true],
    ['different', 'certain', 'certain', true],
  ] as const)('%s，裁定时%s、现在%s：还算数吗（%s）', (ruling, verdict, now, stands) => {
    expect(covers({ ruling, verdict }, now)).toBe(stands);
  });

  it('可能的裁定为不是一户，后来几乎肯定了：再问一次，只一次', () => {
    const again = [...found, an.ruleDuplicate(), certain];
    expect(openDuplicates(stateAfter(...again))).toMatchObject([{ dossier: otherId, verdict: 'certain' }]);
    given(...again)
      .when(an.submit())
      .refuses(/尚未裁定/);
    const ruled = [...again, an.ruleDuplicate({ verdict: 'certain' })];
    expect(openDuplicates(stateAfter(...ruled))).toEqual([]);
    given(...ruled)
      .when(an.submit())
      .records();
    expect(openDuplicates(stateAfter(...ruled, certain))).toEqual([]);
    given(...ruled)
      .when(ruling('different', { verdict: 'certain' }))
      .refuses(/已经裁定过/);
    // Ruled on certain evidence, it is not asked again when less of it is found.
    expect(openDuplicates(stateAfter(...ruled, an.findDuplicates()))).toEqual([]);
  });

  it('这一份由审核人裁定过的，对方那边的裁定不能代替：停着的仍停着，由有权过问这一份的人改', () => {
    const held = [...waitingForRuling, an.ruleDuplicate({ ruling: 'same' })];
    for (const said of ['same', 'different'] as const) {
      given(...held)
        .when(ruling(said, { asked: false }))
        .refuses(/已经由审核人裁定过/);
    }
    given(...held)
      .when(ruling('different'))
      .records();
    // The other way round: whoever may rule here is not bound by what was said there by way of `same`.
    const mirrored = [...found, an.ruleDuplicate({ ruling: 'same', asked: false })];
    given(...mirrored)
      .when(ruling('different'))
      .records();
  });

  it('裁定逾期的，裁定了就不算；还没有调查的，调查仍算逾期', () => {
    expect(
      given(...waitingForRuling, an.markOverdue())
        .when(ruling('same'))
        .records().matter.overdue,
    ).toBeNull();
    const unvisited = [...submitted, an.assess(), an.markOverdue()];
    expect(
      given(...unvisited)
        .when(ruling('different'))
        .records().matter.overdue,
    ).not.toBeNull();
  });

  it('终结了的档案不再裁定', () => {
    given(...waitingForRuling, an.withdraw())
      .when(ruling('different'))
      .refuses(/已撤回.*不能裁定/);
  });
});

describe('一次裁定，两份都记', () => {
  const other = { ...stateAfter(...submitted, an.findDuplicates({ found: [] })), id: otherId };
  const mine = stateAfter(...submitted);
  const says = { duplicate: duplicate({ dossier: otherId }), reasons: { mine: sealed, theirs: sealed } };

  it('问的一份记作所问的，另一份也记下，不再问它', () => {
    expect(decideRulings(mine, other, { ...says, ruling: 'different' })).toMatchObject({
      mine: { type: 'ruleDuplicate', dossier: otherId, asked: true },
      theirs: { type: 'ruleDuplicate', dossier: mine.id, asked: false, ruling: 'different' },
    });
  });

  it('另一份已经终结的，只能裁定为不是一户，只记在问的一份', () => {
    expect(decideRulings(mine, null, { ...says, ruling: 'same' })).toEqual({
      refused: expect.stringContaining('已经终结'),
      code: 1302,
    });
    expect(decideRulings(mine, null, { ...says, ruling: 'different' })).toMatchObject({
      mine: { ruling: 'different' },
      theirs: null,
    });
  });

  it('另一份由自己的审核人裁定过的，以那一次为准；问的一份不能再裁定的，两份都不记', () => {
    const ruledThere = {
      ...stateAfter(...submitted, an.findDuplicates({ found: [duplicate({ dossier: mine.id })] })),
      id: otherId,
      rulings: [{ ...an.ruleDuplicate({ dossier: mine.id }), version: 4, by: reviewer.id }],
    };
    expect(decideRulings(mine, ruledThere, { ...says, ruling: 'different' })).toMatchObject({ theirs: null });
    const ruledHere = stateAfter(...submitted, an.ruleDuplicate());
    expect(decideRulings(ruledHere, other, { ...says, ruling: 'different' })).toHaveProperty('refused');
  });

  it('记下的证据照两边：对方查到的几乎肯定，记作几乎肯定；对方已经终结的，只照这一边', () => {
    const theirs = stateAfter(...submitted, an.findDuplicates({ found: [] }));
    const certainly = { ...theirs, id: otherId, duplicates: [duplicate({ dossier: mine.id, verdict: 'certain' })] };
    const facts = { ...says, ruling: 'different' as const };
    expect(decideRulings(mine, certainly, facts)).toMatchObject({
      mine: { verdict: 'certain' },
      theirs: { verdict: 'certain' },
    });
    expect(decideRulings(mine, null, facts)).toMatchObject({ mine: { verdict: 'possible' } });
  });

  it('哪一边查到的几乎肯定，就算几乎肯定', () => {
    const [possible, certainly] = [duplicate(), duplicate({ verdict: 'certain' })];
    const theirs = (verdict: 'certain' | 'possible', dossier = mine.id) => ({
      duplicates: [duplicate({ dossier, verdict })],
    });
    expect(verdictBetween(possible, mine, theirs('possible'))).toBe('possible');
    expect(verdictBetween(certainly, mine, theirs('possible'))).toBe('certain');
    expect(verdictBetween(possible, mine, theirs('certain'))).toBe('certain');
    expect(verdictBetween(possible, mine, theirs('certain', thirdId))).toBe('possible');
  });
});

describe('提交以后再查一次', () => {
  const atDoor = duplicate({ reasons: [{ kind: 'door', pointer: '/worker/homeAddress', sentence: '' }] });
  const state = stateAfter(...draft, an.submit());

  it('填表的人可以知道有一户的，记一条；只有裁定的人知道的，不记，留给认定', () => {
    const told = decideLook(state, { form: 1, found: [duplicate(), atDoor] });
    expect(told).toEqual({ action: expect.objectContaining({ type: 'findDuplicates', found: [duplicate(), atDoor] }) });
    expect(decideLook(state, { form: 1, found: [atDoor] })).toEqual({ withheld: [atDoor] });
  });

  it('已记着填表的人知道的一户，现在查到的没有它了，也记一条', () => {
    const open = stateAfter(...submitted, an.findDuplicates());
    expect(decideLook(open, { form: 1, found: [atDoor] })).toHaveProperty('action');
  });
});
