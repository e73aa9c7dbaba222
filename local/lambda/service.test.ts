import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { Clock } from '../clock.ts';
import { QueueService } from '../sqs/queues.ts';
import { Store } from '../store.ts';
import { AsyncInvocations } from './async-queue.ts';
import { FunctionLogs } from './logs.ts';
import { LambdaService } from './service.ts';

const source = `
const importedAt = Date.now();
let invocations = 0;
export async function handler(event, context) {
  invocations++;
  console.log('got ' + JSON.stringify(event));
  switch (event.do) {
    case 'throw': throw Object.assign(new TypeError('told to'), { name: event.name ?? 'TypeError' });
    case 'throw text': throw 'just text';
    case 'hang': return new Promise((resolve) => setTimeout(resolve, 30_000));
    case 'exit': process.exit(7);
    case 'reject': Promise.reject(new Error('nobody waits')); return new Promise((resolve) => setTimeout(resolve, 1000));
    case 'fill memory': { const kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random())); }
    case 'large': return 'x'.repeat(event.size);
    case 'nothing': return;
    case 'dates': return { importedAt, now: Date.now(), made: new Date().getTime(), fixed: new Date(0).toISOString() };
    case 'slow': await new Promise((resolve) => setTimeout(resolve, 400)); return { invocations };
    default: return { event, invocations, context: { ...context, remaining: context.getRemainingTimeInMillis() }, offset: new Date().getTimezoneOffset(), key: process.env.AWS_ACCESS_KEY_ID };
  }
}
`;

