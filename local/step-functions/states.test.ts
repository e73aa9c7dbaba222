import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { again, call, done, machineOf, setting, thrown, World } from './world.fixture.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  vi.restoreAllMocks();
  world.close();
});

const payload = '{% $states.result.Payload %}';
/** A function `f` that always fails with this error. */
const failWith = (error: string) => {
  world.lambdas.f = () => {
    throw thrown(error);
  };
};

describe('Choice', () => {
  const choice = machineOf({
    C: {
      Type: 'Choice',
      Choices: [
        { Condition: '{% $states.input.n > 10 %}', Next: 'D', Assign: { v: 'first' } },
        { Condition: '{% $states.input.n > 5 %}', Next: 'Second' },
      ],
      Default: 'Other',
    },
    Second: setting({ v: 'second' }, 'D'),
    Other: setting({ v: 'other' }, 'D'),
    D: done,
  });

  test.each([
    ['the first rule that holds wins, with its own Assign', 11, 'first'],
    ['the second, where the first does not hold', 6, 'second'],
    ['Default, where no rule holds', 1, 'other'],
  ])('%s; the input is passed on', async (_, n, v) => {
    expect(await world.run(choice, { n })).toMatchObject({ output: { n }, variables: { v } });
  });

  test('a condition that is no boolean is an error, not a no', async () => {
    const yes = { Type: 'Choice', Choices: [{ Condition: "{% 'yes' %}", Next: 'D' }], Default: 'D' };
    const execution = await world.run(machineOf({ C: yes, D: done }));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('variables', () => {
  test('Assign and Output both see the variables as they were on entry; the new ones hold from the next state', async () => {
    world.lambdas.f = () => ({});
    const execution = await world.run(
      machineOf({
        A: setting({ x: 1, y: 10 }, 'B'),
        B: call('f', { Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' }),
        C: call('f', { Output: { before: '{% $states.input %}', after: '{% [$x, $y] %}' } }),
        D: done,
      }),
    );
    expect(execution.output).toEqual({ before: [1, 10], after: [10, 1] });
  });

  test('a variable set inside an expression does not leak out of it', async () => {
    const execution = await world.run(
      machineOf({ A: setting({ x: 1 }, 'B'), B: setting({ y: '{% ($x := 5; $x) %}' }, 'D'), D: done }),
    );
    expect(execution.variables).toEqual({ x: 1, y: 5 });
  });
});

describe('Succeed, Fail', () => {
  test('an execution that succeeds answers what it came with', async () => {
    expect(await world.run(machineOf({ D: done }), { a: [1] })).toMatchObject({
      status: 'SUCCEEDED',
      output: { a: [1] },
    });
  });

  test('Fail gives error and cause', async () => {
    const execution = await world.run(machineOf({ A: { Type: 'Fail', Error: 'E', Cause: 'because' } }));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'E', cause: 'because' });
  });

  test('the context tells what the execution was started with, and when the state was entered', async () => {
    world.lambdas.f = () => ({});
    const context = { input: '{% $states.context.Execution.Input %}', at: '{% $states.context.State.EnteredTime %}' };
    const execution = await world.run(machineOf({ A: call('f', { Output: context }), D: done }), { a: 1 });
    expect(execution.output).toEqual({ input: { a: 1 }, at: execution.startDate });
  });
});

describe('Task', () => {
  test('the function gets the payload, the result shows payload, status and version', async () => {
    world.lambdas.f = ({ input }) => ({ doubled: input.a * 2 });
    const execution = await world.run(machineOf({ T: call('f'), D: done }), { a: 4 });
    expect(world.calls).toEqual([{ functionName: 'f', payload: { input: { a: 4 } } }]);
    expect(execution.output).toEqual({ ExecutedVersion: '$LATEST', Payload: { doubled: 8 }, StatusCode: 200 });
  });

  test('a function that returns nothing yields null', async () => {
    world.lambdas.f = () => undefined;
    expect((await world.run(machineOf({ T: call('f', { Output: payload }), D: done }))).output).toBeNull();
  });

  test('an error nobody catches fails the execution under the function’s error name', async () => {
    world.lambdas.f = () => {
      throw thrown('StandardMissing', 'no line');
    };
    const execution = await world.run(machineOf({ T: call('f'), D: done }));
    expect(execution).toMatchObject({ status: 'FAILED', error: 'StandardMissing' });
    expect(JSON.parse(execution.cause ?? '')).toEqual({ errorType: 'StandardMissing', errorMessage: 'no line' });
  });
});

describe('Retry', () => {
  test('the specification’s scenario A, B, C, B: waits of 1, 2 and 5 s, then the catcher', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const errors = ['ErrorA', 'ErrorB', 'ErrorC', 'ErrorB'];
    const at: number[] = [];
    world.lambdas.f = () => {
      at.push(world.clock.now());
      throw thrown(errors[at.length - 1] ?? 'none');
    };
    world.define(
      machineOf({
        X: call('f', {
          Retry: [again(['ErrorA', 'ErrorB'], { MaxAttempts: 2 }), again(['ErrorC'], { IntervalSeconds: 5 })],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'D' }],
        }),
        D: done,
      }),
    );
    await world.start();
    await world.pass(60);
    expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'ErrorB' } });
    const waits = at.slice(1).map((time, index) => Math.floor((time - (at[index] ?? 0)) / 1000));
    expect(waits).toEqual([1, 2, 5]);
    expect(world.path()).toEqual(['X', 'X!1', 'X!2', 'X!3', 'D']);
    expect(world.execution().transitions).toBe(5);
  });

  test('counters start anew when the state is entered again', async () => {
    failWith('Again');
    world.define(
      machineOf({
        A: setting({ round: 0 }, 'T'),
        T: call('f', {
          Retry: [again(['Again'], { MaxAttempts: 1 })],
          Catch: [{ ErrorEquals: ['States.ALL'], Assign: { round: '{% $round + 1 %}' }, Next: 'C' }],
        }),
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
    const verdict = '{% $states.result.Payload.verdict %}';
    world.define(machineOf({ T: call('f', { Output: verdict, Retry: [again(['States.ALL'])] }), D: done }));
    await world.start();
    await world.pass(5);
    expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: 'ok' });
  });
});

