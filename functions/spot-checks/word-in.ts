import { fieldProblem } from '../../shared/errors/problem.ts';
import { quoted } from '../../shared/errors/quoted.ts';

/** To what a list is narrowed; E1004 for a word that it does not know. */
export function wordIn<Word extends string>(
  name: string,
  asked: string | undefined,
  titles: Readonly<Record<Word, string>>,
): Word | undefined {
  if (asked === undefined || Object.hasOwn(titles, asked)) return asked as Word | undefined;
  const allowed = Object.entries(titles).map(([word, title]) => `${word} ${title}`);
  const message = `没有${quoted(asked)}这一种，可以是：${allowed.join('、')}；不写为都列`;
  throw fieldProblem(`/${name}`, message);
}
