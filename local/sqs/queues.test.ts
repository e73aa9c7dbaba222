import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QueueDoesNotExist, SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Activity } from '../activity.ts';
import { serveJson } from '../aws-endpoint.ts';
import { Clock } from '../clock.ts';
import { Store } from '../store.ts';
import { QueueService } from './queues.ts';

const QUEUE = 'arn:aws-cn:sqs:cn-northwest-1:000000000000:work';
const QueueUrl = 'https://sqs.cn-northwest-1.amazonaws.com.cn/000000000000/work';

let dataDir: string;
let store: Store;
let queues: QueueService;
let server: Server;
let client: SQSClient;

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'sqs-'));
  store = new Store(dataDir);
  const activity = new Activity();
  const clock = new Clock(store, activity);
  queues = new QueueService({ store, clock });
  queues.create(QUEUE);
  const endpoint = {
    ...{ clock, activity },
    services: { AmazonSQS: { signingName: 'sqs', handle: queues.handle.bind(queues) } },
    secretOf: (id: string) => (id === 'AKIDTEST' ? 'secret' : undefined),
    log: () => undefined,
  };
  server = createServer((req, res) => void serveJson(endpoint, String(req.headers['x-amz-target']), req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new SQSClient({
    region: 'cn-northwest-1',
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    credentials: { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' },
    maxAttempts: 1,
    useQueueUrlAsEndpoint: false,
  });
});
afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
  store.close();
  rmSync(dataDir, { recursive: true });
});

const batch = (...bodies: string[]) => bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
const send = (Entries: { Id: string; MessageBody: string }[], to = QueueUrl) =>
  client.send(new SendMessageBatchCommand({ QueueUrl: to, Entries }));

test('the AWS SDK sends a batch, and takes the digests of the bodies for right', async () => {
  const { Successful, Failed } = await send(batch('{"a":1}', '{"b":"户"}'));
  expect(Successful?.map(({ Id }) => Id)).toEqual(['0', '1']);
  expect(Failed ?? []).toEqual([]);
  expect(queues.deadLetters().map(({ body }) => body)).toEqual(['{"a":1}', '{"b":"户"}']);
});

test('the AWS SDK understands what is refused, and nothing of a refused batch is kept', async () => {
  const before = queues.deadLetters().length;
  await expect(send(batch('x'), `${QueueUrl}-other`)).rejects.toThrow(QueueDoesNotExist);
  await expect(send(batch(...Array.from({ length: 11 }, () => 'x')))).rejects.toThrow('Maximum number of entries');
  await expect(send([...batch('x'), ...batch('y')])).rejects.toThrow('Id repeated');
  await expect(send(batch('x'.repeat(1024 * 1024), 'y'))).rejects.toThrow('longer than');
  await expect(send([])).rejects.toThrow('at least one');
  const delayed = [{ Id: '0', MessageBody: 'x', DelaySeconds: 3 }];
  await expect(send(delayed)).rejects.toThrow('DelaySeconds');
  await expect(client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }))).rejects.toThrow('does not know');
  expect(queues.deadLetters()).toHaveLength(before);
});
