import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Store } from '../store.ts';

const FIXTURE = new URL('./kill.fixture.ts', import.meta.url).pathname;
const Bucket = 'documents';
const Key = '档';

let dataDir: string;
let child: ChildProcess;
let s3: S3Client;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 's3-kill-'));
});

afterEach(async () => {
  await kill();
  rmSync(dataDir, { recursive: true });
});

async function start(): Promise<void> {
  child = spawn(process.execPath, [FIXTURE, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(child.stdout as NodeJS.EventEmitter, 'data')) as [Buffer];
  s3 = new S3Client({
    region: 'cn-northwest-1',
    endpoint: `http://127.0.0.1:${String(port).trim()}`,
    credentials: { accessKeyId: 'AKIDONE', secretAccessKey: 'secret one' },
    maxAttempts: 1,
  });
}

async function kill(): Promise<void> {
  s3.destroy();
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

function upload(n: number): Promise<unknown> {
  return s3.send(new PutObjectCommand({ Bucket, Key, Body: `${n}|`.repeat(20_000) }));
}

/** Uploads whole numbers upwards until the server dies; resolves to the last one it acknowledged. */
async function uploadUntilKilled(from: number, killAfterMs: number): Promise<number> {
  await upload(from);
  const timer = setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  for (let n = from + 1; ; n++) {
    try {
      await upload(n);
    } catch {
      clearTimeout(timer);
      return n - 1;
    }
  }
}

test('killed at whatever line, S3 keeps what it acknowledged, whole, and tells of each version once', async () => {
  let acknowledged = 0;
  for (const killAfterMs of [40, 57, 73, 88]) {
    await start();
    acknowledged = await uploadUntilKilled(acknowledged + 1, killAfterMs);
    await kill();
    await start();
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
    const body = (await Body?.transformToString()) ?? '';
    const stored = Number(body.split('|', 1)[0]);
    expect(body).toBe(`${stored}|`.repeat(20_000));
    // The one under way when the end came may have made it, unheard.
    expect([acknowledged, acknowledged + 1]).toContain(stored);
    acknowledged = stored;
    await kill();

    const store = new Store(dataDir);
    const versions = store.db.prepare('SELECT version_id AS version FROM s3_object ORDER BY seq').all();
    expect(store.db.prepare('SELECT version FROM taken').all()).toEqual(versions);
    store.close();
    expect(readdirSync(join(dataDir, 'objects'))).toHaveLength(versions.length);
  }
}, 30_000);
