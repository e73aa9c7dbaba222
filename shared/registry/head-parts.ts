import { hash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { isSealed } from '../sealing/is-sealed.ts';
import { dictionaries } from './head-dictionaries.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** Bytes of JSON from which a list has an item of its own. A sealed text always has: it is written once and stays. */
const LONG = 400;

export type PartItem = Key & { part: string };

/** A state as it is stored: what stays in the head, and what lies beside it. */
interface Parted {
  head: string;
  /** JSON by place: its pointer; of a sealed text within a list its digest, for its place there may change. */
  parts: ReadonlyMap<string, string>;
}

/**
 * Takes the long lists and the sealed texts out of a state, those in lists too. In their place stands a digest, so that
 * the head is short however long they are, that none is written again while it stays as it is, and that a head is never
 * read with the parts of another.
 */
export function parted(state: object): Parted {
  const parts = new Map<string, string>();
  const apart = (json: string, place: string) => {
    parts.set(place, json);
    return { apart: digestOf(json) };
  };
  const slim = (value: unknown, pointer: string | null): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (isSealed(value)) {
      const json = JSON.stringify(value);
      return apart(json, pointer ?? digestOf(json));
    }
    if (Array.isArray(value)) {
      const list = value.map((each) => slim(each, null));
      const json = JSON.stringify(list);
      return pointer === null || Buffer.byteLength(json) < LONG ? list : apart(json, pointer);
    }
    const below = (name: string) => (pointer === null ? null : `${pointer}/${name}`);
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, slim(each, below(name))]));
  };
  return { head: JSON.stringify(slim(state, '')), parts };
}

/**
 * A head as it lies in the table: JSON, deflated with one of the dictionaries, whose number stands before it. Nearly all
 * of it are names that every head has: it comes to a fifth, and each of a dossier's records writes it.
 */
export function packed(head: string): Uint8Array {
  const number = dictionaries.length - 1;
  return Buffer.concat([Buffer.of(number), deflateRawSync(head, { level: 9, dictionary: dictionaryOf(number) })]);
}

/** What `packed` wrote; throws when it is none. */
export function unpacked(content: Uint8Array): string {
  const dictionary = dictionaryOf(content[0] ?? -1);
  return inflateRawSync(content.subarray(1), { dictionary }).toString('utf8');
}

const asBytes = dictionaries.map((text) => Buffer.from(text));

function dictionaryOf(number: number): Buffer {
  const bytes = asBytes[number];
  if (bytes === undefined) throw new Error(`no dictionary ${number}`);
  return bytes;
}

/** The whole again; undefined when the parts are not those of this head, because it was being written meanwhile. */
export function joined<T>(content: Uint8Array, items: readonly Pick<PartItem, 'part'>[]): T | undefined {
  const parts = new Map(items.map(({ part }) => [digestOf(part), part]));
  let isWhole = true;
  /** In the place of what was just parsed: a state is read oftener than anything else, and is mostly what it says. */
  const whole = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const digest = apartIn(value);
    if (digest !== undefined) {
      const part = parts.get(digest);
      if (part === undefined) isWhole = false;
      return part === undefined ? undefined : whole(JSON.parse(part));
    }
    const within = value as Record<string, unknown>;
    for (const name of Object.keys(within)) {
      const each = within[name];
      if (typeof each === 'object' && each !== null) within[name] = whole(each);
    }
    return within;
  };
  const state = whole(JSON.parse(unpacked(content))) as T;
  return isWhole ? state : undefined;
}

/** Writes the parts that are new or changed, and deletes those that are no more; goes with the head's own write. */
export function partWrites(table: Table, id: string, before: object | null, after: object): Write[] {
  const [old, now] = [before ? parted(before).parts : new Map<string, string>(), parted(after).parts];
  const changed = [...now].filter(([place, part]) => old.get(place) !== part);
  const gone = [...old.keys()].filter((place) => !now.has(place));
  return [
    ...changed.map(([place, part]) => table.putWrite('part', { ...keys.headPart(id, place), part }, null)),
    ...gone.map((place) => table.deleteWrite('part', keys.headPart(id, place))),
  ];
}

function digestOf(json: string): string {
  return hash('sha256', json, 'base64url').slice(0, 16);
}

function apartIn(value: object): string | undefined {
  const { apart } = value as { apart?: unknown };
  return typeof apart === 'string' && Object.keys(value).length === 1 ? apart : undefined;
}
