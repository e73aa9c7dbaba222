/** What stands where a value was put that has no words. */
const unworded = /\bundefined\b|\bNaN\b|\[object \w+\]|Invalid Date/;

/**
 * What of what the API answers may be empty: a box that nobody has filled in, the name of whom nothing is left, the
 * reason that none was asked for; what somebody has half typed; and a state as the journal keeps it.
 */
const mayBeEmpty = /^\/(content|head)\/|\/(value|maskedName|reason)$/;

/** What is wrong with a text whatever it says: nothing is written, or a gap was not filled in. Undefined when nothing is. */
export function unfilled(text: string): string | undefined {
  return text.trim() === '' ? '什么也没有写' : unworded.exec(text)?.[0];
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
