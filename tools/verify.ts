import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { profiles } from '../infra/provinces/index.ts';
import { dateInShanghai } from '../shared/calendar/dates.ts';
import { JournalEntry as Entry, Journal } from '../shared/contract/exchanges/registry.ts';
import { type JournalEntry, verify } from '../shared/dossier/journal.ts';
import type { DossierState } from '../shared/dossier/state.ts';
import { argumentsOf, misused } from './arguments.ts';
import { ask } from './ask.ts';
import { isNotRunning, localAddresses } from './local-auditors.ts';
import { localTable } from './local-table.ts';
import { examine, type Looking } from './verify/dossier.ts';
import { type Stored, storedIn } from './verify/stored.ts';
import { examineAll } from './verify/whole.ts';

/**
 * npm run verify -- <dossierId> [--table NAME]
 * npm run verify -- --all [--table NAME]
 * npm run verify -- <dossierId> --api URL --token TOKEN
 *
 * As an operator, compares everything that the registry's table holds of a dossier, or of all of them, with what its
 * journal adds up to; without --table in the local clouds that run. As anybody with a token, of a journal alone: the
 * system is not asked whether it is in order, the chain is walked here.
 *
 * Exit code 1 when anything is wrong, 2 when it could not be read.
 */
const usage =
  'npm run verify -- <档案标识> 或 --all [--table 表名]（不写表名就核对本机运行的系统），或 <档案标识> --api 地址 --token 令牌（只核对日志）';

/** All pages together. */
const WholeJournal = Journal.extend({ entries: z.array(Entry), next: z.null().optional() });

async function main(): Promise<number> {
  const texts = { api: { type: 'string' }, token: { type: 'string' }, table: { type: 'string' } } as const;
  const { values, positionals } = argumentsOf({ ...texts, all: { type: 'boolean' } }, 1, usage);
  const [dossierId] = positionals;
  const { api, token, table } = values;
  if (dossierId === undefined && !values.all) misused('没有写哪份档案', usage);
  if (dossierId !== undefined && values.all) misused('写了一份档案，又写了 --all', usage);
  if ((api === undefined) !== (token === undefined)) misused('只写了 --api 和 --token 中的一个', usage);
  if (api !== undefined && (values.all || table !== undefined)) misused('--api 只用来核对一份档案的日志', usage);
  if (dossierId === undefined) return verifyAll(await tablesOf(table));
  if (api === undefined || token === undefined) return verifyOne(dossierId, await tablesOf(table));
  const answer = await fetchJournal(api, token, dossierId);
  if (answer === undefined) {
    console.error(`没有读到档案 ${dossierId} 的日志：没有这份档案、无权查看，或系统没有运行。`);
    return 2;
  }
  const { faults, summary } = judge(dossierId, answer);
  for (const fault of faults) console.log(fault);
  console.log(summary);
  return faults.length === 0 ? 0 : 1;
}

const looking: Looking = { terms: (province) => profiles[province], today: dateInShanghai(new Date()) };

/** What nobody can tell from the table alone, or without the keys. */
const unseen =
  '看不到的：没有封存密钥和盲索引秘密，遮盖后的姓名、身份锁和姓名的盲索引是不是这一户的；只看这张表，整条日志连同档案头一起重写、一份档案删得一点不剩。';

async function verifyOne(dossierId: string, tables: readonly Stored[]): Promise<number> {
  for (const stored of tables) {
    const found = await examine(stored, dossierId, looking);
    if (found === undefined) continue;
    const { faults, entries, hash } = found;
    for (const fault of faults) console.log(`${dossierId}：${fault}`);
    console.log(faults.length > 0 ? `不完整：共 ${faults.length} 处不符` : `完整：${entries} 条，末条摘要 ${hash}`);
    console.log(unseen);
    return faults.length === 0 ? 0 : 1;
  }
  console.error(`没有读到档案 ${dossierId}：没有这份档案，或系统没有运行。`);
  return 2;
}

async function verifyAll(tables: readonly Stored[]): Promise<number> {
  const [sum, wrong] = [{ dossiers: 0, faults: 0 }, new Set<string>()];
  for (const stored of tables) {
    for await (const { id, faults } of examineAll(stored, looking)) {
      sum.dossiers += 1;
      sum.faults += faults.length;
      for (const fault of faults) console.log(`${id}：${fault}`);
      if (faults.length > 0) wrong.add(id);
    }
  }
  if (tables.length === 0) {
    console.error('没有读到登记表：系统没有运行。');
    return 2;
  }
  const { dossiers, faults } = sum;
  console.log(`核对了 ${dossiers} 份：完整 ${dossiers - wrong.size} 份，不完整 ${wrong.size} 份，共 ${faults} 处不符`);
  console.log(unseen);
  return faults === 0 ? 0 : 1;
}

/** The table of this name, with the credentials of whoever runs this; else those of the local clouds that run. */
async function tablesOf(name: string | undefined): Promise<Stored[]> {
  if (name !== undefined) return [storedIn(new DynamoDBClient({}), name)];
  const found: Stored[] = [];
  for (const province of ['530000', '370000']) {
    try {
      const local = await localTable(localAddresses(province).local);
      found.push(storedIn(local.client, local.name));
    } catch (error) {
      if (!isNotRunning(error)) throw error;
    }
  }
  return found;
}

/** What is wrong with a journal as the API answered it, and the whole in one sentence. */
export function judge(dossierId: string, answer: unknown): { faults: string[]; summary: string } {
  const parsed = WholeJournal.safeParse(answer);
  const faults = parsed.success ? verifyJournal(dossierId, parsed.data) : parsed.error.issues.map(shapeFault);
  if (faults.length > 0 || !parsed.success) return { faults, summary: `不完整：共 ${faults.length} 处不符` };
  const { entries, head } = parsed.data;
  return { faults, summary: `完整：${entries.length} 条，末条摘要 ${head.hash}` };
}

function verifyJournal(dossierId: string, { entries, head }: z.infer<typeof WholeJournal>): string[] {
  // Whether the state is what the entries add up to is what is being found out.
  const state = head.state as unknown as DossierState;
  return verify(dossierId, entries as JournalEntry[], { version: head.version, hash: head.hash, state });
}

function shapeFault({ path }: z.core.$ZodIssue): string {
  const [list, index, ...rest] = path;
  return list === 'entries' && typeof index === 'number'
    ? `第 ${index + 1} 条：${rest.join('.') || '整条'}不是日志的格式`
    : `${path.join('.') || '回答'}不是日志的格式`;
}

/** Undefined when there is no such dossier for this caller. */
async function fetchJournal(api: string, token: string, dossierId: string): Promise<unknown> {
  const entries: unknown[] = [];
  for (let after = 0; ; ) {
    const query = after === 0 ? '' : `?after=${after}`;
    const response = await ask({ api, token }, `/v1/dossiers/${encodeURIComponent(dossierId)}/journal${query}`);
    if (!response.ok) return undefined;
    const page = (await response.json()) as { entries?: unknown[]; next?: unknown };
    // What is no journal is judged as it came.
    if (!Array.isArray(page.entries)) return page;
    entries.push(...page.entries);
    // A system that goes on without end is not followed.
    if (typeof page.next !== 'number' || page.next <= after) return { ...page, entries, next: null };
    after = page.next;
  }
}

if (import.meta.main) process.exitCode = await main();
