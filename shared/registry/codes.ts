import { randomInt, timingSafeEqual } from 'node:crypto';
import type { BlindIndex } from '../sealing/blind-index.ts';
import type { Key } from './keys.ts';
import type { Table } from './table.ts';

/** What a six-digit code opens: only a keyed hash of the code is kept, bound to the item. */
export interface Coded extends Key {
  codeHash: string;
  /** Codes tried so far, right or wrong: counted before they are compared. */
  tries: number;
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

/**
 * Tries a code. The try is counted first, in one conditional write, so that a thousand guesses at the same moment are
 * still five. Answers whether it was right, and how many tries are left.
 */
export async function tryCode<T extends Coded>(
  table: Table,
  blindIndex: BlindIndex,
  item: T,
  code: string,
  opensOf: (counted: T) => readonly (string | number)[],
): Promise<{ right: boolean; left: number }> {
  const counted = await table.update<T>(
    { pk: item.pk, sk: item.sk },
    'ADD tries :one',
    { ':one': 1, ':max': MAX_TRIES },
    { condition: 'tries < :max' },
  );
  if (!counted) return { right: false, left: 0 };
  // As counted, not as read before: a code sent in between is the one that counts.
  const right = timingSafeEqual(
    Buffer.from(await codeHash(blindIndex, item, code, opensOf(counted))),
    Buffer.from(counted.codeHash),
  );
  return { right, left: MAX_TRIES - counted.tries };
}
