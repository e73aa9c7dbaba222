import { Problem } from '../errors/problem.ts';
import { type Dossier, heldLocks } from './dossier-reader.ts';
import { keys } from './keys.ts';
import type { Table, Write } from './table.ts';
import { Unions } from './unions.ts';

export interface Lock {
  dossierId: string;
  orgPath: string;
}

const EFFECT = 'lock:';
export const HANDOVER_EFFECT = 'handover';
export const RELEASE_EFFECT = 'release';
export const MOVE_EFFECT = 'move';

/**
 * One household, one dossier: every ID number of a live dossier holds a lock, taken in the transaction that submits
 * and released in the one that ends the dossier's life. `wanted` are blind indexes. The people of a dossier that was
 * merged into this one stay locked, whether its form names them or not: nobody of them can be in a third dossier.
 */
export function lockWrites(table: Table, dossier: Dossier, wanted: readonly string[]): Write[] {
  const me = { ':me': dossier.id };
  // Whoever is on file stays locked until an amendment that leaves them out has come into force.
  const kept = dossier.state.inForce === null ? dossier.absorbedLocks : dossier.locks;
  const taken = wanted
    .filter((index) => !kept.includes(index))
    .map((index) =>
      table.putWrite(
        `${EFFECT}${index}`,
        { ...keys.identityLock(index), dossierId: dossier.id, orgPath: dossier.state.orgPath },
        'attribute_not_exists(pk) OR dossierId = :me',
        me,
      ),
    );
  const left = heldLocks(dossier).filter((index) => !wanted.includes(index) && !kept.includes(index));
  return [...taken, ...left.map((index) => releaseWrite(table, index, dossier.id))];
}

/** Hands every lock over to the dossier that this one is merged into, in the transaction that merges them. */
export function handoverWrites(table: Table, from: Dossier, to: Dossier): Write[] {
  return from.locks.map((index) =>
    table.updateWrite(
      HANDOVER_EFFECT,
      keys.identityLock(index),
      'SET dossierId = :to, orgPath = :orgPath',
      { ':to': to.id, ':orgPath': to.state.orgPath, ':from': from.id },
      'dossierId = :from',
    ),
  );
}

/** Every lock says the union that the dossier is handed over to, in the transaction that accepts it. */
export function moveWrites(table: Table, dossier: Dossier, orgPath: string): Write[] {
  return heldLocks(dossier).map((index) =>
    table.updateWrite(
      MOVE_EFFECT,
      keys.identityLock(index),
      'SET orgPath = :orgPath',
      { ':orgPath': orgPath, ':me': dossier.id },
      'dossierId = :me',
    ),
  );
}

/** Those of the wanted locks that another dossier holds, by index. */
export async function heldElsewhere(table: Table, dossier: Dossier, wanted: readonly string[]): Promise<string[]> {
  const held = await locksOn(table, wanted);
  return wanted.filter((index) => held.has(index) && held.get(index)?.dossierId !== dossier.id);
}

/** The locks that there are on some ID numbers, by index. */
export async function locksOn(table: Table, wanted: readonly string[]): Promise<Map<string, Lock>> {
  const locks = await Promise.all(wanted.map((index) => table.find<Lock>(keys.identityLock(index))));
  return new Map(wanted.flatMap((index, i) => (locks[i] ? [[index, locks[i]] as const] : [])));
}

/** Lets go of every lock; the dossier's life ends in the same transaction. */
export function releaseWrites(table: Table, dossier: Dossier): Write[] {
  return heldLocks(dossier).map((index) => releaseWrite(table, index, dossier.id));
}

export function releaseWrite(table: Table, index: string, dossierId: string): Write {
  return table.deleteWrite(RELEASE_EFFECT, keys.identityLock(index), {
    expression: 'attribute_not_exists(pk) OR dossierId = :me',
    values: { ':me': dossierId },
  });
}

/** The locks among refused effects, by index. */
export function refusedLocks(effects: readonly string[]): string[] {
  return effects.filter((effect) => effect.startsWith(EFFECT)).map((effect) => effect.slice(EFFECT.length));
}

/**
 * E1303: says which unions hold the dossiers of the household's people, and neither whose dossiers those are nor who of
 * the household stands in them. `orgPath` is the reader's.
 */
export async function duplicateHousehold(table: Table, indexes: readonly string[], orgPath: string): Promise<Problem> {
  const locks = await Promise.all(indexes.map((index) => table.find<Lock>(keys.identityLock(index))));
  const held = locks.filter((lock) => lock !== undefined);
  const unions = new Set(await Promise.all(held.map((lock) => new Unions(table).nameFor(lock.orgPath, orgPath))));
  const who = [...unions].join('、');
  return new Problem(1303, {
    detail: `已有档案由${who || '另一工会'}管理，请与其联系；确有变动的，由其办理移交或注销。`,
  });
}
