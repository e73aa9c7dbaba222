import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { commandLineOf } from './dynamodb/emulator.ts';
import { type LocalCloud, startLocalCloud } from './testing.ts';

const assembly = fileURLToPath(new URL('./fixtures/assembly', import.meta.url));
const staff = fileURLToPath(new URL('./fixtures/staff.json', import.meta.url));
const SLOW = 120_000;

async function json(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  return response.json();
}

const post = (url: string, body: unknown) => json(url, { method: 'POST', body: JSON.stringify(body) });
const idle = (cloud: LocalCloud) => json(`${cloud.local}/_local/idle`);
const advance = (cloud: LocalCloud, duration: string) => post(`${cloud.local}/_local/clock`, { advance: duration });
const items = (cloud: LocalCloud, pk: string) => json(`${cloud.api}/items/${encodeURIComponent(pk)}`);
const deadLetters = async (cloud: LocalCloud) =>
  (await json(`${cloud.local}/_local/dead-letters.json`)) as { body: string; attributes: Record<string, string> }[];

describe('the local cloud', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cloud-'));
  let cloud: LocalCloud;

  beforeAll(async () => {
    cloud = await startLocalCloud({ assembly, dataDir, staff });
  }, SLOW);
  afterEach(async () => {
    await post(`${cloud.local}/_local/faults`, { streams: { duplicate: false, reorder: false } });
  });
  afterAll(async () => {
    await cloud.stop();
    rmSync(dataDir, { recursive: true });
  });

  test('an item posted through the API reaches the function behind the stream exactly once', async () => {
    const posted = await post(`${cloud.api}/items`, { id: 'once' });
    await idle(cloud);
    expect(posted).toMatchObject({ id: 'once' });
    expect(await items(cloud, 'once')).toMatchObject({ SEEN: 1 });
  });

  test('idle is never answered while a stream record is still to be delivered', async () => {
    for (let i = 0; i < 20; i++) {
      await post(`${cloud.api}/items`, { id: `idle-${i}` });
      await idle(cloud);
      expect(await items(cloud, `idle-${i}`)).toMatchObject({ SEEN: 1 });
    }
  }, 30_000);

  test('a fault switches every batch to arrive twice', async () => {
    await post(`${cloud.local}/_local/faults`, { streams: { duplicate: true, reorder: true } });
    await Promise.all(['t1', 't2', 't3'].map((id) => post(`${cloud.api}/items`, { id })));
    await idle(cloud);
    for (const id of ['t1', 't2', 't3']) expect(await items(cloud, id)).toMatchObject({ SEEN: 2 });
  });

  test('a record that always fails is given up past its age and told to the dead letters; its neighbours pass', async () => {
    await post(`${cloud.api}/items`, { id: 'before' });
    await post(`${cloud.api}/items`, { id: 'poisoned', poison: true });
    await advance(cloud, 'PT20M');
    await post(`${cloud.api}/items`, { id: 'after' });
    await advance(cloud, 'PT1H');
    expect(await items(cloud, 'before')).toMatchObject({ SEEN: 1 });
    // At least once: a record behind the failed one may have been delivered with it.
    expect(await items(cloud, 'after')).toMatchObject({ SEEN: expect.any(Number) });
    const letters = (await deadLetters(cloud)).map(({ body }) => JSON.parse(body) as Record<string, unknown>);
    expect(letters).toMatchObject([
      { requestContext: { condition: 'RecordAgeExceeded' }, DDBStreamBatchInfo: { batchSize: 1 } },
    ]);
  });

  test('functions live in virtual time, and the leap fires each day its rule once', async () => {
    const before = Date.parse(((await json(`${cloud.local}/_local/clock`)) as { now: string }).now);
    const ticksBefore = Object.keys((await items(cloud, 'tick')) as object).length;
    await advance(cloud, 'P10D');
    const posted = (await post(`${cloud.api}/items`, { id: 'later' })) as { at: string };
    expect(Date.parse(posted.at) - before).toBeGreaterThanOrEqual(10 * 86_400_000);
    const ticks = (await items(cloud, 'tick')) as Record<string, number>;
    expect(Object.keys(ticks)).toHaveLength(ticksBefore + 10);
    expect(new Set(Object.values(ticks))).toEqual(new Set([1]));
    for (const time of Object.keys(ticks)) expect(time).toMatch(/T16:30:00Z$/);
  }, 30_000);

  test('an execution that waits five days ends when the clock has gone there', async () => {
    await post(`${cloud.api}/executions`, { name: 'waits' });
    await idle(cloud);
    expect(await json(`${cloud.local}/_local/executions/waits.json`)).toMatchObject({ status: 'RUNNING' });
    await advance(cloud, 'P5D');
    expect(await json(`${cloud.local}/_local/executions/waits.json`)).toMatchObject({ status: 'SUCCEEDED' });
    expect(await items(cloud, 'execution')).toEqual({ waits: 1 });
  }, 30_000);

  test('an upload reaches the function that its key is meant for', async () => {
    await json(`${cloud.api}/objects/a.pdf`, { method: 'PUT', body: 'x' });
    await idle(cloud);
    expect(await items(cloud, 'upload')).toEqual({ 'incoming/a.pdf': 1 });
  });

  test('what the operator would fill in is filled in', async () => {
    const environment = (await post(`${cloud.api}/trouble/environment`, {})) as Record<string, string>;
    expect(environment).toMatchObject({
      OIDC_ISSUER: cloud.issuer,
      PUBLIC_BASE_URL: cloud.api,
      AWS_REGION: 'cn-northwest-1',
      AWS_LAMBDA_FUNCTION_NAME: 'fixture-Writer',
    });
    expect(Object.keys(environment).filter((name) => name.startsWith('npm_'))).toEqual([]);
  });

  test('a second cloud on the same data is refused', async () => {
    await expect(startLocalCloud({ assembly, dataDir })).rejects.toThrow('已有一个本地云');
  }, 30_000);

  test('the front page and the token of a member of staff are there', async () => {
    const page = await (await fetch(`${cloud.local}/_local/`)).text();
    expect(page).toContain(cloud.api);
    expect(await post(`${cloud.local}/_local/token`, { as: 'clerk-1' })).toMatchObject({ expires_in: 3600 });
    expect(await post(`${cloud.local}/_local/token`, { as: 'nobody' })).toEqual({ error: '演示人员里没有 nobody' });
  });
});

