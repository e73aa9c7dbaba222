import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Item, Refused } from './values.ts';

/** Where a value lies in an item: names of maps and places in lists, the attribute's own name first. */
export type Path = readonly (string | number)[];

export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  return path.reduce<AttributeValue | undefined>(inner, { M: item });
}

function inner(value: AttributeValue | undefined, step: string | number): AttributeValue | undefined {
  return typeof step === 'number' ? value?.L?.[step] : value?.M?.[step];
}

/** Puts a value into an item that nobody else has. A place behind a list's end is its next one. */
export function setAt(item: Item, path: Path, value: AttributeValue): void {
  const [around, step] = surroundings(item, path);
  if (typeof step === 'string' && around.M) around.M[step] = value;
  else if (typeof step === 'number' && around.L) around.L[Math.min(step, around.L.length)] = value;
  else throw invalid();
}

/** Takes values out of an item that nobody else has: all places are those before any was taken. */
export function removeAt(item: Item, paths: readonly Path[]): void {
  const places = paths.map((path) => surroundings(item, path));
  const gone = new Map<AttributeValue[], Set<number>>();
  for (const [around, step] of places) {
    if (typeof step === 'string' && around.M) delete around.M[step];
    else if (typeof step === 'number' && around.L) {
      gone.set(around.L, (gone.get(around.L) ?? new Set()).add(step));
    } else throw invalid();
  }
  for (const [list, steps] of gone) list.splice(0, list.length, ...list.filter((_, i) => !steps.has(i)));
}

/** What a path ends in, and its last step there. */
function surroundings(item: Item, path: Path): [around: AttributeValue, step: string | number] {
  const around = valueAt(item, path.slice(0, -1));
  if (around === undefined) throw invalid();
  return [around, path.at(-1) as string | number];
}

const invalid = () => new Refused('The document path provided in the update expression is invalid for update');

/** Whether one lies at or in the other. */
export function overlap(a: Path, b: Path): boolean {
  return a.slice(0, b.length).every((step, i) => step === b[i]);
}

/** What is left of an item when only these paths are asked for. */
export function pick(item: Item, paths: readonly Path[]): Item {
  const picked = { M: {} as Item };
  const lists = new Map<AttributeValue, number[]>();
  for (const path of [...paths].sort(byPlace)) {
    const value = valueAt(item, path);
    if (value === undefined) continue;
    let at: AttributeValue = picked;
    for (const [depth, step] of path.entries()) {
      const next = depth === path.length - 1 ? value : typeof path[depth + 1] === 'number' ? { L: [] } : { M: {} };
      at = placed(at, step, next, lists);
    }
  }
  return picked.M;
}

/** Places in a list keep their order and close up. */
function placed(
  at: AttributeValue,
  step: string | number,
  value: AttributeValue,
  lists: Map<AttributeValue, number[]>,
): AttributeValue {
  if (typeof step === 'string') {
    const map = at.M as Item;
    map[step] ??= value;
    return map[step];
  }
  const known = lists.get(at) ?? [];
  lists.set(at, known);
  const list = at.L as AttributeValue[];
  if (!known.includes(step)) {
    known.push(step);
    list.push(value);
  }
  return list[known.indexOf(step)] as AttributeValue;
}

function byPlace(a: Path, b: Path): number {
  for (const [i, step] of a.entries()) {
    const other = b[i];
    if (typeof step === 'number' && typeof other === 'number' && step !== other) return step - other;
    if (step !== other) return 0;
  }
  return 0;
}
