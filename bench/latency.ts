import { randomUUID } from 'node:crypto';
import { type DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { startProvince } from '../test/support/cloud-province.ts';
import type { Household, Province } from '../test/support/province.ts';
import { localTable } from '../tools/local-table.ts';
import type { Row } from './row.ts';

const CLIENTS = 8;
const EACH = 12;
const MOST = 8;

/**
 * How long 95 of 100 submissions take over HTTP through the local cloud, by eight clients at once while the workflows of
 * what was submitted run beside them ÷ the same of a bare transaction of ten items, sent to the same store meanwhile.
 */
export async function run(): Promise<Row[]> {
  const province = await startProvince('bench-latency');
  try {
    const { client, name } = await localTable(province.addresses.local);
    await submitAll(province, await drafted(province, CLIENTS * 2));
    const households = await drafted(province, CLIENTS * EACH);
    const meanwhile = { over: false };
    const bare = bareTransactions(client, name, meanwhile);
    const submissions = await submitAll(province, households);
    meanwhile.over = true;
    const [through, alone] = [p95(submissions), p95(await bare)];
    const what = `提交的 p95 ÷ 同时发出的十项事务的 p95（${CLIENTS} 个客户端；${through.toFixed(0)} 与 ${alone.toFixed(0)} 毫秒）`;
    return [{ what, value: through / alone, unit: '×', limit: MOST, better: 'less' }];
  } finally {
    await province.stop();
  }
}

async function drafted(province: Province, count: number): Promise<Household[]> {
  const households: Household[] = [];
  for (let n = 0; n < count; n++) households.push(await province.draft(province.nextForm()));
  return households;
}

/** Milliseconds of each, as its client waits for it. */
async function submitAll(province: Province, households: readonly Household[]): Promise<number[]> {
  const left = [...households];
  const took: number[] = [];
  const submitter = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const start = performance.now();
      await province.submit(one);
      took.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, submitter));
  return took;
}

/** One after the other, until the load is over. */
async function bareTransactions(
  client: DynamoDBClient,
  table: string,
  meanwhile: { over: boolean },
): Promise<number[]> {
  const took: number[] = [];
  while (!meanwhile.over) {
    const TransactItems = Array.from({ length: 10 }, (_, n) => ({
      Put: {
        TableName: table,
        Item: { pk: { S: `BENCH#${randomUUID()}` }, sk: { S: String(n) }, text: { S: 'x'.repeat(800) } },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    }));
    const start = performance.now();
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    took.push(performance.now() - start);
  }
  return took;
}

function p95(took: readonly number[]): number {
  const sorted = [...took].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] as number;
}