test('a workflow with a state that the runner does not know is refused when it is deployed, by name', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'cloud-refused-'));
  const changed = join(dir, 'assembly');
  cpSync(assembly, changed, { recursive: true });
  const file = join(changed, 'fixture.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  const machine = template.Resources.Machine.Properties;
  const definition = JSON.parse(machine.DefinitionString);
  definition.States.Done = { Type: 'Pass', End: true };
  machine.DefinitionString = JSON.stringify(definition);
  writeFileSync(file, JSON.stringify(template));
  try {
    await expect(startLocalCloud({ assembly: changed, dataDir: join(dir, 'data') })).rejects.toThrow(
      'States.Done.Type：本地不运行 Pass 状态',
    );
  } finally {
    rmSync(dir, { recursive: true });
  }
}, 30_000);

describe('kill -9', () => {
  let dataDir: string;
  let cloud: LocalCloud | undefined;

  beforeAll(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'cloud-'));
  });
  afterAll(async () => {
    await cloud?.stop();
    rmSync(dataDir, { recursive: true });
  });

  test(
    'nothing that was under way is lost or doubled, at the same addresses, and no emulator is left behind',
    async () => {
      cloud = await startLocalCloud({ assembly, dataDir, staff });
      const before = cloud;
      // A batch is with the function when the power goes; two more records wait behind it.
      await post(`${cloud.api}/items`, { id: 'under-way', slow: 1500 });
      await post(`${cloud.api}/items`, { id: 'behind' });
      await post(`${cloud.api}/executions`, { name: 'survivor' });
      const emulator = Number(readFileSync(join(dataDir, 'dynamodb', 'emulator.pid'), 'utf8'));
      expect(commandLineOf(emulator)).toContain(dataDir);
      await cloud.kill9();

      cloud = await startLocalCloud({ assembly, dataDir, staff });
      expect({ ...cloud, pid: 0, output: 0, kill9: 0, stop: 0 }).toEqual({
        ...before,
        pid: 0,
        output: 0,
        kill9: 0,
        stop: 0,
      });
      expect(commandLineOf(emulator) ?? '').not.toContain(dataDir);
      await idle(cloud);
      expect(await items(cloud, 'under-way')).toMatchObject({ SEEN: 1 });
      expect(await items(cloud, 'behind')).toMatchObject({ SEEN: 1 });
      await advance(cloud, 'P5D');
      expect(await items(cloud, 'execution')).toEqual({ survivor: 1 });
    },
    SLOW,
  );

  test(
    'a failed asynchronous invocation goes on with its retries after the restart, then into the dead letters',
    async () => {
      if (!cloud) throw new Error('the cloud is not running');
      await json(`${cloud.api}/objects/fail.pdf`, { method: 'PUT', body: 'x' });
      await idle(cloud);
      await cloud.kill9();
      cloud = await startLocalCloud({ assembly, dataDir, staff });
      expect(await deadLetters(cloud)).toEqual([]);
      await advance(cloud, 'PT3M');
      expect(await deadLetters(cloud)).toMatchObject([
        { body: expect.stringContaining('incoming/fail.pdf'), attributes: { ErrorMessage: 'told to fail' } },
      ]);
    },
    SLOW,
  );

  test(
    'a schedule that came due while the cloud was down fires once after the restart',
    async () => {
      if (!cloud) throw new Error('the cloud is not running');
      await advance(cloud, 'P1D');
      const before = (await items(cloud, 'tick')) as Record<string, number>;
      await cloud.kill9();
      // As if a day went by: virtual time is real time plus this offset.
      const db = new DatabaseSync(join(dataDir, 'cloud.db'));
      db.exec('UPDATE clock SET offset_ms = offset_ms + 86400000');
      db.close();
      cloud = await startLocalCloud({ assembly, dataDir, staff });
      await idle(cloud);
      const after = (await items(cloud, 'tick')) as Record<string, number>;
      expect(Object.keys(after)).toHaveLength(Object.keys(before).length + 1);
      expect(new Set(Object.values(after))).toEqual(new Set([1]));
    },
    SLOW,
  );
});

test('whoever starts it and is killed leaves neither the cloud nor its database behind', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'cloud-'));
  const main = fileURLToPath(new URL('./main.ts', import.meta.url));
  const child = fork(main, ['--assembly', assembly, '--data', dataDir], { silent: true });
  await once(child.stdout as Readable, 'data');
  const database = readFileSync(join(dataDir, 'dynamodb', 'emulator.pid'), 'utf8');
  child.disconnect();
  await once(child, 'exit');
  await vi.waitFor(() => expect(commandLineOf(Number(database)) ?? '').not.toContain(dataDir), 20_000);
  rmSync(dataDir, { recursive: true });
}, 60_000);
