import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { again, asking, call, done, machineOf, thrown, until, World, waiting } from './world.fixture.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => {
  vi.restoreAllMocks();
  world.close();
});

const never = () => new Promise(() => {});
/** A restart after a downtime; virtual time goes on meanwhile, as real time does. */
function downFor(seconds: number): void {
  world.service.stop();
  world.store.db
    .prepare('INSERT INTO clock (id, offset_ms) VALUES (1, ?1) ON CONFLICT DO UPDATE SET offset_ms = offset_ms + ?1')
    .run(seconds * 1000);
  world.restart();
}

test('a Wait fires at its own time across restarts', async () => {
  world.define(machineOf({ W: waiting(1000), D: done }));
  await world.start({ kept: true });
  await world.pass(400);
  world.restart();
  await world.pass(580);
  expect(world.execution().status).toBe('RUNNING');
  world.restart();
  await world.pass(30);
  expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: { kept: true }, transitions: 2 });
});

test('a Wait that ended while the system was down goes on at once', async () => {
  world.define(machineOf({ W: waiting(1000), D: done }));
  await world.start();
  await world.activity.quiescent();
  downFor(5000);
  await world.activity.quiescent();
  expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', transitions: 2 });
});

test('a function in flight is run again with the same payload, and the state is counted once', async () => {
  world.lambdas.f = never;
  world.define(machineOf({ T: call('f', { Output: '{% $states.result.Payload %}' }), D: done }));
  await world.start({ n: 7 });
  await until(() => world.calls.length === 1);
  world.lambdas.f = ({ input }) => input.n + 1;
  world.restart();
  await world.activity.quiescent();
  expect(world.calls.map(({ payload }) => payload)).toEqual([{ input: { n: 7 } }, { input: { n: 7 } }]);
  expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: 8, transitions: 2 });
});

test('a result of the process before the restart no longer counts', async () => {
  let release = (_: unknown): void => {};
  world.lambdas.f = () => new Promise((resolve) => (release = resolve));
  world.define(machineOf({ T: call('f', { Output: '{% $states.result.Payload %}' }), D: done }));
  await world.start();
  await until(() => world.calls.length === 1);
  const before = release;
  world.restart();
  await until(() => world.calls.length === 2);
  before('of the dead');
  await new Promise((resolve) => setImmediate(resolve));
  release('of the living');
  await world.activity.quiescent();
  expect(world.execution().output).toBe('of the living');
});

test('a waiting token stays good, and its function is not run again', async () => {
  let token = '';
  world.lambdas.await = (payload) => {
    token = payload.token;
  };
  world.define(machineOf({ T: asking(), D: done }));
  await world.start();
  await world.activity.quiescent();
  world.restart();
  await world.activity.quiescent();
  expect(world.calls).toHaveLength(1);
  await world.succeed(token, 'yes');
  await world.activity.quiescent();
  expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: 'yes', transitions: 2 });
});

test('a token whose function was in flight is handed out again unchanged', async () => {
  const tokens: string[] = [];
  world.lambdas.await = ({ token }) => {
    tokens.push(token);
    return tokens.length === 1 ? never() : undefined;
  };
  world.define(machineOf({ T: asking(), D: done }));
  await world.start();
  await until(() => tokens.length === 1);
  world.restart();
  await world.activity.quiescent();
  expect(tokens[1]).toBe(tokens[0]);
  await world.succeed(tokens[0] ?? '', 'yes');
  await world.activity.quiescent();
  expect(world.execution().output).toBe('yes');
});

test('an answer given before the restart is not lost', async () => {
  let token = '';
  world.lambdas.await = (payload) => {
    token = payload.token;
  };
  world.define(machineOf({ T: asking(), D: done }));
  await world.start();
  await world.activity.quiescent();
  const answered = world.succeed(token, 'yes');
  world.restart();
  await answered;
  await world.activity.quiescent();
  expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: 'yes', transitions: 2 });
});

test('a timeout goes on counting while the system is down, and its function is not run once more', async () => {
  world.lambdas.f = never;
  world.define(
    machineOf({
      T: call('f', { TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'D' }] }),
      D: done,
    }),
  );
  await world.start();
  await until(() => world.calls.length === 1);
  downFor(61);
  await world.activity.quiescent();
  expect(world.calls).toHaveLength(1);
  expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } });
});

test('a deadline of the whole execution that passed while the system was down ends it', async () => {
  world.define(machineOf({ W: waiting(50), D: done }, { TimeoutSeconds: 100 }));
  await world.start();
  await world.activity.quiescent();
  downFor(200);
  await world.activity.quiescent();
  expect(world.execution()).toMatchObject({ status: 'TIMED_OUT', transitions: 1 });
});

test('a retry keeps its delay and its count across a restart', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(1);
  world.lambdas.f = () => {
    throw thrown('Busy');
  };
  world.define(
    machineOf({
      T: call('f', { Retry: [again(['Busy'], { IntervalSeconds: 100, BackoffRate: 3, MaxAttempts: 2 })] }),
      D: done,
    }),
  );
  await world.start();
  await world.activity.quiescent();
  world.restart();
  await world.pass(90);
  expect(world.calls).toHaveLength(1);
  await world.pass(30);
  expect(world.calls).toHaveLength(2);
  world.restart();
  await world.pass(310);
  expect(world.calls).toHaveLength(3);
  expect(world.execution()).toMatchObject({ status: 'FAILED', error: 'Busy', transitions: 3 });
});

test('the virtual clock itself is kept', async () => {
  await world.pass(86_400 * 400);
  const before = world.clock.now();
  world.restart();
  expect(world.clock.now() - before).toBeLessThan(5000);
  expect(world.clock.now()).toBeGreaterThanOrEqual(before);
});
