import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { again, asking, done, machineOf, thrown, World, waiting } from './world.fixture.ts';

let world: World;
let tokens: string[];
beforeEach(() => {
  world = new World();
  tokens = [];
  world.lambdas.await = ({ token }) => void tokens.push(token);
});
afterEach(() => world.close());

const question = machineOf({ T: asking(), D: done });
const token = (): string => tokens.at(-1) ?? '';

describe('an answer to a waiting task', () => {
  test('the output of SendTaskSuccess is the result; what the function returned is not', async () => {
    world.lambdas.await = (payload) => {
      tokens.push(payload.token);
      return 'ignored';
    };
    await world.run(question);
    expect(world.execution()).toMatchObject({ status: 'RUNNING', phase: 'callback' });
    expect(await world.succeed(token(), { decision: 'approve' })).toEqual({});
    await world.activity.quiescent();
    expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: { decision: 'approve' }, transitions: 2 });
  });

  test('may come while the function that got the token still runs: the answer may be in the journal already', async () => {
    world.lambdas.await = async ({ token: own }) => {
      await world.succeed(own, 'early');
      return 'ignored';
    };
    const execution = await world.run(question);
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: 'early', transitions: 2 });
  });

  test('counts even when that function fails afterwards', async () => {
    world.lambdas.await = async ({ token: own }) => {
      await world.succeed(own, 'early');
      throw thrown('TooLate');
    };
    expect(await world.run(question)).toMatchObject({ status: 'SUCCEEDED', output: 'early' });
  });

  test('given twice counts once; the second hears TaskTimedOut', async () => {
    await world.run(question);
    await world.succeed(token(), 'first');
    await expect(world.succeed(token(), 'second')).rejects.toMatchObject({ code: 'TaskTimedOut', status: 400 });
    await world.activity.quiescent();
    await expect(world.succeed(token(), 'third')).rejects.toMatchObject({ code: 'TaskTimedOut' });
    expect(world.execution()).toMatchObject({ output: 'first', transitions: 2 });
  });

  test('after the timeout hears TaskTimedOut and changes nothing', async () => {
    world.define(
      machineOf({
        T: asking({ TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'W' }] }),
        W: waiting(600),
        D: done,
      }),
    );
    await world.start();
    await world.pass(70);
    await expect(world.succeed(token(), 'late')).rejects.toMatchObject({ code: 'TaskTimedOut' });
    await world.pass(700);
    expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' } });
  });

  test('at the very instant of the timeout: one of the two wins, whole', async () => {
    world.define(
      machineOf({
        T: asking({
          TimeoutSeconds: 60,
          Catch: [{ ErrorEquals: ['States.Timeout'], Assign: { late: true }, Next: 'D' }],
          Assign: { late: false },
        }),
        D: done,
      }),
    );
    await world.start();
    await world.activity.quiescent();
    const leap = world.pass(70);
    const answer = world.succeed(token(), 'answer').then(
      () => ({ output: 'answer', variables: { late: false } }),
      () => ({ output: { Error: 'States.Timeout' }, variables: { late: true } }),
    );
    await leap;
    expect(world.execution()).toMatchObject(await answer);
    expect(world.path()).toEqual(['T', 'D']);
  });

  test('a function that fails before any answer fails the task', async () => {
    world.lambdas.await = () => {
      throw thrown('NoRoom');
    };
    expect(await world.run(question)).toMatchObject({ status: 'FAILED', error: 'NoRoom' });
  });
});

describe('a token', () => {
  test('nobody made is InvalidToken', async () => {
    await world.run(question);
    await expect(world.succeed(`${token()}x`, 1)).rejects.toMatchObject({ code: 'InvalidToken' });
    expect(world.execution().status).toBe('RUNNING');
  });

  test('of an earlier attempt has timed out; only the new attempt’s counts', async () => {
    world.define(
      machineOf({
        T: asking({ TimeoutSeconds: 60, Retry: [again(['States.Timeout'])] }),
        D: done,
      }),
    );
    await world.start();
    await world.pass(70);
    const [first = '', second = ''] = tokens;
    expect(second).not.toBe(first);
    await expect(world.succeed(first, 'old')).rejects.toMatchObject({ code: 'TaskTimedOut' });
    await world.succeed(second, 'new');
    await world.activity.quiescent();
    expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: 'new' });
  });

  test('cannot be guessed from another: 384 random bits', async () => {
    world.define(question);
    for (const name of ['a', 'b', 'c']) await world.start({}, name);
    await world.activity.quiescent();
    expect(new Set(tokens).size).toBe(3);
    for (const each of tokens) expect(Buffer.from(each, 'base64')).toHaveLength(48);
  });

  test('never shows in what people see of an execution', async () => {
    await world.run(question);
    expect(JSON.stringify([world.execution(), world.service.listExecutions()])).not.toContain(token());
  });

  test('answered with something that is not JSON, or over 256 KB, still waits', async () => {
    await world.run(question);
    const send = (output: string) => world.service.handle('SendTaskSuccess', { taskToken: token(), output });
    await expect(send('{')).rejects.toMatchObject({ code: 'InvalidOutput' });
    await expect(send(JSON.stringify('x'.repeat(262_143)))).rejects.toMatchObject({ code: 'ValidationException' });
    await expect(world.service.handle('SendTaskSuccess', { output: '1' })).rejects.toMatchObject({
      code: 'ValidationException',
    });
    expect(world.execution().phase).toBe('callback');
  });
});
