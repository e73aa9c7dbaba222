import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { INVOKE, machineOf, thrown, World } from './world.fixture.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

const call = (FunctionName: string, more: object = {}) => ({
  Type: 'Task',
  Resource: INVOKE,
  Arguments: { FunctionName, Payload: '{% $states.input %}' },
  ...more,
});
const done = { Type: 'Succeed' };
/** Long enough that the JSON with its quotes is `bytes` long. */
const textOf = (bytes: number) => 'x'.repeat(bytes - 2);

describe('Choice', () => {
  const choice = machineOf({
    C: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Next: 'Show', Assign: { v: 'first' } },
        { Condition: '{% $states.input.n > 5 %}', Next: 'Show', Output: 'second' },
      ],
      Default: 'Show',
      Assign: { v: 'default' },
      Output: { was: '{% $states.input.n %}' },
    },
    Show: { Type: 'Pass', Output: { in: '{% $states.input %}', v: '{% $exists($v) ? $v : null %}' }, End: true },
  });

  test('the first rule that holds wins, with its own Assign and the input passed on', async () => {
    expect((await world.run(choice, { n: 11 })).output).toEqual({ in: { n: 11 }, v: 'first' });
  });

  test('a rule’s own Output; the state’s Assign and Output stay unused', async () => {
    expect((await world.run(choice, { n: 6 })).output).toEqual({ in: 'second', v: null });
  });

  test('no rule holds: Default with the state’s Assign and Output', async () => {
    expect((await world.run(choice, { n: 1 })).output).toEqual({ in: { was: 1 }, v: 'default' });
  });

  test('no rule holds and no Default: States.NoChoiceMatched', async () => {
    const execution = await world.run(
      machineOf({ C: { Type: 'Choice', Choices: [{ Condition: false, Next: 'D' }] }, D: done }),
    );
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
  });

  test('a condition that is no boolean is an error, not a no', async () => {
    const execution = await world.run(
      machineOf({ C: { Type: 'Choice', Choices: [{ Condition: "{% 'yes' %}", Next: 'D' }], Default: 'D' }, D: done }),
    );
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('variables', () => {
  test('Assign and Output both see the variables as they were on entry; the new ones hold from the next state', async () => {
    const execution = await world.run(
      machineOf({
        A: { Type: 'Pass', Assign: { x: 1, y: 10 }, Next: 'B' },
        B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' },
        C: { Type: 'Pass', Output: { before: '{% $states.input %}', after: '{% [$x, $y] %}' }, End: true },
      }),
    );
    expect(execution.output).toEqual({ before: [1, 10], after: [10, 1] });
  });

  test('a variable set inside an expression does not leak out of it', async () => {
    const execution = await world.run(
      machineOf({
        A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
        B: { Type: 'Pass', Assign: { y: '{% ($x := 5; $x) %}' }, Next: 'C' },
        C: { Type: 'Pass', Output: '{% [$x, $y] %}', End: true },
      }),
    );
    expect(execution.output).toEqual([1, 5]);
  });
});

describe('Pass, Succeed, Fail', () => {
  test('input goes through untouched where no Output is given', async () => {
    const execution = await world.run(machineOf({ A: { Type: 'Pass', Next: 'B' }, B: done }), { a: [1] });
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { a: [1] } });
  });

  test('Succeed may shape the output', async () => {
    const execution = await world.run(machineOf({ A: { Type: 'Succeed', Output: '{% $states.input.a %}' } }), { a: 3 });
    expect(execution.output).toBe(3);
  });

  test('Fail gives error and cause, evaluated', async () => {
    const execution = await world.run(
      machineOf({ A: { Type: 'Fail', Error: 'E', Cause: '{% $states.input.why %}' } }),
      {
        why: 'because',
      },
    );
    expect(execution).toMatchObject({ status: 'FAILED', error: 'E', cause: 'because' });
  });

  test('the context names execution, machine and state', async () => {
    const execution = await world.run(machineOf({ A: { Type: 'Succeed', Output: '{% $states.context %}' } }), { a: 1 });
    const { startDate } = execution;
    expect(execution.output).toEqual({
      Execution: { Id: execution.executionArn, Name: 'e', Input: { a: 1 }, StartTime: startDate, RedriveCount: 0 },
      StateMachine: { Id: expect.stringContaining(':stateMachine:m'), Name: 'm' },
      State: { Name: 'A', EnteredTime: startDate, RetryCount: 0 },
    });
  });
});

