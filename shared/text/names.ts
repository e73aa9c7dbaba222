import { withoutUnseen } from './characters.ts';

export interface NamesTyped {
  names: string[];
  /** Why they may be others, and how to write them: asked of whoever typed, and guessed for nobody. */
  unclear: string | null;
}

/**
 * Names, typed one beside the other with marks or blanks between them: 张三、李四. A short one is often typed with a blank
 * inside it (张 三): nobody is called by one letter, so that it belongs to what stands beside it. Where it may be either
 * (张 三 李 四), `unclear` says so.
 */
export function namesTyped(text: string): NamesTyped {
  const parts = partsOf(text).map((part) => ({ words: wordsOf(part), readings: readingsOf(wordsOf(part)) }));
  return {
    names: parts.flatMap(({ words, readings: [first = words] }) => first),
    unclear: parts.map(({ words, readings }) => askedOf(words, readings)).find((asked) => asked !== null) ?? null,
  };
}

/** Somebody on a line of their own, with their post after the name: 张三，车间主任. */
export function nameAndPost(line: string): { name: string; post: string; unclear: string | null } {
  const [first = '', ...others] = partsOf(line);
  const words = wordsOf(first);
  const readings = readingsOf(words);
  const [[name = '', ...post] = words] = readings;
  const called = [...new Set(readings.map(([each]) => each))];
  return {
    name,
    post: [...post, ...others.map((each) => wordsOf(each).join(' '))].join(' '),
    unclear:
      words.length < 2 || called.length === 1
        ? null
        : `看不出“${words.join(' ')}”里姓名到哪里：姓名里不要留空格，后面写逗号，如“${called.map((each) => `${each}，`).join('”或“') || '张三，'}”`,
  };
}

const partsOf = (text: string): string[] =>
  withoutUnseen(text)
    .split(/[、，,;；\n]/)
    .filter((part) => part.trim() !== '');

const wordsOf = (part: string): string[] => withoutBlanksBesideDots(part).trim().split(/\s+/);

/** 买买提 · 热西提 is one name. */
const withoutBlanksBesideDots = (part: string): string =>
  part
    .split(/([·•・‧])/)
    .map((each) => each.trim())
    .join('');

/** Of a name that was typed in more pieces: each letter of it apart. */
const MOST_PIECES = 4;

/** Two of the ways in which words may be names, or as many as there are; shorter names first. */
function readingsOf(words: readonly string[]): string[][] {
  // Of what begins at each word, from the last: only so do many words take no longer than each of them.
  const after: string[][][] = [[[]]];
  for (let start = words.length - 1; start >= 0; start--) {
    const here: string[][] = [];
    for (let pieces = 1; pieces <= Math.min(MOST_PIECES, after.length); pieces++) {
      const taken = words.slice(start, start + pieces);
      if (isName(taken)) for (const rest of after[pieces - 1] ?? []) here.push([taken.join(''), ...rest]);
    }
    after.unshift(here.slice(0, 2));
  }
  return after[0] ?? [];
}

/** A word that has more letters; two of which one is a letter (欧阳 锋); or letters alone. */
function isName(pieces: readonly string[]): boolean {
  const letters = pieces.filter((each) => [...each].length === 1).length;
  if (pieces.length === 1) return letters === 0;
  return pieces.length === 2 ? letters > 0 : letters === pieces.length;
}

function askedOf(words: readonly string[], readings: readonly string[][]): string | null {
  if (words.length < 2 || readings.length === 1) return null;
  const written = readings.map((names) => `“${names.join('、')}”`).join('，或者');
  return `看不出“${words.join(' ')}”是哪几个人：姓名里不要留空格，几个人之间用顿号隔开，写成${written || '“张三、李四”'}`;
}
