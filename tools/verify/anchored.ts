import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import {
  type Anchor,
  dayOfKey,
  digestOfStatement,
  type Leaf,
  leafIn,
  noAnchor,
  rootOver,
  signedBytes,
  unpacked,
} from '../../shared/anchors/anchor.ts';
import { addDays, daysBetween } from '../../shared/calendar/dates.ts';
import type { JournalEntry } from '../../shared/dossier/journal.ts';
import { LeafList } from './leaf-list.ts';

/** One version of an object in the bucket of the anchors; `read` is undefined for a delete marker. */
export interface StoredVersion {
  key: string;
  read: (() => Promise<Uint8Array>) | undefined;
}

/** Where anchors lie, past every function, as an operator reads it. */
export interface AnchorStore {
  /** Every version of every object, of a key the newest first; and, in whatever order, every delete marker. */
  versions(): AsyncIterable<StoredVersion>;
  /** By what the signatures are told (SPKI, DER): asked of KMS, or pinned. */
  publicKey(): Promise<Uint8Array>;
}

/** A leaf, and the day whose anchor has it. */
interface AnchoredLeaf extends Leaf {
  day: string;
}

/** Everything that was anchored, as far as signature, root and chain hold. */
export interface Anchored {
  /** What is wrong with the anchors themselves: Chinese, one a fault. */
  faults: string[];
  /** The last day that is anchored. */
  until: string | undefined;
  /** By what the signatures were told (SPKI, DER). */
  publicKey: Uint8Array;
  /** Of the public key: to be compared with what was noted when the system was set up. */
  fingerprint: string;
  /** Dossiers, and items that are anchored by themselves. */
  subjects(): Iterable<string>;
  /** In the order in which they were anchored. */
  of(subject: string): AnchoredLeaf[];
  /** An anchor with all its leaves, for a proof. */
  anchorOn(day: string): Promise<Anchor | undefined>;
}

/** An entry is on its way for two times 23 hours at most, unless it is a dead letter; then its day closes. */
export const DAYS_UNTIL_ANCHORED = 2;

/** Reads all anchors, the first version of each: what was put on top of it, or marks it as deleted, is a fault. */
export async function readAnchors(store: AnchorStore, today: string): Promise<Anchored> {
  const publicKey = Buffer.from(await store.publicKey());
  const key = createPublicKey({ key: publicKey, type: 'spki', format: 'der' });
  const leaves = new LeafList();
  const days = new Map<string, StoredVersion[]>();
  const faults: string[] = [];
  for await (const version of store.versions()) {
    const day = dayOfKey(version.key);
    if (day === undefined) faults.push(`锚定的桶里多出不认识的 ${version.key}`);
    else days.set(day, [...(days.get(day) ?? []), version]);
  }
  const anchorOn = async (day: string) => {
    const first = days.get(day)?.findLast(({ read }) => read !== undefined);
    const file = await first?.read?.();
    return file && unpacked(file);
  };
  // Somebody may have put what nobody can read, under a key of their own or away in an archive.
  const readable = async (day: string): Promise<{ anchor?: Anchor | undefined; why: string }> => {
    try {
      return { anchor: await anchorOn(day), why: '读不出' };
    } catch (error) {
      const { name, $metadata } = error as { name: string; $metadata?: { httpStatusCode?: number } };
      const status = $metadata?.httpStatusCode ?? 0;
      if (status < 400 || status > 499) throw error;
      return { why: `读不出（${name}）` };
    }
  };
  let last: { day: string; number: number; digest: string } | undefined;
  for (const day of [...days.keys()].sort()) {
    if ((days.get(day)?.length ?? 0) > 1) faults.push(`${day} 的锚：后来被换过或删过，按最早的一版核对`);
    const { anchor, why } = await readable(day);
    const isOwn = anchor !== undefined && isSigned(anchor, key) && anchor.statement.day === day;
    const wrong = isOwn ? faultsOf(anchor, day, last) : anchor ? foreign(anchor, day, key) : [why];
    faults.push(...wrong.map((fault) => `${day} 的锚：${fault}`));
    // What nobody signed for this day proves nothing, and nothing follows on it.
    if (!isOwn) continue;
    const { number } = anchor.statement;
    last = { day, number, digest: digestOfStatement(anchor.statement) };
    for (const leaf of anchor.leaves.flatMap((text) => leafIn(text) ?? [])) leaves.add(day, leaf);
  }
  const until = last?.day;
  // Yesterday's is made in the night.
  if (until !== undefined && until < addDays(today, -2)) faults.push(`最近的锚是 ${until} 的，此后的没有`);
  const fingerprint = createHash('sha256').update(publicKey).digest('hex');
  return {
    faults,
    until,
    publicKey,
    fingerprint,
    anchorOn,
    subjects: () => leaves.subjects(),
    of: (id) => leaves.of(id),
  };
}

