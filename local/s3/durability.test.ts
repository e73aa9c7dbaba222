import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { TestServer } from './test-server.ts';

const Bucket = 'documents';

let server: TestServer;

beforeEach(async () => {
  server = new TestServer();
  await server.open();
});

afterEach(() => server.remove());

async function read(Key: string, VersionId?: string): Promise<string | undefined> {
  const { Body } = await server.client().send(new GetObjectCommand({ Bucket, Key, VersionId }));
  return Body?.transformToString();
}

test('after a restart every version is there, and nothing that a crash left half done', async () => {
  const first = await server.client().send(new PutObjectCommand({ Bucket, Key: '档', Body: '一' }));
  await server.client().send(new PutObjectCommand({ Bucket, Key: '档', Body: '二' }));
  await server.close();
  // As a kill leaves them: bytes still arriving, and bytes whose row was never written.
  writeFileSync(join(server.dataDir, 'objects', 'half.part'), 'ha');
  writeFileSync(join(server.dataDir, 'objects', 'whole-without-row'), 'whole');
  await server.open();
  expect(await read('档')).toBe('二');
  expect(await read('档', first.VersionId)).toBe('一');
  expect(server.files()).toHaveLength(2);
});

test('an upload whose sender goes away leaves the object that was there', async () => {
  await server.client().send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'old' }));
  const url = await getSignedUrl(server.client(), new PutObjectCommand({ Bucket, Key: 'k' }), { expiresIn: 60 });
  const upload = request(url, { method: 'PUT', headers: { 'content-length': '1000' } });
  upload.on('error', () => undefined);
  upload.write('new');
  await expect.poll(() => server.files()).toHaveLength(2);
  upload.destroy();
  await expect.poll(() => server.files()).toHaveLength(1);
  expect(await read('k')).toBe('old');
});

test('events leave in the order of what happened, and say how it happened', async () => {
  const s3 = server.client();
  await s3.send(new PutObjectCommand({ Bucket, Key: 'k', Body: 'x' }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'k' }));
  await s3.send(new PutObjectCommand({ Bucket: 'plain', Key: 'k', Body: 'x' }));
  expect(server.events.map((event) => [event['detail-type'], event.detail.bucket.name, event.detail.reason])).toEqual([
    ['Object Created', 'documents', 'PutObject'],
    ['Object Deleted', 'documents', 'DeleteObject'],
  ]);
});

test('an event that is not accepted holds the rest in the system and is handed over once, restart or not', async () => {
  server.refusing = true;
  await server.client().send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
  await server.client().send(new PutObjectCommand({ Bucket, Key: 'b', Body: 'x' }));
  expect(server.events).toEqual([]);
  await server.reopen();
  expect(server.events).toEqual([]);
  server.refusing = false;
  await server.activity.quiescent();
  expect(server.events.map(({ detail }) => detail.object.key)).toEqual(['a', 'b']);
  await server.reopen();
  expect(server.events).toHaveLength(2);
});

test('what the other side wrote to the same store before it refused is not kept: the event stays whole', async () => {
  server.store.db.exec('CREATE TABLE taken (key TEXT)');
  const { push } = server.events;
  let refusals = 2;
  server.events.push = (event) => {
    server.store.db.prepare('INSERT INTO taken (key) VALUES (?)').run(event.detail.object.key);
    if (refusals-- > 0) throw new Error('busy');
    return push.call(server.events, event);
  };
  await server.client().send(new PutObjectCommand({ Bucket, Key: 'a', Body: 'x' }));
  await server.activity.quiescent();
  expect(server.store.db.prepare('SELECT key FROM taken').all()).toEqual([{ key: 'a' }]);
});
