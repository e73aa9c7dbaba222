import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StatusChange } from './service.ts';
import { INVOKE, MACHINE, machineOf, World } from './world.fixture.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

const waiting = machineOf({ W: { Type: 'Wait', Seconds: 3600, End: true } });
const arn = `${MACHINE.replace('stateMachine', 'execution')}:e`;
const sfn = (operation: string, body: object) => world.service.handle(`AWSStepFunctions.${operation}`, body);

describe('starting an execution', () => {
  test('twice with one name and input while it runs: the same execution, not a second one', async () => {
    world.define(waiting);
    const first = await world.start({ a: 1 });
    expect(first).toMatchObject({ executionArn: arn });
    await world.pass(60);
    expect(await world.start({ a: 1 })).toEqual(first);
    await world.activity.quiescent();
    expect(world.service.listExecutions()).toHaveLength(1);
    expect(world.execution().transitions).toBe(1);
  });

  test('the same name with another input while it runs is refused', async () => {
    world.define(waiting);
    await world.start({ a: 1 });
    await expect(world.start({ a: 2 })).rejects.toMatchObject({ code: 'ExecutionAlreadyExists', status: 400 });
  });

  test('the same name and input after it has ended is refused', async () => {
    world.define(waiting);
    await world.start({ a: 1 });
    await world.pass(3700);
    expect(world.execution().status).toBe('SUCCEEDED');
    await expect(world.start({ a: 1 })).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
  });

  test('without a name each start is an execution of its own, and the input is {}', async () => {
    world.define(machineOf({ A: { Type: 'Succeed' } }));
    await sfn('StartExecution', { stateMachineArn: MACHINE });
    await sfn('StartExecution', { stateMachineArn: MACHINE });
    await world.activity.quiescent();
    const [one, other] = world.service.listExecutions();
    expect(one?.name).not.toBe(other?.name);
    expect(world.execution(one?.name).output).toEqual({});
  });

  test.each([
    '',
    'x'.repeat(81),
    'a b',
    'a/b',
    'a:b',
    'a#b',
    'a*b',
    'a?b',
    'a<b',
    'a[b',
    'a{b',
    'a"b',
    'a%b',
    'a\\b',
    'a^b',
    'a|b',
    'a~b',
    'a`b',
    'a$b',
    'a&b',
    'a,b',
    'a;b',
    'a\u0007b',
    'a\u0085b',
    'a\ud800b',
    'a\uffffb',
  ])('the name %j is refused', async (name) => {
    world.define(waiting);
    await expect(world.start({}, name)).rejects.toMatchObject({ code: 'InvalidName' });
    expect(world.service.listExecutions()).toEqual([]);
  });

  test.each(['x'.repeat(80), '01J-registration-1', '户_1.2+@=!()'])('the name %j is taken', async (name) => {
    world.define(waiting);
    await world.start({}, name);
    expect(world.execution(name).status).toBe('RUNNING');
  });

  test('an unknown machine, an input that is not JSON, a member nobody knows', async () => {
    world.define(waiting);
    await expect(sfn('StartExecution', { stateMachineArn: `${MACHINE}2` })).rejects.toMatchObject({
      code: 'StateMachineDoesNotExist',
    });
    await expect(sfn('StartExecution', { stateMachineArn: MACHINE, input: '{' })).rejects.toMatchObject({
      code: 'InvalidExecutionInput',
    });
    await expect(sfn('StartExecution', { stateMachineArn: MACHINE, tags: [] })).rejects.toMatchObject({
      code: 'ValidationException',
    });
    await expect(sfn('ListActivities', {})).rejects.toMatchObject({ code: 'UnknownOperationException' });
  });
});

describe('describing and stopping', () => {
  test('dates are epoch seconds, input and output are texts', async () => {
    world.define(waiting);
    const { startDate } = (await world.start({ a: 1 })) as { startDate: number };
    expect(await sfn('DescribeExecution', { executionArn: arn })).toEqual({
      executionArn: arn,
      stateMachineArn: MACHINE,
      name: 'e',
      status: 'RUNNING',
      startDate,
      input: '{"a":1}',
      inputDetails: { included: true },
    });
    await world.pass(3700);
    const ended = (await sfn('DescribeExecution', { executionArn: arn })) as { stopDate: number };
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1}' });
    expect(ended.stopDate - startDate).toBeGreaterThanOrEqual(3600);
    expect(ended.stopDate - startDate).toBeLessThan(3605);
  });

  test('stopping aborts for good; the state it stood in never goes on', async () => {
    world.define(waiting);
    await world.start();
    await sfn('StopExecution', { executionArn: arn, error: 'Operator', cause: 'by hand' });
    await world.pass(7200);
    expect(world.execution()).toMatchObject({ status: 'ABORTED', error: 'Operator', cause: 'by hand', phase: null });
    const { stopDate } = world.execution();
    await sfn('StopExecution', { executionArn: arn });
    expect(world.execution()).toMatchObject({ error: 'Operator', stopDate });
  });

  test('an unknown execution', async () => {
    for (const operation of ['DescribeExecution', 'StopExecution']) {
      await expect(sfn(operation, { executionArn: `${arn}x` })).rejects.toMatchObject({
        code: 'ExecutionDoesNotExist',
      });
    }
    expect(world.service.describe('nobody')).toBeUndefined();
  });

  test('a result that comes after the stop is dropped', async () => {
    let release = (): void => {};
    world.lambdas.f = () => new Promise<void>((resolve) => (release = resolve));
    world.define(
      machineOf({
        T: { Type: 'Task', Resource: INVOKE, Arguments: { FunctionName: 'f' }, Next: 'D' },
        D: { Type: 'Succeed' },
      }),
    );
    await world.start();
    await new Promise((resolve) => setImmediate(resolve));
    await sfn('StopExecution', { executionArn: arn });
    release();
    await world.activity.quiescent();
    expect(world.execution()).toMatchObject({ status: 'ABORTED', transitions: 1 });
  });
});

test('a running execution keeps the definition it started with, a new one gets the new', async () => {
  const saying = (what: string) =>
    machineOf({ W: { Type: 'Wait', Seconds: 60, Next: 'Say' }, Say: { Type: 'Succeed', Output: what } });
  world.define(saying('old'));
  await world.start({}, 'before');
  world.define(saying('new'));
  world.restart();
  await world.start({}, 'after');
  await world.pass(70);
  expect(world.execution('before').output).toBe('old');
  expect(world.execution('after').output).toBe('new');
});

test('start and end of each execution are announced', async () => {
  const seen: StatusChange[] = [];
  world.define(machineOf({ A: { Type: 'Fail', Error: 'E' } }), { onStatusChange: (change) => void seen.push(change) });
  await world.start();
  await world.activity.quiescent();
  expect(seen.map(({ name, status, error }) => [name, status, error])).toEqual([
    ['e', 'RUNNING', undefined],
    ['e', 'FAILED', 'E'],
  ]);
  world.restart();
  await world.activity.quiescent();
  expect(seen).toHaveLength(2);
});

test('a machine that loops without waiting leaves room for others', async () => {
  world.define(
    machineOf({
      A: { Type: 'Pass', Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.stop %}', Next: 'D' }], Default: 'A' },
      D: { Type: 'Succeed' },
    }),
  );
  await world.start({ stop: false });
  await world.start({ stop: true }, 'other');
  for (let turns = 0; world.execution('other').status === 'RUNNING'; turns++) {
    expect(turns).toBeLessThan(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await sfn('StopExecution', { executionArn: arn });
  await world.activity.quiescent();
});
