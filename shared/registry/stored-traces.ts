import { standsFor } from '../dossier/duplicate-state.ts';
import { compare, type Verdict } from '../duplicates/compare.ts';
import { keysAmong, type Trace, traceKinds } from '../duplicates/traces.ts';
import { HASH_BYTES } from '../sealing/blind-index.ts';
import type { Dossier } from './dossiers.ts';
import { type Key, keys } from './keys.ts';
import type { Table } from './table.ts';
import { leadBy, leadNoMore } from './trace-lists.ts';

/** What is stored of a dossier's traces; whoever only reads or removes them needs no key to hash anything with. */
interface TracesItem extends Key {
  /** Every hash that ever led here, so that they can all be taken away; a set of the table's. */
  hashes?: Set<string>;
  /** The traces of the form submitted last, hashed, packed. */
  traces?: Uint8Array;
}

/** Bytes of one: its kind, whose it is, its hash. */
const PACKED = 2 + HASH_BYTES;
/** Stands for whoever it is of none. */
const NOBODY = 255;

/** As they are stored: of a household of three some seven hundred bytes. */
export function packed(traces: readonly Trace[]): Uint8Array {
  return Buffer.concat(
    traces.flatMap(({ kind, text, person }) => [
      Buffer.of(traceKinds.indexOf(kind), person ?? NOBODY),
      Buffer.from(text, 'base64url'),
    ]),
  );
}

/** The traces of the form that a dossier submitted last, hashed; none when it has submitted none. */
export async function submittedTraces(table: Table, id: string): Promise<Trace[]> {
  const item = await table.find<TracesItem>(keys.traces(id));
  return unpacked(item?.traces);
}

/**
 * The same, each by which it is found on the list of all that lead to it: what was taken off with an amendment that was
 * dropped is on it again before it is laid, or nothing would ever take it away.
 */
export async function listedTraces(table: Table, id: string): Promise<Trace[]> {
  const item = await table.find<TracesItem>(keys.traces(id));
  const mine = unpacked(item?.traces);
  const missing = keysAmong(mine)
    .map(({ text }) => text)
    .filter((hash) => !item?.hashes?.has(hash));
  if (missing.length === 0) return mine;
  const values = { ':missing': new Set(missing), ':mine': item?.traces };
  const condition = 'traces = :mine';
  const isStill = await table.update(keys.traces(id), 'ADD hashes :missing', values, { condition });
  return isStill === undefined ? listedTraces(table, id) : mine;
}

/** What `packed` wrote; throws when it is none. */
export function unpacked(traces: Uint8Array = new Uint8Array()): Trace[] {
  if (traces.length % PACKED !== 0) throw new Error('not a list of traces');
  return Array.from({ length: traces.length / PACKED }, (_, n) => {
    const [kind = 0, person = 0, ...hash] = traces.subarray(n * PACKED, (n + 1) * PACKED);
    const of = { kind: traceKinds[kind] as Trace['kind'], person: person === NOBODY ? null : person };
    return { ...of, text: Buffer.from(hash).toString('base64url') };
  });
}

/** Takes every trace of a dossier away, the list of them last: a crash in between leaves nothing that is not on it. */
export async function forgetTraces(table: Table, id: string): Promise<void> {
  const item = await table.find<TracesItem>(keys.traces(id));
  if (!item) return;
  await Promise.all([...(item.hashes ?? [])].map((hash) => leadNoMore(table, hash, id)));
  await table.remove(keys.traces(id));
}

/**
 * Takes away what leads to a dossier and is none of the traces it is compared by (`mine`). The list of them is shortened
 * last, and only if it is compared by the same still: of what was submitted meanwhile, some may have been taken away here.
 */
export async function forgetEarlier(table: Table, id: string, mine: readonly Trace[]): Promise<void> {
  const item = await table.find<TracesItem>(keys.traces(id));
  const now = new Set(keysAmong(mine).map(({ text }) => text));
  const earlier = [...(item?.hashes ?? [])].filter((hash) => !now.has(hash));
  if (earlier.length === 0 || item?.traces === undefined || Buffer.compare(item.traces, packed(mine)) !== 0) return;
  await Promise.all(earlier.map((hash) => leadNoMore(table, hash, id)));
  const values = { ':earlier': new Set(earlier), ':mine': item.traces };
  const isStill = await table.update(keys.traces(id), 'DELETE hashes :earlier', values, {
    condition: 'traces = :mine',
  });
  if (isStill !== undefined) return;
  const since = await submittedTraces(table, id);
  await Promise.all(keysAmong(since).map(({ text }) => leadBy(table, text, id)));
}

/** How alike two dossiers are by what they submitted last, and by what those submitted that they stand for. */
export async function likeness(table: Table, one: Dossier, other: Dossier): Promise<Verdict> {
  const of = ({ state }: Dossier) => Promise.all(standsFor(state).map((id) => submittedTraces(table, id)));
  const [mine, theirs] = await Promise.all([of(one), of(other)]);
  const verdicts = new Set(mine.flatMap((each) => theirs.map((its) => compare(each, its).verdict)));
  return verdicts.has('certain') ? 'certain' : verdicts.has('possible') ? 'possible' : 'none';
}
