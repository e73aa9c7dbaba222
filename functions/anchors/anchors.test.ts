import { createPublicKey, verify } from 'node:crypto';
import { GetPublicKeyCommand, type KMSClient } from '@aws-sdk/client-kms';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Anchor, anchorKey, digestOfStatement, signedBytes, unpacked } from '../../shared/anchors/anchor.ts';
import { step } from '../../test/support/journey.ts';
import { type MemoryApp, memoryApp } from '../../test/support/memory/app.ts';
import { expectHarmlessRepeats } from '../../test/support/memory/repeats.ts';
import { queueEvent } from '../../test/support/queue-event.ts';

const id = '0'.repeat(26);
let app: MemoryApp;

beforeEach(() => {
  for (const level of ['info', 'warn', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => undefined);
  app = memoryApp();
  app.at('2026-11-02T03:00:00Z');
  return () => void vi.restoreAllMocks();
});

const leaf = (version: number, digit = version.toString(16)) => ({ of: id, version, hash: digit.repeat(64) });
const collected = (...leaves: ReturnType<typeof leaf>[]) => step(app, 'collect-leaves', queueEvent(...leaves));
const closed = () => step(app, 'anchor', {});
const anchorAt = (day: string) => unpacked(app.s3.locked.first(anchorKey(day)) ?? Buffer.of()) as Anchor;
const versionsOf = (day: string) => anchorAt(day).leaves.map((text) => Number(text.split(' ')[1]));
const days = () => Object.keys(app.s3.locked.counts()).map((key) => key.slice(0, 10));

describe('收叶', () => {
  it('一条一片，键里就是它的全部，六十天以后没有用了', async () => {
    await collected(leaf(1), leaf(2));
    expect(app.dynamoDb.all()).toEqual([
      { pk: 'LEAF#2026-11-02#1', sk: `${id}#000001#${'1'.repeat(64)}`, ttl: expect.any(Number) },
      { pk: 'LEAF#2026-11-02#2', sk: `${id}#000002#${'2'.repeat(64)}`, ttl: expect.any(Number) },
    ]);
    const [{ ttl = 0 } = {}] = app.dynamoDb.all<{ pk: string; sk: string; ttl: number }>();
    expect(new Date(ttl * 1000).toISOString()).toBe('2027-01-01T15:59:59.000Z');
  });

  it('送到两次、次序颠倒、断在半路，还是那几片', async () => {
    const deliveries = [1, 2, 3].map((version) => ['collect-leaves', queueEvent(leaf(version))] as const);
    expect(await expectHarmlessRepeats(app, deliveries)).toBe(3);
  });

  it('一天按北京时间算：夜里零点以前的归前一天', async () => {
    app.at('2026-11-02T15:59:59Z');
    await collected(leaf(1));
    app.at('2026-11-02T16:00:00Z');
    await collected(leaf(2));
    expect(app.dynamoDb.all<{ pk: string }>().map(({ pk }) => pk)).toEqual(['LEAF#2026-11-02#1', 'LEAF#2026-11-03#2']);
  });
});

describe('锚定', () => {
  it('夜里把前一天的叶排好、签名、放进锁着的桶；每一天接着上一天，没有事的一天也有', async () => {
    await collected(leaf(2), leaf(1));
    for (const night of ['2026-11-02', '2026-11-03', '2026-11-04']) {
      app.at(`${night}T18:00:00Z`);
      await closed();
    }
    expect(days()).toEqual(['2026-11-02', '2026-11-03', '2026-11-04']);
    expect(versionsOf('2026-11-02')).toEqual([1, 2]);
    const all = days().map(anchorAt);
    expect(all.map(({ statement: { number, leaves, stack } }) => [number, leaves, stack])).toEqual([
      [1, 2, 'jdlk-530000'],
      [2, 0, 'jdlk-530000'],
      [3, 0, 'jdlk-530000'],
    ]);
    const previous = all.map(({ statement }) => statement.previous);
    expect(previous).toEqual(['0'.repeat(64), ...all.slice(0, 2).map(({ statement }) => digestOfStatement(statement))]);
    const { PublicKey = Buffer.of() } = await (app.edge.kms as KMSClient).send(
      new GetPublicKeyCommand({ KeyId: 'anchor-key' }),
    );
    const key = createPublicKey({ key: Buffer.from(PublicKey), type: 'spki', format: 'der' });
    for (const { statement, signature } of all) {
      expect(verify('sha256', signedBytes(statement), key, Buffer.from(signature, 'base64'))).toBe(true);
    }
    expect(app.counted.filter(([metric]) => metric === 'AnchorRuns')).toHaveLength(3);
  });

  it('迟来的一片归它到的那一天：已经锚定的一天不再动', async () => {
    await collected(leaf(1));
    app.at('2026-11-02T18:00:00Z');
    await closed();
    app.at('2026-11-03T03:00:00Z');
    await collected(leaf(2));
    await closed();
    app.at('2026-11-03T18:00:00Z');
    await closed();
    expect(days().map(versionsOf)).toEqual([[1], [2]]);
  });

  it('同一片隔天又送来一次，各在各的锚里，摘要相同', async () => {
    await collected(leaf(1));
    app.at('2026-11-03T03:00:00Z');
    await collected(leaf(1));
    app.at('2026-11-03T18:00:00Z');
    await closed();
    expect(days().map((day) => anchorAt(day).leaves)).toEqual([
      [`${id} 1 ${'1'.repeat(64)}`],
      [`${id} 1 ${'1'.repeat(64)}`],
    ]);
  });

  it('停了几天，补上每一天；刚过零点的一个小时不锚定昨天', async () => {
    await collected(leaf(1));
    app.at('2026-11-02T16:30:00Z');
    await closed();
    // Yesterday is the 1st still, on which nothing was.
    expect(days()).toEqual(['2026-11-01']);
    app.at('2026-11-06T18:00:00Z');
    await closed();
    expect(days()).toEqual(['01', '02', '03', '04', '05', '06'].map((day) => `2026-11-${day}`));
    expect(versionsOf('2026-11-02')).toEqual([1]);
  });

  it('第一次锚定迟了，从还有叶的第一天起补：日志以外的一项只有一片叶，漏了就再也没有', async () => {
    await collected(leaf(1));
    app.at('2026-12-31T18:00:00Z');
    await closed();
    expect(days()[0]).toBe('2026-11-02');
  });

  it('做两遍、写到一半断了，每天还是一个锚，一个版本', async () => {
    await collected(leaf(1), leaf(2));
    app.at('2026-11-03T18:00:00Z');
    // Two days, and of each the object and what the table says of it.
    expect(await expectHarmlessRepeats(app, [['anchor', {}]])).toBe(4);
  });

  it('两趟同时做，一天还是一个锚', async () => {
    await collected(leaf(1));
    app.at('2026-11-03T18:00:00Z');
    await Promise.all([closed(), closed(), closed()]);
    expect(app.s3.locked.counts()).toEqual({ '2026-11-02.json.gz': 1, '2026-11-03.json.gz': 1 });
    const kept = app.dynamoDb.all<{ pk: string }>().filter(({ pk }) => pk === 'ANCHORS');
    expect(kept).toMatchObject([
      { day: '2026-11-02', number: 1, digest: digestOfStatement(anchorAt('2026-11-02').statement) },
      { day: '2026-11-03', number: 2, digest: digestOfStatement(anchorAt('2026-11-03').statement) },
    ]);
  });

  it('整张表从几天前恢复回来，那几天的叶没有了：锚过的照旧算数，后面的接得上', async () => {
    await collected(leaf(1));
    const backup = app.dynamoDb.mark();
    for (const [version, day] of [[2, '2026-11-03'] as const, [3, '2026-11-04'] as const]) {
      app.at(`${day}T03:00:00Z`);
      await collected(leaf(version));
    }
    app.at('2026-11-04T18:00:00Z');
    await closed();
    backup();
    app.at('2026-11-05T18:00:00Z');
    await closed();
    expect(days().map(versionsOf)).toEqual([[1], [2], [3], []]);
    const statements = days().map((day) => anchorAt(day).statement);
    expect(statements.slice(1).map(({ previous }) => previous)).toEqual(statements.slice(0, 3).map(digestOfStatement));
  });

  it('占着那一天的不是接着上一个的锚：照自己的往下接，核对时说得出是哪一天', async () => {
    await collected(leaf(1));
    app.at('2026-11-02T18:00:00Z');
    app.s3.locked.putOnTop(anchorKey('2026-11-02'), Buffer.from('garbage'));
    await closed();
    app.at('2026-11-03T18:00:00Z');
    await closed();
    expect(anchorAt('2026-11-03').statement).toMatchObject({ number: 2, leaves: 0 });
  });

  it('表里说锚到了还没有过完的一天：失败，不数成功的一趟', async () => {
    app.dynamoDb.put({
      pk: 'ANCHORS',
      sk: '2099-01-01',
      day: '2099-01-01',
      number: 1,
      digest: '0'.repeat(64),
    } as never);
    app.at('2026-11-02T18:00:00Z');
    await expect(closed()).rejects.toThrow('2099-01-01');
    expect(app.counted).toEqual([]);
  });

  it('表里记的上一个锚不像样：失败，不签读不出的东西', async () => {
    app.dynamoDb.put({
      pk: 'ANCHORS',
      sk: '2026-11-01',
      day: '2026-11-01',
      number: '1',
      digest: '0'.repeat(64),
    } as never);
    app.at('2026-11-02T18:00:00Z');
    await expect(closed()).rejects.toThrow();
    expect(days()).toEqual([]);
  });

  it('放不进去就失败，不数成功的一趟；下一趟补上', async () => {
    await collected(leaf(1));
    app.at('2026-11-02T18:00:00Z');
    app.s3.before = () => {
      throw Object.assign(new Error('no'), { name: 'AccessDenied' });
    };
    await expect(closed()).rejects.toThrow('no');
    expect(app.counted).toEqual([]);
    app.s3.before = () => undefined;
    await closed();
    expect(days().map(versionsOf)).toEqual([[1]]);
  });
});
