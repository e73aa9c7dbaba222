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
 * what was submitted run beside them ÷ the same of a bare transaction of ten items, of which each client sends one to the
 * same store before each of its submissions. A ninth that sent one after the other would be no measure beside the load
 * but a part of it: six transactions a submission, a fifth of all the work.
 */
export async function run(): Promise<Row[]> {
  const province = await startProvince('bench-latency');
  try {
    const { client, name } = await localTable(province.addresses.local);
    const bare = () => bareTransaction(client, name);
    await submitAll(province, await drafted(province, CLIENTS * 2), bare);
    const { submissions, bares } = await submitAll(province, await drafted(province, CLIENTS * EACH), bare);
    const [through, alone] = [p95(submissions), p95(bares)];
    const what = `提交的 p95 ÷ 每次提交之前发出的十项事务的 p95（${CLIENTS} 个客户端；${through.toFixed(0)} 与 ${alone.toFixed(0)} 毫秒）`;
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

/** Milliseconds of each submission, as its client waits for it, and of each bare transaction. */
async function submitAll(
  province: Province,
  households: readonly Household[],
  bare: () => Promise<void>,
): Promise<{ submissions: number[]; bares: number[] }> {
  const left = [...households];
  const [submissions, bares]: [number[], number[]] = [[], []];
  const submitter = async (): Promise<void> => {
    for (let one = left.pop(); one !== undefined; one = left.pop()) {
      const household = one;
      bares.push(await timed(bare));
      submissions.push(await timed(() => province.submit(household)));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, submitter));
  return { submissions, bares };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function bareTransaction(client: DynamoDBClient, table: string): Promise<void> {
  const TransactItems = Array.from({ length: 10 }, (_, n) => ({
    Put: {
      TableName: table,
      Item: { pk: { S: `BENCH#${randomUUID()}` }, sk: { S: String(n) }, text: { S: 'x'.repeat(800) } },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  }));
  await client.send(new TransactWriteItemsCommand({ TransactItems }));
}

function p95(took: readonly number[]): number {
  const sorted = [...took].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.95)] as number;
}

if (import.meta.main) console.log(await run());
