import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionSpec } from '../infra/functions.ts';
import { workflowTasks } from '../infra/triggers.ts';
import { STEP_SECONDS } from '../shared/workflow/waits.ts';
import { currentDefinition, written } from '../tools/workflow/generate.ts';
import { execution, is, outcome } from './expressions.ts';
import type { Said } from './states.ts';

interface Handled {
  ErrorEquals: string[];
  MaxAttempts?: number;
  Next?: string;
  Assign?: Record<string, unknown>;
}
interface Task {
  Type: string;
  Resource: string;
  Arguments: { FunctionName: string };
  TimeoutSeconds: number | string;
  Retry: Handled[];
  Catch: Handled[];
}

const text = readFileSync(written, 'utf8');
const states: Record<string, Task> = JSON.parse(text).States;
const tasks = Object.entries(states).filter(([, { Type }]) => Type === 'Task');
const waiting = tasks.filter(([, { Resource }]) => Resource.endsWith('.waitForTaskToken'));
const doing = tasks.filter(([, { Resource }]) => !Resource.endsWith('.waitForTaskToken'));

it('部署的流程定义就是源里写的，一字不差：改了源，npm run workflow', () => {
  expect(text).toBe(currentDefinition());
});

it('许可流程调用的函数，它都用到；用到的都许可了', () => {
  const invoked = tasks.map(([, { Arguments }]) => /^\$\{(\w+)\}$/.exec(Arguments.FunctionName)?.[1]);
  expect([...new Set(invoked)].toSorted()).toEqual(Object.keys(workflowTasks).toSorted());
});

it('不等人的一步，等得不比它的函数可以用的时间短', () => {
  const longest = Object.values(workflowTasks).map((name) => functionSpec(name).timeoutSeconds);
  expect(STEP_SECONDS).toBeGreaterThanOrEqual(Math.max(...longest));
  expect(new Set(doing.map(([, { TimeoutSeconds }]) => TimeoutSeconds))).toEqual(new Set([STEP_SECONDS]));
});

describe('一步失败了', () => {
  it.each(tasks)('%s：规则说不行的不再试，别的再试五次', (_name, { Retry }) => {
    const [final, others] = Retry;
    expect(final?.ErrorEquals).toEqual(expect.arrayContaining(['Problem', 'CalendarError']));
    expect(final?.MaxAttempts).toBe(0);
    expect(others).toMatchObject({ ErrorEquals: ['States.ALL'], MaxAttempts: 5 });
  });

  it.each(tasks.filter(([name]) => name !== 'Stall'))('%s：还不行就停滞，记的是这一步', (name, { Catch }) => {
    const last = Catch.at(-1);
    expect(last).toMatchObject({ ErrorEquals: ['States.ALL'], Next: 'Stall', Assign: { failed: name } });
  });

  it('记停滞也失败的，不再记，执行失败', () => {
    expect(states.Stall?.Catch).toEqual([{ ErrorEquals: ['States.ALL'], Next: 'Stalled' }]);
  });
});

it.each(waiting)('%s：过了期限不算失败，不重试，也不停滞', (_name, { Retry, Catch }) => {
  expect(Retry[0]?.ErrorEquals).toContain('States.Timeout');
  expect(Catch[0]?.ErrorEquals).toEqual(['States.Timeout']);
  expect(Catch[0]?.Next).not.toBe('Stall');
});

it('写错一个名字就编译不过：栏、结论、状态', () => {
  const round = execution('round');
  const dossierId = execution('dossierId');
  const wrong: Said<'Assess' | 'Done'>[] = [
    // @ts-expect-error a field that the function does not know
    { does: 'assess-step', with: { step: 'assess', dossier: dossierId, round }, next: 'Done' },
    // @ts-expect-error a step of another function
    { does: 'exit-step', with: { step: 'assess', dossierId, round }, next: 'Done' },
    // @ts-expect-error a number where a text belongs
    { does: 'assess-step', with: { step: 'assess', dossierId: round, round }, next: 'Done' },
    // @ts-expect-error what the function does not answer
    { does: 'exit-step', with: { step: 'leave', dossierId, round }, keeps: { wait: 'timeoutSeconds' }, next: 'Done' },
    // @ts-expect-error an answer that is not waited for by that
    { awaits: { step: 'survey', review: round }, answered: 'Done', late: { next: 'Done' } },
    // @ts-expect-error an outcome that nothing has
    { outcomes: { eligble: 'Done' }, otherwise: 'Done' },
    // @ts-expect-error a state that there is not
    { outcomes: { eligible: 'Asess' }, otherwise: 'Done' },
    // @ts-expect-error the same in a condition
    { ways: [{ when: is(outcome, 'aprove'), next: 'Done' }], otherwise: 'Done' },
  ];
  expect(wrong).toHaveLength(8);
});
