/**
 * npm run directory -- check <file>
 * npm run directory -- dry-run <file> --api URL --token TOKEN
 * npm run directory -- import <file> --api URL --token TOKEN
 *
 * Exit code 1 when the file has faults or the system refused rows, 2 when what was asked cannot be done.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { Client, Refused } from '../shared/contract/client.ts';
import { decodeText } from '../shared/csv/csv.ts';
import type { RowFault } from '../shared/csv/rows.ts';
import { argumentsOf, existing, misused } from './arguments.ts';
import { type Plan, planPeople, planUnions, putPeople, putUnions } from './directory/import.ts';
import { type Row, readPeople, readUnions, unionColumns } from './directory/rows.ts';

const usage =
  'npm run directory -- check <文件>（逐行检查）、dry-run <文件> --api 地址 --token 令牌（会添几条、改几条，什么也不改）或 import <文件> --api 地址 --token 令牌（登记），文件名以省级行政区划代码开头，如 530000-人员.csv';

async function main(): Promise<number> {
  const { values, positionals } = argumentsOf({ api: { type: 'string' }, token: { type: 'string' } }, 2, usage);
  const [command, file] = positionals;
  if (command !== 'check' && command !== 'dry-run' && command !== 'import')
    misused(`不知道“${command ?? ''}”要做什么`, usage);
  if (file === undefined) misused('没有写哪个文件', usage);
  const province = /^\d{6}/.exec(basename(file))?.[0];
  if (province === undefined) misused(`“${basename(file)}”不以省级行政区划代码开头`, usage);
  existing(file, usage);
  const { api, token } = values;
  if (command !== 'check' && (api === undefined || token === undefined)) misused('没有写 --api 和 --token', usage);
  const client = new Client({ api: api ?? '', token: async () => token ?? '', fetch: reached });
  const call = client.call.bind(client);
  const bytes = readFileSync(file);
  const isOfUnions = decodeText(bytes)?.startsWith(unionColumns[0]) === true;
  return isOfUnions
    ? run(
        command,
        readUnions(bytes, province),
        (rows) => planUnions(call, rows),
        (rows) => putUnions(call, rows),
      )
    : run(
        command,
        readPeople(bytes, province),
        (rows) => planPeople(call, rows),
        (rows) => putPeople(call, rows),
      );
}

async function run<T extends { name: string }>(
  command: 'check' | 'dry-run' | 'import',
  { rows, faults }: { rows: Row<T>[]; faults: RowFault[] },
  planned: (rows: Row<T>[]) => Promise<Plan<T>>,
  put: (rows: Row<T>[]) => Promise<string[]>,
): Promise<number> {
  for (const { row, message } of faults) console.log(`第 ${row} 行：${message}`);
  if (faults.length > 0) {
    console.log(`共 ${faults.length} 处错误，什么也没有登记`);
    return 1;
  }
  if (command === 'check') {
    console.log(`没有错误：${rows.length} 条`);
    return 0;
  }
  const { added, changed, same } = await planned(rows);
  for (const { row, entry } of added) console.log(`第 ${row} 行：新登记 ${entry.name}`);
  for (const { row, entry } of changed) console.log(`第 ${row} 行：有改动 ${entry.name}`);
  console.log(`新登记 ${added.length} 条，改动 ${changed.length} 条，不变 ${same} 条`);
  if (command === 'dry-run') return 0;
  const refused = await put([...added, ...changed]);
  for (const each of refused) console.log(each);
  console.log(`登记了 ${added.length + changed.length - refused.length} 条，没有收下的 ${refused.length} 条`);
  return refused.length > 0 ? 1 : 0;
}

/** Nobody answers there, or it is no address. */
class Unreachable extends Error {}

const reached: typeof fetch = async (...asked) => {
  try {
    return await fetch(...asked);
  } catch (cause) {
    throw new Unreachable('unreachable', { cause });
  }
};

/** Undefined of what is a fault of this program. */
function whyNot(error: unknown): string | undefined {
  if (error instanceof Unreachable) return '地址不对，或系统没有运行';
  if (!(error instanceof Refused)) return undefined;
  if (error.status === 401 || error.status === 403) return '令牌不对或过期了，或不是本省的管理员';
  return `系统答 ${error.status} ${error.problem.detail ?? error.problem.title ?? ''}`;
}

try {
  process.exitCode = await main();
} catch (error) {
  const why = whyNot(error);
  if (why === undefined) throw error;
  console.error(`没有做成：${why}。已经登记的都在，改好之后再运行一次就接着登记。`);
  process.exitCode = 2;
}
