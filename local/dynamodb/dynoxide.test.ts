import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { clientFor, createTable, freePort, TABLE } from './contract.fixture.ts';
import { dynoxide } from './dynoxide.ts';
import { DynamoDbEmulator } from './emulator.ts';

test.runIf(dynoxide.installed())(
  'a write behind 300,000 stream records takes no longer than the first ones',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dynoxide-'));
    const emulator = new DynamoDbEmulator(folder, await freePort(), dynoxide);
    try {
      await emulator.start(() => undefined);
      const client = clientFor(emulator.endpoint);
      await createTable(client);
      const write = async (name: string) => {
        const start = performance.now();
        for (let i = 0; i < 20; i++) {
          await client.send(new PutItemCommand({ TableName: TABLE, Item: { pk: { S: name }, sk: { S: String(i) } } }));
        }
        return performance.now() - start;
      };
      await write('warm');
      const before = await write('before');
      const db = new DatabaseSync(join(folder, 'dynamodb', dynoxide.file), { timeout: 5000 });
      db.exec(`INSERT INTO _stream_records
      (table_name, event_name, keys_json, new_image, sequence_number, shard_id, created_at)
      WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 299999)
      SELECT table_name, event_name, keys_json, new_image, sequence_number + 1 + i, shard_id, created_at
      FROM n, (SELECT * FROM _stream_records ORDER BY id DESC LIMIT 1)`);
      db.close();
      // Without the index each of them looks through all 300,000, which takes fifteen times as long as the write itself.
      expect(await write('behind')).toBeLessThan(before * 5);
    } finally {
      await emulator.stop();
      rmSync(folder, { recursive: true });
    }
  },
  60_000,
);

test.runIf(dynoxide.installed())(
  'whoever has its answer to a write sees from beside that something was written',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'dynoxide-'));
    const emulator = new DynamoDbEmulator(folder, await freePort(), dynoxide);
    const watch = await emulator.start(() => undefined).then(() => emulator.watch());
    try {
      const client = clientFor(emulator.endpoint);
      await createTable(client);
      let seen = watch?.version();
      expect(watch?.version()).toBe(seen);
      for (let i = 0; i < 200; i++) {
        await client.send(new PutItemCommand({ TableName: TABLE, Item: { pk: { S: 'a' }, sk: { S: String(i % 3) } } }));
        const now = watch?.version();
        expect(now).not.toBe(seen);
        seen = now;
        expect(watch?.version()).toBe(seen);
      }
    } finally {
      watch?.close();
      await emulator.stop();
      rmSync(folder, { recursive: true });
    }
  },
  30_000,
);
