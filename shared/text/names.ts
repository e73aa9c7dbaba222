import { withoutUnseen } from './characters.ts';

/**
 * Names, typed one beside the other with marks or blanks between them: 张三、李四. A short one is often typed with a blank
 * inside it (张 三): nobody is called by one letter, so that it belongs to what comes after it, or else before it.
 */
export const namesTyped = (text: string): string[] =>
  withoutUnseen(text)
    .split(/[、，,;；\n]/)
    .flatMap((part) => {
      const names: string[] = [];
      const words = withoutBlanksBesideDots(part)
        .split(/\s+/)
        .filter((each) => each !== '');
      for (const word of words) {
        const before = names.pop() ?? '';
        if (before === '' || isLetter(before)) names.push(before + word);
        else names.push(before, word);
      }
      const last = names.pop() ?? '';
      const before = isLetter(last) ? (names.pop() ?? '') : '';
      return last === '' ? names : [...names, before + last];
    });

const isLetter = (word: string): boolean => [...word].length === 1;

/** Somebody on a line of their own, with their post after the name: 张三，车间主任. */
export function nameAndPost(line: string): { name: string; post: string } {
  const [name = '', ...post] = namesTyped(line);
  return { name, post: post.join(' ') };
}

/** 买买提 · 热西提 is one name. */
const withoutBlanksBesideDots = (part: string): string =>
  part
    .split(/([·•・‧])/)
    .map((each) => each.trim())
    .join('');
