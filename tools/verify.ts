import * as z from 'zod';
import { JournalEntry as Entry, Journal } from '../shared/contract/exchanges/registry.ts';
import { type JournalEntry, verify } from '../shared/dossier/journal.ts';
import type { DossierState } from '../shared/dossier/state.ts';
import { argumentsOf, misused } from './arguments.ts';
import { ask } from './ask.ts';
import { localAuditors } from './local-auditors.ts';

/**
 * npm run verify -- <dossierId> [--api URL --token TOKEN]
 *
 * Reads a dossier's journal from a running system and walks its hash chain here: the system is not asked whether it is
 * in order. Without --api it looks for the local clouds, and asks as one of their auditors. Exit code 1 when anything
 * is wrong with the journal, 2 when it could not be read.
 */
/** All pages together. */
const WholeJournal = Journal.extend({ entries: z.array(Entry), next: z.null().optional() });

async function main(): Promise<number> {
  const usage = 'npm run verify -- <档案标识> [--api 地址 --token 令牌]';
  const { values, positionals } = argumentsOf({ api: { type: 'string' }, token: { type: 'string' } }, 1, usage);
  const [dossierId] = positionals;
  if (dossierId === undefined) misused('没有写哪份档案', usage);
  if ((values.api === undefined) !== (values.token === undefined)) misused('只写了 --api 和 --token 中的一个', usage);
  const answer =
    values.api !== undefined && values.token !== undefined
      ? await fetchJournal(values.api, values.token, dossierId)
      : await findLocally(dossierId);
  if (answer === undefined) {
    console.error(`没有读到档案 ${dossierId} 的日志：没有这份档案、无权查看，或系统没有运行。`);
    return 2;
  }
  const { faults, summary } = judge(dossierId, answer);
  for (const fault of faults) console.log(fault);
  console.log(summary);
  return faults.length === 0 ? 0 : 1;
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

/** Asks each local cloud that runs, as each of its auditors, until one of them knows the dossier. */
async function findLocally(dossierId: string): Promise<unknown> {
  for (const province of ['530000', '370000']) {
    for await (const { api, token } of localAuditors(province)) {
      const found = await fetchJournal(api, token, dossierId);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

if (import.meta.main) process.exitCode = await main();
