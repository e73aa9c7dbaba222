import { expect, it } from 'vitest';
import { an, sealed } from './actions.fixture.ts';
import { openConflicts } from './check-state.ts';
import { decideAbandonment } from './exit.ts';
import { given } from './given.fixture.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { decidePaper } from './paper.ts';
import type { DossierState } from './state.ts';

const { onFile, leaving, asked, conflicting } = journeys;
const inStep = (form: number) => (state: DossierState) => decidePaper(state, { form });

it('纸质档案落后的，照据以在册的一份同步；没有落后的、写的是别的一份的，不记', () => {
  const behind = stateAfter(...onFile, an.updateContact());
  expect(behind.paper).toEqual({ form: 2, since: '2026-11-01', due: '2027-01-14' });
  expect(
    given(...onFile, an.updateContact())
      .when(inStep(2))
      .records().paper,
  ).toBeNull();
  given(...onFile, an.updateContact())
    .when(inStep(1))
    .refuses(/^据以在册的是第 2 份档案表，请照那一份同步$/);
  given(...onFile)
    .when(inStep(1))
    .refuses(/^纸质档案没有落后，不用同步$/);
});

it('还没有同步又改了的，从头一次改起算落后', () => {
  const twice = stateAfter(
    ...onFile,
    an.updateContact(),
    an.updateContact({ form: 3, paper: { due: '2028-01-14', calendar: [] } }),
  );
  expect(twice.paper).toEqual({ form: 2, since: '2026-11-01', due: '2027-01-14' });
});

it('取消退出的，下一次复核还是原来的日子；那一天到了、过了的，当天就看', () => {
  const state = stateAfter(...leaving);
  const next = (today: string) => decideAbandonment(state, { opinion: sealed }, today);
  expect(next('2027-11-11')).toMatchObject({ nextReviewOn: '2027-11-12' });
  expect(next('2027-11-12')).toMatchObject({ nextReviewOn: '2027-11-12' });
  expect(next('2027-12-01')).toMatchObject({ nextReviewOn: '2027-12-01' });
});

it('与表上不符而还没有放行的，是答复了的；没有答复的、相符的、放行了的都不是', () => {
  const open = (...happened: Parameters<typeof stateAfter>) => openConflicts(stateAfter(...happened).matter.checking);
  expect(open(...asked)).toEqual([]);
  expect(open(...asked, an.answerCheck())).toEqual([]);
  expect(open(...conflicting).map(({ source }) => source)).toEqual(['vehicles']);
  expect(open(...journeys.explained, an.ruleCheck())).toEqual([]);
  expect(openConflicts(null)).toEqual([]);
});
