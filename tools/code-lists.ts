import { type CataloguedList, catalogue } from '../shared/code-lists/catalogue.ts';
import type { Standing } from '../shared/code-lists/details.ts';
import { reportsOf } from '../shared/code-lists/published.ts';
import { type Generation, generations } from '../shared/form/code-lists/generations.ts';
import { fieldLabels } from '../shared/form/fields.ts';
import { argumentsOf, misused } from './arguments.ts';
import { aligned } from './columns.ts';

/**
 * npm run code-lists
 * npm run code-lists -- relation
 *
 * Prints the option lists for an operator to check, what nobody has confirmed first; with a name, one list with what
 * reports make of each word. Exit code 2 when there is no such list.
 */
function main(): void {
  const names = catalogue.map((list) => `${list.name} ${list.list.title}`);
  const usage = `npm run code-lists [-- <选项表>]，有 ${names.join('、')}`;
  const [name] = argumentsOf({}, 1, usage).positionals;
  const found = catalogue.find((list) => list.name === name);
  if (name !== undefined && found === undefined) misused(`没有选项表“${name}”`, usage);
  console.log(found === undefined ? allLists() : oneList(found));
}

interface Part {
  title: string;
  words: readonly string[];
  standing: Standing;
}

/** Every generation and older edition of every list: the unconfirmed ones, then the confirmed ones. */
export function allLists(): string {
  const parts = catalogue.flatMap(partsOf);
  const unconfirmed = parts.filter(({ standing }) => standing.status === 'unconfirmed');
  const confirmed = parts.filter(({ standing }) => standing.status === 'confirmed');
  return [
    `选项表 ${catalogue.length} 张，各代和旧表 ${parts.length} 份：未证实 ${unconfirmed.length} 份，已证实 ${confirmed.length} 份`,
    '',
    '一、未证实（核实后在 shared/code-lists 里改成 confirmed 并写明依据）',
    ...unconfirmed.flatMap(linesOf),
    '',
    '二、已证实',
    ...confirmed.flatMap(linesOf),
    '',
    '三、说明',
    ...catalogue.flatMap(({ list, note }) => (note === undefined ? [] : [`  ${list.title}：${note}`])),
    '',
    '报表用词、国标代码：npm run code-lists -- <选项表>，如 relation。',
  ].join('\n');
}

/** One list: what it fills in, its generations and editions, national codes, and its words in reports. */
export function oneList(catalogued: CataloguedList): string {
  const { name, list, fields, note, national } = catalogued;
  const reports = reportsOf(catalogued).map(({ from, value, word, inferred, why }) => [
    from,
    value,
    word ?? '（不并入）',
    why ?? (inferred === undefined ? '' : `推断：${inferred}`),
  ]);
  return [
    `${list.title}（${name}）：${fields.map((field) => fieldLabels[field]).join('、')}`,
    ...(note === undefined ? [] : [`  ${note}`]),
    ...partsOf(catalogued).flatMap(linesOf),
    ...(national === undefined
      ? []
      : [
          '',
          `国家标准：${national.standard}（${national.source}）`,
          ...aligned(national.rows.map(({ code, letters = '', word, short = '' }) => [code, letters, word, short])).map(
            (row) => `  ${row}`,
          ),
        ]),
    '',
    '报表用词（没有列出的照原词）',
    ...(reports.length === 0
      ? ['  都照原词']
      : aligned([['版本', '原词', '报表', ''], ...reports]).map((row) => `  ${row.trimEnd()}`)),
  ].join('\n');
}

function partsOf({ list, standing, editions = [] }: CataloguedList): Part[] {
  return [
    ...sameIn(list.generations['2016'].values, list.generations['2020'].values, standing).map(
      ({ label, words, standing }) => ({ title: `${list.title}（${label}）`, words, standing }),
    ),
    ...editions.map(({ edition, words, standing }) => ({
      title: `${list.title}（旧表：${edition}）`,
      words,
      standing,
    })),
  ];
}

/** The generations of a list, as one where they are the same in words and standing. */
function sameIn(
  earlier: readonly string[],
  later: readonly string[],
  standing: Record<Generation, Standing>,
): { label: string; words: readonly string[]; standing: Standing }[] {
  if (earlier === later && standing['2016'] === standing['2020']) {
    return [{ label: generations.join('、'), words: earlier, standing: standing['2020'] }];
  }
  return [
    { label: '2016', words: earlier, standing: standing['2016'] },
    { label: '2020', words: later, standing: standing['2020'] },
  ];
}

function linesOf({ title, words, standing }: Part): string[] {
  const basis = standing.status === 'confirmed' ? `依据：${standing.source}` : `缺：${standing.why}`;
  return [`  ${title}：${words.join('，')}`, `      ${basis}`];
}

if (import.meta.main) main();
