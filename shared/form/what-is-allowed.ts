import type { CodeList } from './code-lists/code-list.ts';
import type { Generation } from './code-lists/generations.ts';

/** As many options as a person reads through at once; of longer lists only the nearest are named. */
const MOST_LISTED = 12;
const NEAREST = 5;
const LONGEST_QUOTE = 20;

/** A number of a card or a person: what stands in a wrong box is named without it. */
const longNumber = /\d{15,}/g;

/** A wrong value as a sentence names it: a text in quotation marks, cut short, and what is no value by its kind. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') {
    const characters = [...value.toWellFormed().replace(/\p{C}/gu, '�').replace(longNumber, '（号码）')];
    return `“${characters.slice(0, LONGEST_QUOTE).join('')}${characters.length > LONGEST_QUOTE ? '……' : ''}”`;
  }
  if (value === null) return 'null';
  if (Array.isArray(value)) return `有 ${value.length} 项的数组`;
  return typeof value === 'object' ? '一个对象' : String(value).replace(longNumber, '（号码）');
}

/** What may stand in a box of an option list: all of a short list, of a long one the words most like what was written. */
export function allowedWords(list: CodeList, generation: Generation, written: string): string {
  const { values } = list.generations[generation];
  if (values.length <= MOST_LISTED) return `可以填：${values.join('、')}`;
  const nearest = values
    .map((word) => ({ word, likeness: likeness(word, written) }))
    .filter(({ likeness }) => likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness)
    .slice(0, NEAREST);
  const named = nearest.length > 0 ? nearest.map(({ word }) => word) : values.slice(0, NEAREST);
  return `共 ${values.length} 项，${nearest.length > 0 ? '最相近的是' : '如'}：${named.join('、')}`;
}

/** Share of the characters that two words have in common, 0 to 1. */
function likeness(a: string, b: string): number {
  const left = [...a];
  const rest = [...b];
  let shared = 0;
  for (const character of left) {
    const index = rest.indexOf(character);
    if (index < 0) continue;
    rest.splice(index, 1);
    shared += 1;
  }
  return (2 * shared) / (left.length + [...b].length);
}
