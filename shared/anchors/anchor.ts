import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod/mini';
import { canonicalJson, digest } from '../digest/digest.ts';
import { merkleRoot } from './merkle.ts';

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
const count = z.int().check(z.nonnegative());

/** As many entries as a journal's keys can number. */
const MOST_ENTRIES = 999_999;

/**
 * 叶: an entry of a journal as an anchor has it, where `hash` covers the entry and, through `prevHash`, all before it; or
 * the only version of an item that is put once, by itself (shared/registry/alone.ts).
 */
export const Leaf = z.strictObject({
  /** The dossier, or the item. */
  of: z.string().check(z.regex(/^[^\s]+$/)),
  version: z.int().check(z.positive(), z.maximum(MOST_ENTRIES)),
  hash,
});
export type Leaf = z.infer<typeof Leaf>;

/** What is signed of one day: the root over its leaves, and the digest of the statement of the day before. */
const Statement = z.strictObject({
  /** So that nothing else that the key may ever sign reads as an anchor. */
  kind: z.literal('jdlk anchor'),
  /** Name of the stack, e.g. `jdlk-530000-test`. */
  stack: z.string(),
  /** ISO date in Asia/Shanghai. */
  day: z.iso.date(),
  /** 1, 2, 3 … without gaps, one a day. */
  number: count,
  leaves: count,
  root: hash,
  previous: hash,
});
export type Statement = z.infer<typeof Statement>;

/** 锚: a day's statement, its signature (ECDSA P-256 over SHA-256, DER in base64) and its leaves. */
const Anchor = z.strictObject({ statement: Statement, signature: z.string(), leaves: z.array(z.string()) });
export type Anchor = z.infer<typeof Anchor>;

/** Before the first one. */
export const noAnchor = { number: 0, digest: '0'.repeat(64) };

/** A full day of a large province is 10 MB; a file that says more is none. */
const MOST_BYTES = 256 * 1024 * 1024;

/** What one day's anchor says, each leaf once and in order, whatever order they come in. */
export function anchorOf(
  stack: string,
  day: string,
  leaves: readonly Leaf[],
  last: { number: number; digest: string },
): Omit<Anchor, 'signature'> {
  const texts = [...new Set(leaves.map(leafText))].sort();
  const root = rootOver(texts);
  const [number, previous] = [last.number + 1, last.digest];
  const said = { kind: 'jdlk anchor', stack, day, number, leaves: texts.length, root, previous };
  // What was kept of the last one may have been changed: nothing is signed that nobody can read.
  return { statement: Statement.parse(said), leaves: texts };
}

/** The root over leaves as they are written, in hex. */
export const rootOver = (texts: readonly string[]): string =>
  merkleRoot(texts.map((text) => Buffer.from(text))).toString('hex');

/** What the key signs. */
export const signedBytes = (statement: Statement): Buffer => Buffer.from(canonicalJson(statement));

/** By this the next anchor knows it. */
export const digestOfStatement = (statement: Statement): string => digest(statement);

const leafText = ({ of, version, hash }: Leaf): string => `${of} ${version} ${hash}`;

/** Undefined for a text that is no leaf. */
export function leafIn(text: string): Leaf | undefined {
  const [of = '', version = '', hash = '', ...more] = text.split(' ');
  const leaf = Leaf.safeParse({ of, version: Number(version), hash });
  return leaf.success && more.length === 0 ? leaf.data : undefined;
}

/** The key under which a day's anchor lies: keys sort as days do. */
export const anchorKey = (day: string): string => `${day}.json.gz`;

/** Undefined for the key of nothing of ours. */
export function dayOfKey(key: string): string | undefined {
  const day = /^(.*)\.json\.gz$/.exec(key)?.[1];
  return z.iso.date().safeParse(day).data;
}

export function packed(anchor: Anchor): Uint8Array {
  return gzipSync(JSON.stringify(anchor));
}

/** Undefined when it is no anchor. */
export function unpacked(file: Uint8Array): Anchor | undefined {
  try {
    return Anchor.parse(JSON.parse(gunzipSync(file, { maxOutputLength: MOST_BYTES }).toString()));
  } catch {
    return undefined;
  }
}
