import type { Generation } from './generations.ts';

/** The words of one generation of an option list. */
export interface ListedWords {
  /** The official words, in their printed order. */
  values: readonly string[];
  /**
   * Wordings of other generations, local editions and national standards that mean one of `values`, or something
   * narrower that is part of it (长子 of 儿子). Never the other way round.
   */
  aliases?: Readonly<Record<string, string>>;
  /**
   * Words of other editions that say less than any of `values`: each with the options that it may stand for (none,
   * where none is known). They are accepted and kept, and nobody guesses which option was meant.
   */
  covers?: Readonly<Record<string, readonly string[]>>;
}

/**
 * An option list of the form as data. Whatever a form says in words that are known is kept as written, because the
 * paper says so. Where the words come from, whether that is confirmed, and what reports make of them stands in
 * shared/code-lists, apart from what every submission has to load.
 */
export interface CodeList {
  title: string;
  source: string;
  generations: Record<Generation, ListedWords>;
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

/** The options that a value may stand for in a generation where it stands for no single one; null for any other value. */
export function coveredWords(list: CodeList, generation: Generation, value: string): readonly string[] | null {
  const { covers = {} } = list.generations[generation];
  return Object.hasOwn(covers, value) ? (covers[value] ?? null) : null;
}

/** Whether a form of a generation may say this: an option, an alias, or a word of another edition that is known. */
export function isUnderstood(list: CodeList, generation: Generation, value: string): boolean {
  return listedWord(list, generation, value) !== null || coveredWords(list, generation, value) !== null;
}

/**
 * The listed word by which rules take a value: what it stands for, else the first of the options that it covers. The
 * standards must treat them alike, or the first no worse than the others (infra/provinces/categories.test.ts). For rules
 * only, never to be shown or reported.
 */
export function wordForRules(list: CodeList, generation: Generation, value: string): string | null {
  return listedWord(list, generation, value) ?? coveredWords(list, generation, value)?.[0] ?? null;
}

/** One list for both generations. */
export function unchanged(
  values: readonly string[],
  aliases: Readonly<Record<string, string>> = {},
  covers: Readonly<Record<string, readonly string[]>> = {},
): Record<Generation, ListedWords> {
  const words = { values, aliases, covers };
  return { '2016': words, '2020': words };
}

/** Aliases of one word. */
export function aliasesOf(word: string, aliases: readonly string[]): Record<string, string> {
  return Object.fromEntries(aliases.map((alias) => [alias, word]));
}
