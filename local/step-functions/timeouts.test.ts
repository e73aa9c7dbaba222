import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { again, asking, call, done, machineOf, until, World, waiting } from './world.fixture.ts';

let world: World;
let tokens: string[];
beforeEach(() => {
  world = new World();
  tokens = [];
  world.lambdas.await = ({ token }) => void tokens.push(token);
});
afterEach(() => {
  vi.restoreAllMocks();
  world.close();
});

/** Virtual seconds from the start to the entry with the given number, or to the end. */
const secondsTo = (entry?: number): number => {
  const { startDate, stopDate, history } = world.execution();
  const at = entry === undefined ? stopDate : history[entry]?.at;
  return (Date.parse(at ?? '') - Date.parse(startDate)) / 1000;
};

/** Virtual time flows with real time between the leaps; a busy machine may take some seconds more, never less. */
const SLACK_S = 5;
const expectAbout = (seconds: number, expected: number): void => {
  expect(seconds).toBeGreaterThanOrEqual(expected);
  expect(seconds).toBeLessThan(expected + SLACK_S);
};

describe('Wait', () => {
  test('one after the other, each as long as it says; what was is passed on', async () => {
    world.define(machineOf({ A: waiting(100, 'B'), B: waiting('$states.input.days * 86400'), D: done }));
    await world.start({ days: 30 });
    await world.pass(90);
    expect(world.path()).toEqual(['A']);
    await world.pass(20);
    expect(world.path()).toEqual(['A', 'B']);
    await world.pass(30 * 86_400);
    expect(world.path()).toEqual(['A', 'B', 'D']);
    expectAbout(secondsTo(2), 100 + 30 * 86_400);
    expect(world.execution().output).toEqual({ days: 30 });
  });

  test('Timestamp, with its zone', async () => {
    world.define(machineOf({ A: { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'D' }, D: done }));
    const target = Math.ceil(world.clock.now() / 1000) * 1000 + 86_400_000;
    const shanghai = `${new Date(target + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
    await world.start({ until: shanghai });
    await world.pass(86_000);
    expect(world.path()).toEqual(['A']);
    await world.pass(500);
    expect(world.execution().status).toBe('SUCCEEDED');
    const late = Date.parse(world.execution().history[1]?.at ?? '') - target;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(SLACK_S * 1000);
  });

  test('an instant that is past, or now, is not waited for', async () => {
    const past = { Type: 'Wait', Timestamp: "{% '2020-01-01T00:00:00Z' %}", Next: 'B' };
    const execution = await world.run(machineOf({ A: past, B: waiting(0), D: done }));
    expect(execution.status).toBe('SUCCEEDED');
  });

  test.each(['tomorrow', '2027-01-01', 5])('until %j is an error, not a wait of some other length', async (v) => {
    const wait = { Type: 'Wait', Timestamp: '{% $states.input.v %}', Next: 'D' };
    const execution = await world.run(machineOf({ A: wait, D: done }), { v });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

describe('task timeouts', () => {
  test('an unanswered task ends with States.Timeout at its time, not before', async () => {
    world.define(
      machineOf({
        T: asking({ TimeoutSeconds: 86_400, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'D' }] }),
        D: done,
      }),
    );
    await world.start();
    await world.pass(86_380);
    expect(world.execution().status).toBe('RUNNING');
    await world.pass(20);
    expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } });
    expectAbout(secondsTo(1), 86_400);
  });

  test('nobody catches it: the execution has FAILED with States.Timeout', async () => {
    world.define(machineOf({ T: asking({ TimeoutSeconds: '{% $states.input.s %}' }), D: done }));
    await world.start({ s: 60 });
    await world.pass(70);
    expect(world.execution()).toMatchObject({ status: 'FAILED', error: 'States.Timeout', cause: null });
  });

  test('each attempt has the whole timeout', async () => {
    vi.spyOn(Math, 'random').mockReturnValue(1);
    const retry = again(['States.Timeout'], { IntervalSeconds: 10, MaxAttempts: 1 });
    world.define(machineOf({ T: asking({ TimeoutSeconds: 100, Retry: [retry] }), D: done }));
    await world.start();
    await world.pass(200);
    expect(world.execution()).toMatchObject({ status: 'RUNNING', transitions: 2 });
    await world.pass(20);
    expect(world.execution().status).toBe('FAILED');
    expectAbout(secondsTo(1), 110);
    expectAbout(secondsTo(), 210);
  });

  test('a function that runs too long: its late result does not count', async () => {
    let release = (_: unknown): void => {};
    world.lambdas.slow = () => new Promise((resolve) => (release = resolve));
    world.define(
      machineOf({
        T: call('slow', { TimeoutSeconds: 1, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'D' }] }),
        D: done,
      }),
    );
    world.clock.start();
    await world.start();
    await until(() => world.execution().status === 'SUCCEEDED');
    release('result');
    await world.activity.quiescent();
    world.clock.stop();
    expect(world.execution()).toMatchObject({ output: { Error: 'States.Timeout' }, transitions: 2 });
  });

  test('nor does it pass for the result of the next attempt, which is under way', async () => {
    const releases: ((result: unknown) => void)[] = [];
    world.lambdas.slow = () => new Promise((resolve) => releases.push(resolve));
    world.define(
      machineOf({
        T: call('slow', {
          TimeoutSeconds: 1,
          Retry: [again(['States.Timeout'])],
          Output: '{% $states.result.Payload %}',
        }),
        D: done,
      }),
    );
    world.clock.start();
    await world.start();
    await until(() => releases.length === 2);
    releases[0]?.('of the first');
    await new Promise((resolve) => setImmediate(resolve));
    releases[1]?.('of the second');
    await world.activity.quiescent();
    world.clock.stop();
    expect(world.execution()).toMatchObject({ output: 'of the second', transitions: 3 });
  });

  test.each([0, -5, 'x', 1.5])('a computed timeout of %j is an error, not a task without one', async (s) => {
    const execution = await world.run(machineOf({ T: asking({ TimeoutSeconds: '{% $states.input.s %}' }), D: done }), {
      s,
    });
    expect(execution).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(tokens).toEqual([]);
  });
});

describe('the machine’s own TimeoutSeconds', () => {
  test('ends the execution as TIMED_OUT whatever it waits for; no catcher holds it', async () => {
    world.define(
      machineOf(
        { T: asking({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'D' }] }), D: done },
        { TimeoutSeconds: 500 },
      ),
    );
    await world.start();
    await world.pass(490);
    expect(world.execution().status).toBe('RUNNING');
    await world.pass(20);
    expect(world.execution()).toMatchObject({ status: 'TIMED_OUT', error: null, cause: null });
    await expect(world.succeed(tokens[0] ?? '', 1)).rejects.toMatchObject({ code: 'TaskTimedOut' });
  });
});

test('several executions fire each at its own time, in order, in one leap', async () => {
  world.define(machineOf({ W: waiting('$states.input.s', 'T'), T: call('note'), D: done }));
  const order: string[] = [];
  world.lambdas.note = ({ input }) => void order.push(input.name);
  for (const [name, s] of [
    ['third', 300],
    ['first', 100],
    ['second', 200],
  ] as const) {
    await world.start({ name, s }, name);
  }
  await world.pass(1000);
  expect(order).toEqual(['first', 'second', 'third']);
});
