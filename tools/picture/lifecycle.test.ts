import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Definition, transitionsOf } from './definition.ts';
import { drawLifecycle } from './draw.ts';
import { currentPicture, picture, source } from './generate.ts';

const definition = Definition.parse(JSON.parse(readFileSync(source, 'utf8')));
const drawn = readFileSync(picture, 'utf8');

it('文档里的流程图就是现在的流程；改了流程要运行 npm run workflow', () => {
  expect(drawn).toBe(currentPicture());
});

it('图上有流程的每一个状态和每一条路', () => {
  for (const [name, { Type }] of Object.entries(definition.States)) {
    if (Type !== 'Succeed') expect(drawn, name).toContain(`data-state="${name}"`);
  }
  for (const transition of transitionsOf(definition)) expect(drawn, transition).toContain(transition);
});

it('流程里新添的状态没有画法，不出图，而不是出一张缺一块的图', () => {
  const extended = {
    ...definition,
    States: { ...definition.States, Mediate: { Type: 'Task' as const, Next: 'Done' } },
  };
  expect(() => drawLifecycle(extended)).toThrow('Mediate');
});

it('流程里去掉了的状态还留在画法里，不出图', () => {
  const { Stalled: _, ...States } = definition.States;
  expect(() => drawLifecycle({ ...definition, States })).toThrow('Stalled');
});

it('流程里去掉了的路还留在画法里，不出图', () => {
  const { Stage } = definition.States;
  const Choices = Stage?.Choices?.filter(({ Next }) => Next !== 'Conclude') ?? [];
  const States = { ...definition.States, Stage: { Type: 'Choice' as const, ...Stage, Choices } };
  expect(() => drawLifecycle({ ...definition, States })).toThrow('Stage→Conclude');
});

it('一步做完就结束的，没有画结束的点，不出图；画了而不再结束的，也不出图', () => {
  const { Assess, Conclude } = definition.States;
  const ending = { ...definition.States, Assess: { Type: 'Task' as const, ...Assess, End: true } };
  expect(() => drawLifecycle({ ...definition, States: ending })).toThrow('Assess');
  const goingOn = { ...definition.States, Conclude: { Type: 'Task' as const, ...Conclude, End: false } };
  expect(() => drawLifecycle({ ...definition, States: goingOn })).toThrow('Conclude');
});

it('工作流说明逐一说到每一个状态', () => {
  const text = readFileSync(new URL('../../workflows/README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(definition.States)) expect(text, name).toContain(`\`${name}\``);
});
