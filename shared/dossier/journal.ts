import { digest, isAlike } from '../digest/digest.ts';
import type { Action } from './actions.ts';
import { type Actor, type DossierState, type Recorded, reduce } from './state.ts';

/** One entry of a dossier's append-only journal. */
export interface JournalEntry extends Recorded {
  dossierId: string;
  /** 1, 2, 3 … without gaps. */
  version: number;
  action: Action;
  actor: Actor;
  prevHash: string;
  hash: string;
}

export const firstHash = '0'.repeat(64);

/** Chains a recorded action to the entry before it. */
export function chain(dossierId: string, version: number, prevHash: string, recorded: Recorded): JournalEntry {
  const body = { dossierId, version, ...recorded, prevHash };
  return { ...body, hash: digest(body) };
}

/**
 * What is wrong with a journal or with the head that claims to be its sum; an empty list when it holds.
 *
 * @param head its `state` is left out where only the chain is of interest: a row says nothing of what the head holds
 * @param sum what the entries add up to, of whoever walks them for something else, too; it may throw
 */
export function verify(
  dossierId: string,
  entries: readonly JournalEntry[],
  head: { version: number; hash: string; state?: DossierState },
  sum: (entries: readonly JournalEntry[]) => DossierState | null = (all) => reduce(dossierId, all),
): string[] {
  const faults: string[] = [];
  let prevHash = firstHash;
  entries.forEach((entry, index) => {
    const { hash, ...body } = entry;
    const at = `第 ${index + 1} 条`;
    if (entry.dossierId !== dossierId) faults.push(`${at}：不属于这份档案`);
    if (entry.version !== index + 1) faults.push(`${at}：序号为 ${entry.version}，缺少或多出记录`);
    if (entry.prevHash !== prevHash) faults.push(`${at}：与上一条不相接`);
    if (digest(body) !== hash) faults.push(`${at}：内容与摘要不符`);
    prevHash = hash;
  });
  const beyond = entries.length - head.version;
  if (beyond > 0) faults.push(`档案头只到第 ${head.version} 条，日志在它之后多出 ${beyond} 条`);
  if (beyond < 0) faults.push(`档案头到第 ${head.version} 条，日志末尾少了 ${-beyond} 条`);
  if (head.hash !== prevHash) faults.push('档案头的摘要与最后一条不符');
  const state = sumOf(() => sum(entries));
  if (state === undefined) faults.push('日志推不出档案的内容：其中有当时不可能的一条');
  else if (head.state !== undefined && !isAlike(state, head.state)) faults.push('档案头的内容与日志推得的不符');
  return faults;
}

/** Undefined when it adds up to nothing: a journal that was tampered with may say what can never have been recorded. */
function sumOf(sum: () => DossierState | null): DossierState | null | undefined {
  try {
    return sum();
  } catch {
    return undefined;
  }
}