describe('Catch', () => {
  const catching = (more: object = {}) =>
    machineOf({
      T: call('f', {
        Assign: { seen: 'success' },
        Catch: [
          { ErrorEquals: ['Stale', 'Gone'], Next: 'First' },
          { ErrorEquals: ['States.ALL'], Next: 'D', ...more },
        ],
      }),
      First: setting({ first: true }, 'D'),
      D: done,
    });

  test('the first catcher that names the error takes it, and its input is the error output', async () => {
    failWith('Gone');
    expect(await world.run(catching())).toMatchObject({
      output: { Error: 'Gone', Cause: expect.stringContaining('Gone') },
      variables: { first: true },
    });
  });

  test('the catcher’s Assign, not the state’s', async () => {
    failWith('Else');
    const { variables } = await world.run(catching({ Assign: { seen: '{% $states.errorOutput.Error %}' } }));
    expect(variables).toEqual({ seen: 'Else' });
  });

  test('a failing expression in Arguments can be caught', async () => {
    const missing = { FunctionName: 'f', Payload: { a: '{% $states.input.missing %}' } };
    const caught = [{ ErrorEquals: ['States.ALL'], Next: 'D' }];
    const execution = await world.run(machineOf({ T: call('f', { Arguments: missing, Catch: caught }), D: done }));
    const { Error: error, Cause: cause } = execution.output as Record<string, string>;
    expect(error).toBe('States.QueryEvaluationError');
    expect(cause).toContain("'T'");
    expect(cause).toContain('returned nothing');
    expect(world.calls).toEqual([]);
  });

  test('a catcher whose own expression fails ends the execution', async () => {
    failWith('Else');
    expect(await world.run(catching({ Assign: { seen: '{% $states.input.missing %}' } }))).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });
});

describe('256 KB', () => {
  const limit = 262_144;
  /** Long enough that the JSON with its quotes is `bytes` long. */
  const textOf = (bytes: number) => 'x'.repeat(bytes - 2);
  const grow = (text: string) => machineOf({ T: call('f', { Output: text }), D: done });
  beforeEach(() => {
    world.lambdas.f = () => ({});
  });

  test('an output of exactly the limit passes, one byte more is States.DataLimitExceeded', async () => {
    expect((await world.run(grow(textOf(limit)))).status).toBe('SUCCEEDED');
    world.define(grow(textOf(limit + 1)));
    await world.start({}, 'more');
    await world.activity.quiescent();
    expect(world.execution('more')).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });

  test('it counts bytes, not characters', async () => {
    expect((await world.run(grow('困'.repeat(limit / 3 + 1)))).error).toBe('States.DataLimitExceeded');
  });

  test('variables over the limit are not assigned', async () => {
    const execution = await world.run(machineOf({ A: setting({ big: textOf(limit) }, 'D'), D: done }));
    expect(execution).toMatchObject({ error: 'States.DataLimitExceeded', variables: {} });
  });

  test('a result over the limit is caught by States.ALL', async () => {
    world.lambdas.f = () => textOf(limit);
    const caught = [{ ErrorEquals: ['States.ALL'], Next: 'D' }];
    const execution = await world.run(machineOf({ T: call('f', { Catch: caught }), D: done }));
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.DataLimitExceeded' } });
  });

  test('arguments over the limit never reach the function', async () => {
    const twice = { FunctionName: 'f', Payload: { both: '{% [$big, $big] %}' } };
    const execution = await world.run(
      machineOf({ A: setting({ big: textOf(200_000) }, 'T'), T: call('f', { Arguments: twice }), D: done }),
    );
    expect(execution.error).toBe('States.DataLimitExceeded');
    expect(world.calls).toEqual([]);
  });

  test('an input over the limit is not taken', async () => {
    world.define(machineOf({ D: done }));
    await expect(world.start(textOf(limit + 1))).rejects.toMatchObject({ code: 'ValidationException' });
  });
});
