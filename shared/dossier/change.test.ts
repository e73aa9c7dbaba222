import { expect, it } from 'vitest';
import { an, courses } from './actions.fixture.ts';
import { categoryWords, changeOf } from './change.ts';
import { journeys, stateAfter } from './journeys.fixture.ts';
import { isInCare, isLive, isOnFile, isOver, takesAttachments } from './life.ts';
import { announced } from './notice-summary.ts';

type Journey = keyof typeof journeys;
const after = (name: Journey) => stateAfter(...journeys[name]);

it('复核、变更认定的是另一级、另一类的，说从哪里到哪里；没有认定的、别的事项，没有可说', () => {
  const [from, to] = ['困难职工（全国级）', '困难职工（省级）'];
  expect(categoryWords({ category: '困难职工', tier: 'national' })).toBe(from);
  for (const name of ['reclassified', 'amendmentReclassifies', 'changedReviewReclassifies'] as const)
    expect(changeOf(after(name)), name).toEqual({ from, to });
  expect(changeOf(after('unchanged'))).toEqual({ from, to: from });
  for (const name of [
    'reported',
    'foundBetterOff',
    'amendmentExcluded',
    'exitRequested',
    'onFile',
    'surveyed',
  ] as const)
    expect(changeOf(after(name)), name).toBeNull();
});

it('公示的是拟建成什么；拟退出的，是现在在册的什么和拟退到哪里', () => {
  expect(announced(after('underNotice'))).toEqual({ category: '困难职工', tier: 'national', leaveAs: null });
  expect(announced(after('submitted'))).toEqual({ category: null, tier: null, leaveAs: null });
  expect(announced(after('leaving'))).toEqual({ category: '困难职工', tier: 'national', leaveAs: '脱困' });
  const died = stateAfter(...journeys.onFile, an.proposeExit({ reason: 'death', course: courses.exit }));
  expect(announced(died)).toEqual({ category: '困难职工', tier: 'national', leaveAs: '注销' });
});

it('在册、在帮、活着、终结：一份档案在每一处各是什么', () => {
  const standing = (name: Journey) => {
    const state = after(name);
    return [isOnFile(state), isInCare(state), isLive(state), isOver(state), takesAttachments(state)];
  };
  expect(standing('draft')).toEqual([false, false, false, false, true]);
  expect(standing('submitted')).toEqual([false, false, true, false, true]);
  expect(standing('takenIn')).toEqual([false, true, true, false, true]);
  expect(standing('onFile')).toEqual([true, true, true, false, true]);
  // A spot check looks at refused households too, and brings photographs.
  expect(standing('rejected')).toEqual([false, false, false, true, true]);
  expect(standing('withdrawn')).toEqual([false, false, false, true, false]);
  expect(standing('liftedOut')).toEqual([false, false, false, true, true]);
  expect(standing('mergedOnFile')).toEqual([false, false, false, true, false]);
  expect(standing('dark')).toEqual([false, false, false, true, false]);
});
