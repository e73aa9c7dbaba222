import { describe, expect, it } from 'vitest';
import { an, calendar } from './actions.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { formAtHand, otherThanSeen, submittedForm } from './proposed.ts';

const paper = { due: '2027-01-14', calendar };
const contact = an.updateContact({ form: 2, paper });

describe('看到的是哪一件、哪一份', () => {
  it('另一件事项、另一份表，都请看过再办，并说明现在是哪一份', () => {
    const state = stateAfter(...journeys.reported);
    expect(otherThanSeen(state, { matter: 2, form: 1 })).toBeUndefined();
    expect(otherThanSeen(state, { matter: 1, form: 1 })?.refused).toMatch(/现在是第 2 件事项，不是您看到的第 1 件/);
    expect(otherThanSeen(state, { matter: 2, form: 3 })).toMatchObject({
      code: 1302,
      refused: '办的是第 1 份档案表，不是您看到的第 3 份，请看过再办',
    });
  });

  it('没有说看到哪一份的，只看是哪一件；还没有提交的，没有哪一份', () => {
    expect(otherThanSeen(stateAfter(...journeys.reported), { matter: 2 })).toBeUndefined();
    expect(otherThanSeen(stateAfter(...journeys.draft), { matter: 1, form: 7 })).toBeUndefined();
  });

  it('复核、退出办理中换了电话的，看到换过的一份照样办，先前看的一份也算：没有改影响认定的', () => {
    for (const [journey, matter] of [
      [journeys.reported, 2],
      [journeys.exitRequested, 2],
    ] as const) {
      const state = stateAfter(...journey, contact);
      // What whoever reads the dossier now is shown.
      const shown = submittedForm(state) as number;
      expect([shown, formAtHand(state)]).toEqual([2, 2]);
      expect(otherThanSeen(state, { matter, form: shown })).toBeUndefined();
      expect(otherThanSeen(state, { matter, form: 1 })).toBeUndefined();
      expect(otherThanSeen(state, { matter, form: 3 })?.refused).toMatch(/办的是第 2 份/);
    }
  });

  it('变更办理中换了电话的，看到的是提议的、换过电话的一份，照样办', () => {
    const proposed = { form: 4, digest: 'd' };
    const state = stateAfter(...journeys.amendmentRequested, an.updateContact({ form: 3, paper, proposed }));
    const shown = submittedForm(state) as number;
    expect(shown).toBe(4);
    expect(otherThanSeen(state, { matter: 2, form: shown })).toBeUndefined();
    expect(otherThanSeen(state, { matter: 2, form: 2 })).toBeUndefined();
    expect(otherThanSeen(state, { matter: 2, form: 1 })?.refused).toMatch(/办的是第 4 份/);
  });
});
