import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidToken,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AwsError } from '../aws-error.ts';
import { asking, done, MACHINE, machineOf, World } from './world.fixture.ts';

let world: World;
let server: Server;
let client: SFNClient;

beforeEach(async () => {
  world = new World();
  server = createServer(async (request, response) => {
    try {
      const body = JSON.parse(await text(request)) as object;
      response.end(JSON.stringify(await world.service.handle(String(request.headers['x-amz-target']), body)));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      response.writeHead(error.status).end(JSON.stringify({ __type: error.code, message: error.message }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new SFNClient({
    region: 'cn-northwest-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  world.close();
});

test('the AWS SDK understands every answer and every refusal', async () => {
  let taskToken = '';
  world.lambdas.await = ({ token }) => {
    taskToken = token;
  };
  world.define(machineOf({ T: asking(), D: done }));
  const start = (input: string) =>
    client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name: 'e', input }));
  const { startDate } = await start('{}');
  expect(startDate?.toISOString()).toBe(world.execution().startDate);
  await expect(start('{"other":1}')).rejects.toBeInstanceOf(ExecutionAlreadyExists);
  await world.activity.quiescent();

  await expect(client.send(new SendTaskSuccessCommand({ taskToken: 'x', output: '1' }))).rejects.toBeInstanceOf(
    InvalidToken,
  );
  await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"decision":"同意"}' }));
  const again = new SendTaskSuccessCommand({ taskToken, output: '1' });
  await expect(client.send(again)).rejects.toBeInstanceOf(TaskTimedOut);
  await world.activity.quiescent();

  expect(world.execution()).toMatchObject({ status: 'SUCCEEDED', output: { decision: '同意' } });
  const executionArn = MACHINE.replace(':stateMachine:', ':execution:');
  const described = await client.send(new DescribeExecutionCommand({ executionArn: `${executionArn}:e` }));
  expect(described).toMatchObject({ name: 'e', status: 'SUCCEEDED', input: '{}', output: '{"decision":"同意"}' });
  expect(described.startDate).toEqual(startDate);
  await expect(
    client.send(new DescribeExecutionCommand({ executionArn: `${executionArn}:other` })),
  ).rejects.toBeInstanceOf(ExecutionDoesNotExist);
});

test('executions are listed by status, a page at a time', async () => {
  world.lambdas.await = () => undefined;
  world.define(machineOf({ T: asking(), D: done }));
  for (const name of ['a', 'b', 'c']) {
    await client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name, input: '{}' }));
  }
  const list = (more: object) =>
    client.send(new ListExecutionsCommand({ stateMachineArn: MACHINE, statusFilter: 'RUNNING', ...more }));
  const first = await list({ maxResults: 2 });
  const second = await list({ maxResults: 2, nextToken: first.nextToken });
  expect([...(first.executions ?? []), ...(second.executions ?? [])].map(({ name }) => name).sort()).toEqual([
    ...['a', 'b', 'c'],
  ]);
  expect(second.nextToken).toBeUndefined();
  expect((await list({ statusFilter: 'FAILED' })).executions).toEqual([]);
});
