import { expect, it } from 'vitest';
import { matterKinds, putsOnFile, stageAfter, stages, wholeCourse } from './course.ts';

it('每件事项都从填表开始，到办结为止，次序不因写的先后而变', () => {
  expect(wholeCourse([])).toEqual(['form', 'conclusion']);
  expect(wholeCourse(['approval', 'survey'])).toEqual(['form', 'survey', 'approval', 'conclusion']);
  expect(wholeCourse(stages)).toEqual([...stages]);
});

it('没有的环节就跳过去；最后总是办结', () => {
  const course = wholeCourse(['survey', 'approval']);
  expect(course.map((stage) => stageAfter(course, stage))).toEqual(['survey', 'approval', 'conclusion', 'conclusion']);
  // A stage that a new course no longer has is still left for the one after it.
  expect(stageAfter(course, 'notice')).toBe('approval');
});

it('要交一份完整的表、像想在册的一户那样判的，只有建档和转正', () => {
  expect(matterKinds.filter((kind) => putsOnFile({ kind }))).toEqual(['registration', 'conversion']);
});
