import type { Generation } from './generations.ts';

/**
 * An option list of the form as data: the official words of each generation, in their printed order. `aliases` are
 * other official wordings that count as one of them (a list of another generation, or a local edition of the form);
 * they are accepted and kept as written, because the paper says so.
 */
export interface CodeList {
  title: string;
  source: string;
  generations: Record<Generation, { values: readonly string[]; aliases?: Readonly<Record<string, string>> }>;
}

/**
 * The listed word that a value stands for in a generation: itself, or what it is an alias of. Null when the value is
 * in neither.
 */
export function listedWord(list: CodeList, generation: Generation, value: string): string | null {
  const { values, aliases = {} } = list.generations[generation];
  if (values.includes(value)) return value;
  return Object.hasOwn(aliases, value) ? (aliases[value] ?? null) : null;
}

/** One list for both generations. */
export function unchanged(values: readonly string[], aliases: Readonly<Record<string, string>> = {}) {
  return { '2016': { values, aliases }, '2020': { values, aliases } };
}