describe('Task', () => {
  test('the function gets the payload, the result shows payload, status and version', async () => {
    world.lambdas.f = ({ a }) => ({ doubled: a * 2 });
    const execution = await world.run(machineOf({ T: { ...call('f'), End: true } }), { a: 4 });
    expect(world.calls).toEqual([{ functionName: 'f', payload: { a: 4 } }]);
    expect(execution.output).toEqual({ ExecutedVersion: '$LATEST', Payload: { doubled: 8 }, StatusCode: 200 });
  });

  test('a function that returns nothing yields null', async () => {
    world.lambdas.f = () => undefined;
    const execution = await world.run(
      machineOf({ T: { ...call('f'), Output: '{% $states.result.Payload %}', End: true } }),
    );
    expect(execution.output).toBeNull();
  });

  test('a payload of null reaches the function as an empty object', async () => {
    world.lambdas.f = (payload) => payload;
    const arguments_ = { FunctionName: 'f', Payload: '{% $states.input.nothing %}' };
    const execution = await world.run(
      machineOf({ T: { ...call('f'), Arguments: arguments_, Output: '{% $states.result.Payload %}', End: true } }),
      { nothing: null },
    );
    expect(execution.output).toEqual({});
  });

  test('without Arguments the state’s input is them', async () => {
    world.lambdas.f = (payload) => payload;
    const execution = await world.run(
      machineOf({ T: { Type: 'Task', Resource: INVOKE, Output: '{% $states.result.Payload %}', End: true } }),
      { FunctionName: 'f', Payload: 5 },
    );
    expect(execution.output).toBe(5);
  });

  test('computed arguments that lambda:invoke does not have: States.Runtime, which nothing catches', async () => {
    const execution = await world.run(
      machineOf({
        T: {
          Type: 'Task',
          Resource: INVOKE,
          Arguments: "{% { 'Function': 'f' } %}",
          Retry: [{ ErrorEquals: ['States.ALL'] }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'D' }],
          Next: 'D',
        },
        D: done,
      }),
    );
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('an error nobody catches fails the execution under the function’s error name', async () => {
    world.lambdas.f = () => {
      throw thrown('StandardMissing', 'no line');
    };
    const execution = await world.run(machineOf({ T: { ...call('f'), End: true } }));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'StandardMissing' });
    expect(JSON.parse(execution.cause ?? '')).toEqual({ errorType: 'StandardMissing', errorMessage: 'no line' });
  });
});

describe('Retry', () => {
  test('the specification’s scenario A, B, C, B: waits of 1, 2 and 5 s, then the catcher', async () => {
    const errors = ['ErrorA', 'ErrorB', 'ErrorC', 'ErrorB'];
    const at: number[] = [];
    world.lambdas.f = () => {
      at.push(world.clock.now());
      throw thrown(errors[at.length - 1] ?? 'none');
    };
    world.define(
      machineOf({
        X: {
          ...call('f'),
          Retry: [
            { ErrorEquals: ['ErrorA', 'ErrorB'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
            { ErrorEquals: ['ErrorC'], IntervalSeconds: 5 },
          ],
          Catch: [{ ErrorEquals: ['States.ALL'], Output: '{% $states.errorOutput.Error %}', Next: 'Z' }],
          End: true,
        },
        Z: done,
      }),
    );
    await world.start();
    await world.pass(60);
    expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: 'ErrorB' });
    const waits = at.slice(1).map((time, index) => Math.floor((time - (at[index] ?? 0)) / 1000));
    expect(waits).toEqual([1, 2, 5]);
    expect(world.path()).toEqual(['X', 'X!1', 'X!2', 'X!3', 'Z']);
    expect(world.execution().transitions).toBe(5);
  });

  test('arguments are evaluated anew for each attempt and see the retry count', async () => {
    world.lambdas.f = (payload) => {
      if (payload < 2) throw thrown('Again');
      return payload;
    };
    world.define(
      machineOf({
        T: {
          Type: 'Task',
          Resource: INVOKE,
          Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
          Retry: [{ ErrorEquals: ['States.TaskFailed'] }],
          End: true,
        },
      }),
    );
    await world.start();
    await world.pass(10);
    expect(world.calls.map(({ payload }) => payload)).toEqual([0, 1, 2]);
    expect(world.execution().status).toBe('SUCCEEDED');
  });

  test('counters start anew when the state is entered again', async () => {
    world.lambdas.f = () => {
      throw thrown('Again');
    };
    world.define(
      machineOf({
        A: { Type: 'Pass', Assign: { round: 0 }, Next: 'T' },
        T: {
          ...call('f'),
          Retry: [{ ErrorEquals: ['Again'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Assign: { round: '{% $round + 1 %}' }, Next: 'C' }],
          End: true,
        },
        C: { Type: 'Choice', Choices: [{ Condition: '{% $round < 2 %}', Next: 'T' }], Default: 'D' },
        D: done,
      }),
    );
    await world.start();
    await world.pass(10);
    expect(world.path()).toEqual(['A', 'T', 'T!1', 'C', 'T', 'T!1', 'C', 'D']);
  });

  test('a query error after the task ended is retried like any other, and the task runs again', async () => {
    let runs = 0;
    world.lambdas.f = () => (++runs === 1 ? {} : { verdict: 'ok' });
    world.define(
      machineOf({
        T: {
          ...call('f'),
          Output: '{% $states.result.Payload.verdict %}',
          Retry: [{ ErrorEquals: ['States.QueryEvaluationError'] }],
          End: true,
        },
      }),
    );
    await world.start();
    await world.pass(5);
    expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: 'ok' });
  });
});

