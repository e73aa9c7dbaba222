import type { Leaf } from '../anchors/anchor.ts';
import { digest } from '../digest/digest.ts';
import { CHANGES, type Key, keys, PUBLISHED } from './keys.ts';

/** Items that are put once and are in no journal: what is said of them is in none, so each is anchored by itself. */
const kinds: readonly [pk: RegExp, sk: RegExp][] = [
  // To what a person or a union of the directory was changed.
  [new RegExp(`^${CHANGES}`), /^\d{6}$/],
  // What was entered, what became of it, and what is published.
  [new RegExp(`^(${PUBLISHED.join('|')})`), /^\d{6}(#OUTCOME)?$/],
  // 上报, as signed.
  [new RegExp(`^${keys.returns('')}`), /^[\w/-]+#\d{3}$/],
  // Whole ID numbers that somebody opened.
  [/^R#/, /^OPENED#/],
];

export const isAnchoredAlone = ({ pk, sk }: Key): boolean =>
  kinds.some(([ofPk, ofSk]) => ofPk.test(pk) && ofSk.test(sk));

/** By this the leaves know it: neither key has the stroke in it. */
export const subjectOf = ({ pk, sk }: Key): string => `${pk}|${sk}`;

/** Undefined for the subject of no such item: a dossier's. */
export function keyOfSubject(subject: string): Key | undefined {
  const [pk = '', sk, ...more] = subject.split('|');
  return sk === undefined || more.length > 0 ? undefined : { pk, sk };
}

/** 叶 of such an item. */
export const leafAlone = (item: Key): Leaf => ({ of: subjectOf(item), version: 1, hash: digest(item) });
