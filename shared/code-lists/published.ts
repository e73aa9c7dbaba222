import type { CodeLists as Published } from '../contract/exchanges/description.ts';
import { generations } from '../form/code-lists/generations.ts';
import { type CataloguedList, catalogue } from './catalogue.ts';
import type { Standing } from './details.ts';
import { codeOf } from './national-codes.ts';
import { reportingGeneration, reportWord, wordsOf } from './report-word.ts';

type PublishedList = Published['lists'][number];

/** The option lists as GET /v1/code-lists answers them; whatever has no confirmed source says so. */
export function publishedCodeLists(): Published {
  return { reporting: reportingGeneration, lists: catalogue.map(published) };
}

function published(catalogued: CataloguedList): PublishedList {
  const { name, list, fields, note, editions = [], national } = catalogued;
  return {
    name,
    title: list.title,
    fields: [...fields],
    ...(note === undefined ? {} : { note }),
    generations: generations.map((generation) => {
      const { values, aliases = {}, covers = {} } = list.generations[generation];
      return {
        generation,
        ...basisOf(catalogued.standing[generation]),
        words: values.map((word) => {
          const code = national === undefined ? null : codeOf(national, word);
          return code === null ? { word } : { word, code };
        }),
        aliases: { ...aliases },
        covers: Object.fromEntries(Object.entries(covers).map(([word, options]) => [word, [...options]])),
      };
    }),
    editions: editions.map(({ edition, words, standing }) => ({ edition, ...basisOf(standing), words: [...words] })),
    national:
      national === undefined
        ? null
        : { standard: national.standard, source: national.source, codes: [...national.rows] },
    reports: reportsOf(catalogued),
  };
}

export function basisOf(standing: Standing): { confirmed: boolean; basis: string } {
  return standing.status === 'confirmed'
    ? { confirmed: true, basis: standing.source }
    : { confirmed: false, basis: standing.why };
}

/** Every word of every generation and edition that reports count under another word, or under none. */
export function reportsOf(catalogued: CataloguedList): PublishedList['reports'] {
  const editions = (catalogued.editions ?? []).map(({ edition }) => edition);
  return [...generations, ...editions].flatMap((from) =>
    wordsOf(catalogued, from).flatMap((value) => {
      const reported = reportWord(catalogued, from, value);
      const isItself = reported.word === value && reported.inferred === undefined;
      return isItself ? [] : [{ from, value, ...reported }];
    }),
  );
}
