import { parseYuan } from '../../shared/money/fen.ts';
import { namesTyped } from '../../shared/text/names.ts';

/* What stands in the fields of a form, as the API takes it. */

/** Without what stands around it. */
export const said = (fields: FormData, name: string): string => String(fields.get(name) ?? '').trim();

/** The same as a part of a body: left out where nothing was filled in. */
export function maybe<Name extends string>(fields: FormData, name: Name): { [Each in Name]?: string } {
  const text = said(fields, name);
  return (text === '' ? {} : { [name]: text }) as { [Each in Name]?: string };
}

/** One of the words that a choice offers, which nobody can leave. */
export const chosen = <Word extends string>(fields: FormData, name: string): Word => said(fields, name) as Word;

/** All that are ticked. */
export const ticked = (fields: FormData, name: string): string[] => fields.getAll(name).map(String);

/**
 * Names that stand one beside the other: 张三、李四.
 * @throws Error in words where they may be others
 */
export function namesIn(fields: FormData, name: string): string[] {
  const { names, unclear } = namesTyped(said(fields, name));
  if (unclear !== null) throw new Error(unclear);
  return names;
}

/** Lines, each a thing of its own; empty ones are nothing. */
export const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((each) => each.trim())
    .filter((each) => each !== '');

/**
 * Yuan, as it was typed, in fen.
 * @param label of the field, for whoever typed something else
 * @throws Error in words
 */
export function fenIn(fields: FormData, name: string, label: string): number {
  try {
    return parseYuan(said(fields, name));
  } catch {
    throw new Error(`${label}“${said(fields, name)}”不是金额：写多少元，最多两位小数，如 1450.50`);
  }
}

/** What the API says, without the names that fields have for programs: 须写明原因（reason）. Whoever reads it sees the box itself. */
export const plainly = (words: string): string => words.replace(/（[a-z][A-Za-z]*）/g, '');