describe('Catch', () => {
  const catching = (more: object = {}) =>
    machineOf({
      T: {
        ...call('f'),
        Assign: { seen: 'success' },
        Catch: [
          { ErrorEquals: ['Stale', 'Gone'], Next: 'First' },
          { ErrorEquals: ['States.ALL'], Next: 'Second', ...more },
        ],
        End: true,
      },
      First: { Type: 'Pass', Output: { first: '{% $states.input %}' }, End: true },
      Second: {
        Type: 'Pass',
        Output: { second: '{% $states.input %}', seen: '{% $exists($seen) ? $seen : null %}' },
        End: true,
      },
    });

  test('the first catcher that names the error takes it, and its input is the error output', async () => {
    world.lambdas.f = () => {
      throw thrown('Gone');
    };
    const { output } = await world.run(catching());
    expect(output).toMatchObject({ first: { Error: 'Gone', Cause: expect.stringContaining('Gone') } });
  });

  test('the catcher’s Assign and Output, not the state’s', async () => {
    world.lambdas.f = () => {
      throw thrown('Else');
    };
    const more = { Assign: { seen: '{% $states.errorOutput.Error %}' }, Output: '{% $states.input.id %}' };
    expect((await world.run(catching(more), { id: 9 })).output).toEqual({ second: 9, seen: 'Else' });
  });

  test('a failing expression in Arguments can be caught', async () => {
    const execution = await world.run(
      machineOf({
        T: {
          Type: 'Task',
          Resource: INVOKE,
          Arguments: { FunctionName: 'f', Payload: '{% $states.input.missing %}' },
          Catch: [
            { ErrorEquals: ['States.QueryEvaluationError'], Output: '{% $states.errorOutput.Cause %}', Next: 'D' },
          ],
          Next: 'D',
        },
        D: done,
      }),
    );
    expect(execution.output).toContain("'T'");
    expect(execution.output).toContain('returned nothing');
    expect(world.calls).toEqual([]);
  });

  test('a catcher whose own expression fails ends the execution', async () => {
    world.lambdas.f = () => {
      throw thrown('Else');
    };
    expect(await world.run(catching({ Output: '{% $states.input.missing %}' }))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });
});

describe('256 KB', () => {
  const limit = 262_144;
  const grow = (bytes: number) => machineOf({ P: { Type: 'Pass', Output: textOf(bytes), End: true } });

  test('an output of exactly the limit passes, one byte more is States.DataLimitExceeded', async () => {
    expect((await world.run(grow(limit))).status).toBe('SUCCEEDED');
    world.define(grow(limit + 1));
    await world.start({}, 'more');
    await world.activity.quiescent();
    expect(world.execution('more')).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('it counts bytes, not characters', async () => {
    const han = '困'.repeat(limit / 3 + 1);
    const execution = await world.run(machineOf({ P: { Type: 'Pass', Output: han, End: true } }));
    expect(execution.error).toBe('States.DataLimitExceeded');
  });

  test.each(['States.ALL', 'States.DataLimitExceeded'])('a result over the limit is caught by %s', async (name) => {
    world.lambdas.f = () => textOf(limit);
    const execution = await world.run(
      machineOf({
        T: { ...call('f'), Catch: [{ ErrorEquals: [name], Output: 'caught', Next: 'D' }], End: true },
        D: done,
      }),
    );
    expect(execution.output).toBe('caught');
  });

  test('arguments over the limit never reach the function', async () => {
    world.lambdas.f = () => 1;
    const execution = await world.run(
      machineOf({
        A: { Type: 'Pass', Assign: { big: textOf(200_000) }, Next: 'T' },
        T: {
          Type: 'Task',
          Resource: INVOKE,
          Arguments: { FunctionName: 'f', Payload: '{% [$big, $big] %}' },
          End: true,
        },
      }),
    );
    expect(execution.error).toBe('States.DataLimitExceeded');
    expect(world.calls).toEqual([]);
  });

  test('an input over the limit is not taken', async () => {
    world.define(machineOf({ A: done }));
    await expect(world.start(textOf(limit + 1))).rejects.toMatchObject({ code: 'ValidationException' });
  });
});