describe('Lambda', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lambda-'));
  const store = new Store(dataDir);
  const activity = new Activity();
  const clock = new Clock(store, activity);
  const logs = new FunctionLogs(dataDir, () => clock.iso());
  const lambda = new LambdaService({ store, clock, activity, logs });
  const queues = new QueueService({ store, clock });
  const invocations = new AsyncInvocations({ store, clock, activity, lambda, queues, log: () => undefined });
  const arn = 'arn:aws-cn:lambda:cn-north-1:000000000000:function:thing';
  const dead = 'arn:aws-cn:sqs:cn-north-1:000000000000:dead';

  beforeAll(async () => {
    const directory = join(dataDir, 'asset');
    mkdirSync(directory);
    writeFileSync(join(directory, 'index.mjs'), source);
    writeFileSync(join(directory, 'broken.mjs'), 'import "nowhere-to-be-found";');
    const definition = { arn, directory, handler: 'index.handler', timeoutSeconds: 1, memoryMb: 128, variables: {} };
    lambda.define({ ...definition, name: 'thing' }, { AWS_REGION: 'cn-north-1' });
    lambda.define({ ...definition, name: 'broken', handler: 'broken.handler' }, {});
    lambda.define({ ...definition, name: 'missing', handler: 'index.other' }, {});
    // Filling 128 MB takes longer than a second on a busy machine.
    lambda.define({ ...definition, name: 'patient', timeoutSeconds: 20 }, {});
    queues.create(dead);
    invocations.start();
    await clock.advanceTo(clock.now() + 5 * 86_400_000);
  });
  afterAll(async () => {
    invocations.stop();
    await lambda.stop();
    logs.close();
    store.close();
    rmSync(dataDir, { recursive: true });
  });

  test('a function gets its event and context and gives its result', async () => {
    expect(await lambda.invoke(`${arn}:live`, { a: '一' }, { requestId: 'r-1' })).toMatchObject({
      event: { a: '一' },
      context: { awsRequestId: 'r-1', functionName: 'thing', memoryLimitInMB: '128', invokedFunctionArn: arn },
    });
    expect(await lambda.invoke('thing', { do: 'nothing' })).toBeNull();
  });

  test('Date is virtual from the first line of the bundle, and follows the clock at once', async () => {
    const dates = () => lambda.invoke('thing', { do: 'dates' }) as Promise<Record<string, number>>;
    const first = await dates();
    expect(first.importedAt).toBeGreaterThan(Date.now() + 4 * 86_400_000);
    expect(first.fixed).toBe('1970-01-01T00:00:00.000Z');
    const from = clock.now();
    await clock.advanceTo(from + 3_600_000);
    const second = await dates();
    expect(second.now).toBeGreaterThanOrEqual(from + 3_600_000);
    expect(second.made).toBeGreaterThanOrEqual(from + 3_600_000);
    expect(second.importedAt).toBe(first.importedAt);
  });

  test('an error carries the name that Step Functions catches by', async () => {
    await expect(lambda.invoke('thing', { do: 'throw', name: 'Stalled' })).rejects.toMatchObject({
      errorType: 'Stalled',
      errorMessage: 'told to',
    });
    await expect(lambda.invoke('thing', { do: 'throw text' })).rejects.toMatchObject({
      errorType: 'string',
      errorMessage: 'just text',
    });
  });

  test.each([
    ['hang', 'Sandbox.Timedout'],
    ['exit', 'Runtime.ExitError'],
    ['reject', 'Runtime.UnhandledError'],
    ['fill memory', 'Runtime.OutOfMemory'],
  ])(
    'a function that does %s ends as %s, and the next invocation finds it well',
    async (action, errorType) => {
      const name = action === 'fill memory' ? 'patient' : 'thing';
      await expect(lambda.invoke(name, { do: action })).rejects.toMatchObject({ errorType });
      expect(await lambda.invoke(name, {})).toMatchObject({ invocations: 1 });
    },
    30_000,
  );

  test.each([
    ['broken', 'Error'],
    ['missing', 'Runtime.HandlerNotFound'],
  ])('a bundle that cannot be loaded (%s) fails each invocation and nothing else', async (name) => {
    await expect(lambda.invoke(name, {})).rejects.toMatchObject({ name: 'LambdaError' });
    await expect(lambda.invoke(name, {})).rejects.toMatchObject({ name: 'LambdaError' });
  });

  test('one worker answers one invocation at a time; under load others help', async () => {
    const slow = () => lambda.invoke('thing', { do: 'slow' }) as Promise<{ invocations: number }>;
    await slow();
    const all = await Promise.all([slow(), slow(), slow(), slow(), slow()]);
    expect(all.map(({ invocations }) => invocations)).toContain(1);
  }, 30_000);

  test('six megabytes are the limit, either way', async () => {
    await expect(lambda.invoke('thing', 'x'.repeat(6 * 1024 * 1024))).rejects.toMatchObject({
      errorType: 'RequestEntityTooLargeException',
    });
    await expect(lambda.invoke('thing', { do: 'large', size: 6 * 1024 * 1024 })).rejects.toMatchObject({
      errorType: 'Function.ResponseSizeTooLarge',
    });
  });

  test('what a function wrote is in its log, under its request', async () => {
    await lambda.invoke('thing', { a: 'logged' }, { requestId: 'r-log' });
    expect(logs.last('thing')).toContainEqual(
      expect.objectContaining({ requestId: 'r-log', line: 'got {"a":"logged"}' }),
    );
  });

  test('each function has its own key, the same after a restart', () => {
    const key = lambda.keyOf('thing');
    expect(lambda.secretOf(key.access_key)).toBe(key.secret);
    expect(lambda.secretOf('LOCAL0000000000')).toBeUndefined();
    const restarted = new LambdaService({ store, clock, activity, logs });
    expect(restarted.keyOf('thing')).toEqual(key);
  });

  describe('asynchronous invocations', () => {
    test('are tried three times, one and two minutes apart, and then go to the dead letters with the bare event', async () => {
      invocations.setDeadLetters('thing', dead);
      const before = queues.deadLetters().length;
      invocations.enqueue('thing', { do: 'throw' });
      await activity.quiescent();
      await clock.advanceTo(clock.now() + 59_000);
      expect(attempts()).toBe(1);
      await clock.advanceTo(clock.now() + 2_000);
      expect(attempts()).toBe(2);
      expect(queues.deadLetters()).toHaveLength(before);
      await clock.advanceTo(clock.now() + 121_000);
      expect(attempts()).toBeUndefined();
      expect(queues.deadLetters().at(-1)).toMatchObject({
        body: '{"do":"throw"}',
        attributes: { ErrorMessage: 'told to', ErrorCode: '200' },
      });
    });

    test('queued in a transaction that fails, they never happen', async () => {
      const logged = () => logs.last('thing').filter(({ line }) => line.includes('never')).length;
      expect(() =>
        store.transaction(() => {
          invocations.enqueue('thing', { a: 'never' });
          throw new Error('taken back');
        }),
      ).toThrow('taken back');
      await activity.quiescent();
      expect(logged()).toBe(0);
    });
  });

  function attempts(): number | undefined {
    return store.db.prepare('SELECT attempts FROM lambda_async').get()?.attempts as number | undefined;
  }
});
