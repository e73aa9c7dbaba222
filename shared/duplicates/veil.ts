import type { Reason } from './compare.ts';
import { withheldKinds } from './evidence.ts';

/**
 * Reasons as they are told to whoever does not rule on them: where in the form, once each, and not in what way. "But for
 * one digit" would say of thirty guesses which are near; a few submissions later the number would be known.
 */
export function veiled(reasons: readonly Pick<Reason, 'kind' | 'pointer'>[]): Pick<Reason, 'pointer' | 'sentence'>[] {
  const pointers = new Set(reasons.filter(({ kind }) => !withheldKinds.has(kind)).map(({ pointer }) => pointer));
  return [...pointers].map((pointer) => ({ pointer, sentence: sentence(pointer) }));
}

/**
 * Whether whoever does not rule learns of a likely duplicate at all: not where only a telephone or a door speaks for it,
 * or else anybody could be asked for by their number.
 */
export function isTold({ reasons }: { reasons: readonly Pick<Reason, 'kind'>[] }): boolean {
  return reasons.some(({ kind }) => !withheldKinds.has(kind));
}

function sentence(pointer: string): string {
  if (pointer === '/worker/homeAddress') return '家庭住址与另一份档案相像。';
  const member = /^\/members\/(\d+)$/.exec(pointer)?.[1];
  return `${member === undefined ? '困难职工本人' : `第${Number(member) + 1}位家庭成员`}与另一份档案中的一人相像。`;
}
