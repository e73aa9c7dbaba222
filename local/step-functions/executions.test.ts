import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { call, done, MACHINE, machineOf, World, waiting } from './world.fixture.ts';

let world: World;
beforeEach(() => {
  world = new World();
});
afterEach(() => world.close());

const anHour = machineOf({ W: waiting(3600), D: done });
const arn = `${MACHINE.replace('stateMachine', 'execution')}:e`;
const sfn = (operation: string, body: object) => world.service.handle(`AWSStepFunctions.${operation}`, body);

describe('starting an execution', () => {
  test('twice with one name and input while it runs: the same execution, not a second one', async () => {
    world.define(anHour);
    const first = await world.start({ a: 1 });
    expect(first).toMatchObject({ executionArn: arn });
    await world.pass(60);
    expect(await world.start({ a: 1 })).toEqual(first);
    await world.activity.quiescent();
    expect(world.service.listExecutions()).toHaveLength(1);
    expect(world.execution().transitions).toBe(1);
  });

  test('the same name with another input while it runs is refused', async () => {
    world.define(anHour);
    await world.start({ a: 1 });
    await expect(world.start({ a: 2 })).rejects.toMatchObject({ code: 'ExecutionAlreadyExists', status: 400 });
  });

  test('the same name and input after it has ended is refused', async () => {
    world.define(anHour);
    await world.start({ a: 1 });
    await world.pass(3700);
    expect(world.execution().status).toBe('SUCCEEDED');
    await expect(world.start({ a: 1 })).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
  });

  test('without a name each start is an execution of its own, and the input is {}', async () => {
    world.define(machineOf({ A: done }));
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
    world.define(anHour);
    await expect(world.start({}, name)).rejects.toMatchObject({ code: 'InvalidName' });
    expect(world.service.listExecutions()).toEqual([]);
  });

  test.each(['x'.repeat(80), '01J-registration-1', '户_1.2+@=!()'])('the name %j is taken', async (name) => {
    world.define(anHour);
    await world.start({}, name);
    expect(world.execution(name).status).toBe('RUNNING');
  });

  test('an unknown machine, an input that is not JSON, a member nobody knows', async () => {
    world.define(anHour);
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

test('a running execution keeps the definition it started with, a new one gets the new', async () => {
  const saying = (what: string) => machineOf({ W: waiting(60, 'Say'), Say: call('say', { Output: what }), D: done });
  world.lambdas.say = () => ({});
  world.define(saying('old'));
  await world.start({}, 'before');
  world.define(saying('new'));
  world.restart();
  await world.start({}, 'after');
  await world.pass(70);
  expect(world.execution('before').output).toBe('old');
  expect(world.execution('after').output).toBe('new');
});

test('a machine that loops without waiting leaves room for others', async () => {
  world.define(
    machineOf({
      A: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.stop %}', Next: 'D' }], Default: 'A' },
      D: done,
    }),
  );
  await world.start({ stop: false });
  await world.start({ stop: true }, 'other');
  for (let turns = 0; world.execution('other').status === 'RUNNING'; turns++) {
    expect(turns).toBeLessThan(1000);
    await new Promise((resolve) => setImmediate(resolve));
  }
  world.service.stop();
  await world.activity.quiescent();
});
