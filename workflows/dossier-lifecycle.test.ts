import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { functionSpec } from '../infra/functions.ts';
import { workflowTasks } from '../infra/triggers.ts';
import { Throttled } from '../shared/registry/throttled.ts';
import { STEP_SECONDS } from '../shared/workflow/waits.ts';
import { currentDefinition, written } from '../tools/workflow/generate.ts';
import { execution, is, stage } from './expressions.ts';
import type { Said } from './states.ts';

interface Handled {
  ErrorEquals: string[];
  MaxAttempts?: number;
  IntervalSeconds?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: string;
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
  Choices?: Handled[];
  Assign?: Record<string, unknown>;
  Next?: string;
  Default?: string;
  End?: boolean;
}

const text = readFileSync(written, 'utf8');
const states: Record<string, Task> = JSON.parse(text).States;
const tasks = Object.entries(states).filter(([, { Type }]) => Type === 'Task');
const waiting = tasks.filter(([, { Resource }]) => Resource.endsWith('.waitForTaskToken'));
const doing = tasks.filter(([, { Resource }]) => !Resource.endsWith('.waitForTaskToken'));

function meanSeconds({ IntervalSeconds, BackoffRate, MaxDelaySeconds, MaxAttempts }: Required<Handled>): number {
  const longest = Array.from({ length: MaxAttempts }, (_, n) =>
    Math.min(IntervalSeconds * BackoffRate ** n, MaxDelaySeconds),
  );
  return longest.reduce((sum, each) => sum + each / 2, 0);
}

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
  it.each(tasks)('%s：规则说不行的不再试，限流的试半天，别的再试五次', (_name, { Retry }) => {
    const [final, throttled, others] = Retry;
    expect(final?.ErrorEquals).toEqual(expect.arrayContaining(['Problem', 'CalendarError']));
    expect(final?.MaxAttempts).toBe(0);
    expect(throttled?.ErrorEquals).toEqual(
      expect.arrayContaining([
        'Lambda.TooManyRequestsException',
        'Lambda.SdkClientException',
        new Throttled({ cause: null }).name,
      ]),
    );
    expect(others).toMatchObject({ ErrorEquals: ['States.ALL'], MaxAttempts: 5 });
    expect(Retry).toHaveLength(3);
    // With full jitter a delay is half of its longest on the average.
    const hours = (retrier: Handled | undefined) => meanSeconds(retrier as Required<Handled>) / 3600;
    expect(hours(throttled)).toBeGreaterThan(10);
    expect(hours(throttled)).toBeLessThan(24);
    expect(hours(others)).toBeLessThan(0.1);
    for (const each of [throttled, others]) expect(each?.JitterStrategy).toBe('FULL');
  });

  it('一次执行的历史至多 25,000 条：每一步都限流到底，也用不完', () => {
    // Scheduled, started, failed, and the state entered and left.
    const attempts = Math.max(...tasks.flatMap(([, { Retry }]) => Retry.map((each) => each.MaxAttempts ?? 0)));
    expect(attempts * 5 * tasks.length).toBeLessThan(25_000);
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

it('写错一个名字就编译不过：栏、环节、状态', () => {
  const dossierId = execution('dossierId');
  const ofRun = { dossierId, for: execution('for'), number: execution('number'), run: execution('run') };
  const { number: matter, run } = ofRun;
  const wrong: Said<'Assess' | 'Done'>[] = [
    // @ts-expect-error a field that the function does not know
    { does: 'assess-step', with: { ...ofRun, round: run }, next: 'Done' },
    // @ts-expect-error a field that the function needs is missing
    { does: 'assess-step', with: { dossierId, run }, next: 'Done' },
    // @ts-expect-error a step of another function
    { does: 'notice-step', with: { ...ofRun, step: 'overdue' }, next: 'Done' },
    // @ts-expect-error a number where a text belongs
    { does: 'assess-step', with: { ...ofRun, dossierId: run }, next: 'Done' },
    // @ts-expect-error what the function does not answer
    { does: 'conclusion-step', with: ofRun, keeps: { wait: 'timeoutSeconds' }, next: 'Done' },
    // @ts-expect-error a text kept where a number is carried
    { does: 'conclusion-step', with: ofRun, keeps: { wait: 'outcome' }, next: 'Done' },
    // @ts-expect-error an answer that is not waited for by that
    { awaits: { step: 'signature', matter, run }, answered: 'Done', late: { next: 'Done' } },
    // @ts-expect-error an answer that nothing gives
    { awaits: { step: 'survy', matter, run }, answered: 'Done', late: { next: 'Done' } },
    // @ts-expect-error a stage that no matter has
    { ways: [{ when: is(stage, 'aproval'), next: 'Done' }], otherwise: 'Done' },
    // @ts-expect-error a state that there is not
    { ways: [{ when: is(stage, 'approval'), next: 'Asess' }], otherwise: 'Done' },
    // @ts-expect-error the same where no way holds
    { ways: [{ when: is(stage, 'approval'), next: 'Done' }], otherwise: 'Asess' },
    // @ts-expect-error an instant that the state before does not answer
    { until: 'endAt', next: 'Done' },
  ];
  expect(wrong).toHaveLength(12);
  // @ts-expect-error what an execution is not started with
  expect(execution('round')).toBeDefined();
});

describe('从哪里来，到哪里去', () => {
  const targets = (name: string): string[] => {
    const { Next, Default, Choices = [], Catch = [] } = states[name] as Task;
    return [Next, Default, ...[...Choices, ...Catch].map((each) => each.Next)].filter((each) => each !== undefined);
  };

  it('每一个环节做完都回到“办到哪一环节”，接着办哪一环节只在一处定', () => {
    const chosen = new Set(targets('Stage'));
    const ends = tasks.filter(([, { End }]) => End).map(([name]) => name);
    const back = Object.keys(states).filter((name) => states[name]?.Next === 'Stage');
    expect(ends.toSorted()).toEqual(['Conclude', 'IssueCards']);
    expect(back.toSorted()).toEqual([
      'Assess',
      'AwaitChecking',
      'AwaitDecision',
      'AwaitDeliberation',
      'AwaitResolutions',
      'AwaitSurvey',
      'AwaitUpdate',
      'CloseNotice',
    ]);
    expect(chosen.size).toBe(12);
  });

  it('要等的环节，Stage 都带上要等多久；等的人逾期，由提醒他们的一步带上下一次等多久', () => {
    const choices = states.Stage?.Choices ?? [];
    for (const { Next, Assign } of choices) {
      const asked = waiting.some(([name]) => name === Next);
      expect(Assign?.wait !== undefined, Next).toBe(asked);
    }
    for (const [name, { Catch }] of waiting) {
      const late = Catch[0]?.Next ?? '';
      expect(states[late]?.Assign?.wait, name).toBeDefined();
      expect(states[late]?.Next, name).toBe(name);
    }
  });

  it('没有走不到的状态', () => {
    const reached = new Set<string>();
    const walk = (name: string): void => {
      if (reached.has(name)) return;
      reached.add(name);
      targets(name).forEach(walk);
    };
    walk(JSON.parse(text).StartAt);
    expect([...reached].toSorted()).toEqual(Object.keys(states).toSorted());
  });
});
