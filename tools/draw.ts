import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { profiles } from '../infra/provinces/index.ts';
import { SpotChecks } from '../shared/registry/spot-checks.ts';
import { Table } from '../shared/registry/table.ts';
import { argumentsOf, misused } from './arguments.ts';
import { protocolOf } from './draw/protocol.ts';
import { isNotRunning, localAddresses } from './local-auditors.ts';
import { localTable } from './local-table.ts';

/**
 * npm run draw -- --month 2027-03 [--table NAME]
 *
 * As an operator, prints every 抽查 whose public draw is in a month so that a stranger finds the same households by what
 * is printed alone (docs/spot-checks.md), and computes each again; without --table in the local clouds that run.
 *
 * Exit code 1 when anything is otherwise than it was recorded, 2 when it could not be read.
 */
const usage = 'npm run draw -- --month 2027-03 [--table 表名]（不写表名就是本机运行的系统）';

async function main(): Promise<number> {
  const { values } = argumentsOf({ month: { type: 'string' }, table: { type: 'string' } }, 0, usage);
  const { month, table } = values;
  if (month === undefined || !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) misused('没有写哪个月', usage);
  let faults = 0;
  let printed = 0;
  for (const { name, client } of await tables(table)) {
    const checks = new SpotChecks(new Table(name, client));
    for await (const check of checks.all()) {
      if (!check.publicDraw.on.startsWith(month)) continue;
      const protocol = protocolOf(check, await checks.frame(check), await checks.sample(check));
      for (const line of protocol.lines) console.log(line);
      for (const fault of protocol.faults) console.error(`抽查 ${check.id}：${fault}`);
      faults += protocol.faults.length;
      printed++;
    }
  }
  if (printed === 0) console.error(`${month} 没有公开抽奖在这个月的抽查。`);
  return faults === 0 ? 0 : 1;
}

/** Of the local clouds that run, where nobody names one. */
async function tables(name: string | undefined): Promise<{ name: string; client: DynamoDBClient }[]> {
  if (name !== undefined) return [{ name, client: new DynamoDBClient({}) }];
  const running = [];
  for (const province of Object.keys(profiles)) {
    try {
      running.push(await localTable(localAddresses(province).local));
    } catch (error) {
      if (!isNotRunning(error)) throw error;
    }
  }
  if (running.length === 0) throw new Error('本机没有运行的系统');
  return running;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`没有读到：${(error as Error).message}。`);
  process.exitCode = 2;
}
