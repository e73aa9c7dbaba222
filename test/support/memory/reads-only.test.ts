import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { Table } from '../../../shared/registry/table.ts';
import { MemoryDynamoDb } from './dynamodb.ts';
import { readsOnly } from './reads-only.ts';

const memory = new MemoryDynamoDb();
const table = new Table('registry', readsOnly(memory.client as DynamoDBClient));
const counts = { pk: 'TRIES#search#someone', sk: '2026-11-28' };
const head = { pk: 'D#one', sk: 'HEAD' };
const denied = { name: 'AccessDeniedException' };

describe('the table in memory under the role of a function that only reads', () => {
  it('takes a count, and lets none be deleted', async () => {
    await table.update(counts, 'ADD n :one', { ':one': 1 });
    expect(await table.find(counts)).toMatchObject({ n: 1 });
    await expect(table.remove(counts)).rejects.toMatchObject(denied);
    await expect(table.putAll([counts])).rejects.toMatchObject(denied);
  });

  it('lets nothing else be put, changed or deleted, in a transaction either', async () => {
    await expect(table.put(head)).rejects.toMatchObject(denied);
    await expect(table.update(head, 'SET n = :one', { ':one': 1 })).rejects.toMatchObject(denied);
    await expect(table.remove(head)).rejects.toMatchObject(denied);
    await expect(table.transact([table.putWrite('count', counts), table.putWrite('head', head)])).rejects.toMatchObject(
      denied,
    );
    await expect(table.transact([table.deleteWrite('count', counts)])).rejects.toMatchObject(denied);
    expect(memory.all()).toEqual([{ ...counts, n: 1 }]);
  });
});
