import type { SentMail } from './memory/app.ts';

/** What stands where a value was put that has no words. */
const unworded = /\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date/;

/**
 * What of what the API answers may be empty: a box that nobody has filled in, the name of whom nothing is left, the
 * reason that none was asked for, the pointer to a whole body; what somebody has half typed, also as the OpenAPI document
 * has it for an example; and a state as the journal keeps it.
 */
const mayBeEmpty = /^\/(content|head|paths)\/|\/(value|maskedName|reason|pointer)$/;

/** What is wrong with a text whatever it says: nothing is written, or a gap was not filled in. Undefined when nothing is. */
function unfilled(text: string): string | undefined {
  return text.trim() === '' ? '什么也没有写' : unworded.exec(text)?.[0];
}

/** Elements that are there for what they say. */
const emptyElement = /<(p|h[1-6]|title|summary|label|legend|button|a|li|dt|th|strong)\b[^>]*>\s*<\/\1>/;

/** What is wrong with a page, or with a letter as a page: as of a text, or that something in it says nothing. */
export function unfilledPage(html: string): string | undefined {
  return unfilled(html) ?? emptyElement.exec(html)?.[0];
}

export function unfilledMail({ subject, text, html }: SentMail): string | undefined {
  return unfilled(subject) ?? unfilled(text) ?? unfilledPage(html);
}

/** Where there is such a text in what the API answers (JSON), and what is wrong with it. */
export function unfilledIn(value: unknown, path = ''): string[] {
  if (typeof value === 'string') {
    const wrong = mayBeEmpty.test(path) && value === '' ? undefined : unfilled(value);
    return wrong === undefined ? [] : [`${path} ${wrong}`];
  }
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, each]) => unfilledIn(each, `${path}/${name}`));
}