const isSigned = ({ statement, signature }: Anchor, key: KeyObject): boolean =>
  verify('sha256', signedBytes(statement), key, Buffer.from(signature, 'base64'));

/** Why an anchor is none of its day's. */
const foreign = (anchor: Anchor, day: string, key: KeyObject): string[] => [
  ...(isSigned(anchor, key) ? [] : ['签名不符']),
  ...(anchor.statement.day === day ? [] : [`写的是 ${anchor.statement.day}`]),
];

function faultsOf(
  { statement, leaves }: Anchor,
  day: string,
  last: { day: string; number: number; digest: string } | undefined,
): string[] {
  const faults: string[] = [];
  if (statement.root !== rootOver(leaves) || statement.leaves !== leaves.length) faults.push('叶与根不符');
  if (leaves.some((text) => leafIn(text) === undefined)) faults.push('有不是叶的一行');
  const { number, digest } = last ?? noAnchor;
  if (last !== undefined && daysBetween(last.day, day) > 1) {
    const missing = daysBetween(last.day, day) - 1;
    faults.push(`前面缺 ${missing} 天的（${addDays(last.day, 1)} 起）`);
  }
  if (statement.number !== number + 1 || statement.previous !== digest) {
    faults.push(last === undefined ? `是第 ${statement.number} 个，更早的不见了` : '与前一个不相接');
  }
  return faults;
}

/**
 * What a journal has lost, or has otherwise, than was anchored of it. What was anchored first counts: a rewritten entry
 * may have been anchored once more.
 *
 * @param today ISO date in Asia/Shanghai
 */
export function anchorFaults(
  anchors: Pick<Anchored, 'of' | 'until'>,
  id: string,
  entries: readonly Pick<JournalEntry, 'version' | 'hash' | 'on'>[],
  today: string,
): string[] {
  const first = new Map<number, AnchoredLeaf>();
  const faults: string[] = [];
  for (const leaf of anchors.of(id)) {
    const known = first.get(leaf.version);
    if (known === undefined) first.set(leaf.version, leaf);
    else if (known.hash !== leaf.hash) {
      faults.push(`第 ${leaf.version} 条：${known.day} 锚定以后换了内容，${leaf.day} 又锚定了一次`);
    }
  }
  const anchored = [...first.values()].sort((a, b) => a.version - b.version);
  const newest = anchored.at(-1);
  if (newest && entries.length === 0) {
    return [...faults, `锚定过 ${newest.version} 条（最近的在 ${newest.day}），现在一条也没有`];
  }
  const cut = anchored.filter(({ version }) => version > entries.length);
  const [lost] = cut;
  if (lost)
    faults.push(
      `锚定到第 ${newest?.version} 条，日志只有 ${entries.length} 条：第 ${lost.version} 条（${lost.day} 锚定）起不见了`,
    );
  const rewritten = anchored.filter(
    ({ version, hash }) => version <= entries.length && entries[version - 1]?.hash !== hash,
  );
  faults.push(...rewritten.map(({ version, day }) => `第 ${version} 条：与 ${day} 锚定的不符，被改写过`));
  // The hash of an entry covers all before it: only what comes after the newest one is not anchored.
  const due = addDays(anchors.until ?? addDays(today, -1), -DAYS_UNTIL_ANCHORED);
  const open = entries.slice(newest?.version ?? 0).find(({ on }) => on <= due);
  if (open) faults.push(`第 ${open.version} 条（${open.on}）起没有锚定，早该锚定了`);
  return faults;
}
