import { randomInt, timingSafeEqual } from 'node:crypto';
import type { BlindIndex } from '../sealing/blind-index.ts';
import type { Key } from './keys.ts';
import type { Table } from './table.ts';

/** What a six-digit code opens: only a keyed hash of the code is kept, bound to the item. */
export interface Coded extends Key {
  codeHash: string;
  /** Keyed hashes of the different codes tried so far; absent before the first. */
  tried?: Set<string>;
}

export const MAX_TRIES = 5;

export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** @param opens what the code opens, in one line each: with the same code it opens nothing else, whoever writes the item. */
export function codeHash(
  blindIndex: BlindIndex,
  { pk }: Pick<Key, 'pk'>,
  code: string,
  opens: readonly (string | number)[],
): Promise<string> {
  return blindIndex.of('code', [pk.slice(pk.indexOf('#') + 1), code, ...opens].join('\n'));
}

/** Whether it takes no more codes. */
export const isLocked = ({ tried }: Pick<Coded, 'tried'>): boolean => (tried?.size ?? 0) >= MAX_TRIES;

/**
 * Tries a code. It is counted first, in one conditional write, so that a thousand guesses at the same moment are still
 * five; the same code counts once, so that a form sent twice locks nobody out; and the right one costs no try, but is
 * given back once it was compared. Answers whether it was right, and how many tries are left.
 */
export async function tryCode<T extends Coded>(
  table: Table,
  blindIndex: BlindIndex,
  item: T,
  code: string,
  opensOf: (counted: T) => readonly (string | number)[],
): Promise<{ right: boolean; left: number }> {
  const key = { pk: item.pk, sk: item.sk };
  const hash = await codeHash(blindIndex, item, code, opensOf(item));
  const counted = await table.update<T>(
    key,
    'ADD tried :these',
    { ':these': new Set([hash]), ':this': hash, ':max': MAX_TRIES },
    {
      condition:
        'attribute_exists(pk) AND (attribute_not_exists(tried) OR contains(tried, :this) OR size(tried) < :max)',
    },
  );
  if (!counted) return { right: false, left: 0 };
  // As counted, not as read before: a code sent in between is the one that counts.
  const right = timingSafeEqual(
    Buffer.from(await codeHash(blindIndex, item, code, opensOf(counted))),
    Buffer.from(counted.codeHash),
  );
  if (right)
    await table.update(
      key,
      'DELETE tried :these',
      { ':these': new Set([hash]) },
      { condition: 'attribute_exists(pk)' },
    );
  return { right, left: MAX_TRIES - (counted.tried?.size ?? 0) };
}
