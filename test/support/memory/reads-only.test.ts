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

describe('只读的函数，内存里的表照它的角色拒绝', () => {
  it('计数可以记，记下的不可以删', async () => {
    await table.update(counts, 'ADD n :one', { ':one': 1 });
    expect(await table.find(counts)).toMatchObject({ n: 1 });
    await expect(table.remove(counts)).rejects.toMatchObject(denied);
    await expect(table.putAll([counts])).rejects.toMatchObject(denied);
  });

  it('别的一样也放不进、改不了、删不掉，在事务里也一样', async () => {
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
