import { expect } from 'vitest';
import { profiles } from '../../infra/provinces/index.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { goesOnAt } from '../../shared/dossier/answers.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import type { DossierState } from '../../shared/dossier/state.ts';
import { readAnchors } from '../../tools/verify/anchored.ts';
import type { Stored, StoredItem } from '../../tools/verify/stored.ts';
import { examineAll } from '../../tools/verify/whole.ts';
import type { Household, Province } from './province.ts';

/** What can be seen of a province past its API: executions, faults switched on, journals as an auditor reads them. */

export interface Execution {
  name: string;
  status: 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT';
  currentState: string;
  /** States entered and retries, as billed. */
  transitions: number;
}

/** The local cloud's control API. */
export async function local<T>(province: Province, path: string, body?: unknown): Promise<T> {
  const posted = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await province.system.fetch(
    `${province.addresses.local}/_local/${path}`,
    body === undefined ? {} : posted,
  );
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as T;
}

export async function setFaults(
  province: Province,
  faults: { smtp?: 'down' | 'up'; streams?: { duplicate?: boolean; reorder?: boolean; unheard?: boolean } },
): Promise<void> {
  await local(province, 'faults', faults);
}

/** A dossier's executions, oldest first, by what their names say after the id: `registration-1-1` (kind, number, run). */
export async function executionsOf(province: Province, { id }: { id: string }): Promise<Record<string, Execution>> {
  const all = await local<Execution[]>(province, 'executions.json');
  const own = all.filter(({ name }) => name.startsWith(`${id}-`)).reverse();
  return Object.fromEntries(own.map((execution) => [execution.name.slice(id.length + 1), execution]));
}

/** How each of a dossier's executions stands: `{ 'registration-1-1': 'SUCCEEDED' }`. */
export async function phasesOf(province: Province, one: { id: string }): Promise<Record<string, string>> {
  const executions = Object.entries(await executionsOf(province, one));
  return Object.fromEntries(executions.map(([name, { status }]) => [name, status]));
}

/** The executions that should be under way, by the end of their names: said here once more, apart from what starts them. */
export function runsDue(state: DossierState): string[] {
  const { matter, plan, standing } = state;
  const { kind, matter: number, run } = matter;
  const goesOn = matter.stalled === null && goesOnAt(state, { matter: number, run }).stage !== 'ended';
  // What waits for its form to be handed in has not begun to run, but a review, which waits for its report.
  const isBegun = run > 0;
  const isToSign = standing === 'onFile' && plan !== null && plan.signedAt === null && plan.stalled === null;
  return [
    ...(goesOn && isBegun ? [`${kind}-${number}-${run}`] : []),
    ...(isToSign ? [`plan-${plan.plan}-${plan.run}`] : []),
  ].sort();
}

export interface Journal {
  entries: JournalEntry[];
  head: { version: number; hash: string; state: DossierState };
}

export async function journalOf(province: Province, { id }: { id: string }): Promise<Journal> {
  const auditor = province.system.as(`auditor-${province.code}-1`);
  const { entries, head } = await auditor.journal(id);
  return { entries: entries as JournalEntry[], head: { ...head, state: head.state as unknown as DossierState } };
}

/** What was recorded of a dossier, in order. */
export async function actionsOf(province: Province, one: { id: string }): Promise<string[]> {
  return (await journalOf(province, one)).entries.map(({ action }) => action.type);
}

/**
 * A table in which everything follows from the journals, these being as they were anchored (`npm run verify -- --all`), and
 * nothing that anybody has given up on.
 */
export async function expectSound(province: Province, households: readonly Household[]): Promise<void> {
  const today = dateInShanghai((await local<{ now: string }>(province, 'clock')).now);
  const anchors = await readAnchors(await province.anchors(), today);
  const faults = [...anchors.faults];
  const looking = { terms: (code: string) => profiles[code], today, anchors };
  for await (const found of examineAll(await storedOf(province), looking)) {
    faults.push(...found.faults.map((fault) => `${found.id}：${fault}`));
  }
  expect(faults).toEqual([]);
  for (const one of households) {
    const { head } = await journalOf(province, one);
    expect(head.state.matter.stalled, `${one.id}停滞`).toBeNull();
    expect(head.state.plan?.stalled ?? null, `${one.id}的计划停滞`).toBeNull();
  }
  expect(await province.system.deadLetters()).toEqual([]);
}

/** The table as it lay when this was asked. */
async function storedOf(province: Province): Promise<Stored> {
  const items = (await (await province.registry()).items()) as StoredItem[];
  return {
    partition: async (pk) => items.filter((item) => item.pk === pk).sort((a, b) => (a.sk < b.sk ? -1 : 1)),
    async *scan() {
      yield* items;
    },
  };
}

/** Subjects of the mails about a household to somebody, oldest first, without what all of them begin with. */
export async function subjectsOf(province: Province, one: Household, mailbox: string): Promise<string[]> {
  const mails = await province.mailsAbout(one, mailbox);
  return mails.map(({ subject }) => subject.replace('【困难职工建档】', '')).reverse();
}

/** What a page calls itself, before the name of the union. */
export async function titleAt(province: Province, url: string): Promise<string | undefined> {
  return /<title>([^<·]*)/.exec((await province.system.page(url)).html)?.[1];
}
