import { coveredWords, isUnderstood, listedWord } from '../form/code-lists/code-list.ts';
import { type Generation, generations } from '../form/code-lists/generations.ts';
import type { CataloguedList } from './catalogue.ts';

/** The word under which a report counts a value, and from what that was inferred where nothing lays it down; or why there is none. */
export type ReportWord = { word: string; inferred?: string } | { word: null; why: string };

/** The generation that reports are in unless another is asked for. */
export const reportingGeneration: Generation = '2020';

/**
 * What a report makes of a value: the word of the reporting generation that means the same or something wider, never
 * something narrower. Idempotent: a report's word stands for itself.
 * @param from the generation that the form states, or an older edition whose word it is
 */
export function reportWord(
  catalogued: CataloguedList,
  from: string,
  value: string,
  reporting: Generation = reportingGeneration,
): ReportWord {
  const { list, inferred = {}, shifted = {}, unmapped = {}, reportedIn = reporting } = catalogued;
  if (!isWordOf(catalogued, from, value)) return { word: null, why: `${from}版里没有这个词` };
  const word = listedWord(list, reportedIn, value);
  if (word !== null) {
    const basis = word !== value ? own(inferred, value) : from !== reportedIn ? own(shifted, value) : undefined;
    return basis === undefined ? { word } : { word, inferred: basis };
  }
  const why = own(unmapped, value);
  if (why !== undefined) return { word: null, why };
  const options = coveredWords(list, reportedIn, value) ?? [];
  if (options.length > 0) return { word: null, why: `可能是${options.join('、')}，从这个词看不出是哪一项` };
  return { word: null, why: `${reportedIn}版没有与它相当的选项` };
}

/** Every word of a generation or an older edition: the options as printed, then what else is read in their place. */
export function wordsOf({ list, editions = [] }: CataloguedList, from: string): readonly string[] {
  if (isGeneration(from)) {
    const { values, aliases = {}, covers = {} } = list.generations[from];
    return [...values, ...Object.keys(aliases), ...Object.keys(covers)];
  }
  return editions.find(({ edition }) => edition === from)?.words ?? [];
}

function isWordOf(catalogued: CataloguedList, from: string, value: string): boolean {
  return isGeneration(from) ? isUnderstood(catalogued.list, from, value) : wordsOf(catalogued, from).includes(value);
}

function isGeneration(from: string): from is Generation {
  return generations.some((generation) => generation === from);
}

function own(record: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
