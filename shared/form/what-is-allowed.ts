import type { CodeList } from './code-lists/code-list.ts';
import type { Generation } from './code-lists/generations.ts';

/** As many options as a person reads through at once; of longer lists only the nearest are named. */
const MOST_LISTED = 12;
const NEAREST = 5;

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
