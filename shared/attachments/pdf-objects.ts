/** How often the bytes of a file may be read over: objects that begin inside one another are no writer's doing. */
const MAX_READINGS = 4;

/** An object as a reader finds it, from its keyword on; a reader never needs to be right about where another one ends. */
export interface PdfObject {
  /** As it is written, without what a stream holds. */
  text: string;
  /** Where the bytes after the keyword `stream` begin; undefined when it has no stream. */
  streamAt?: number;
}

/**
 * Every object and trailer that a cross-reference could lead to: from wherever `obj` or `trailer` stands, in a comment,
 * a text or what looks like a stream too. Undefined when they overlap beyond reason.
 */
export function objectsIn(text: string): PdfObject[] | undefined {
  const objects: PdfObject[] = [];
  let left = text.length * MAX_READINGS;
  for (const { index, 0: keyword } of text.matchAll(/(?<!end)obj|trailer/g)) {
    const from = index + keyword.length;
    const first = firstOf(text, from);
    left -= first - from;
    // Neither a number nor a text acts or holds a name.
    if (text[first] === '[' || text.startsWith('<<', first)) {
      const object = readObject(text, first);
      left -= object.text.length;
      objects.push(object);
    }
    if (left < 0) return undefined;
  }
  return objects;
}

/** A comment, a text in hexadecimal, a bracket, the beginning of a text, or what stands between them. */
const token = /%[^\r\n]*|<<|>>|<[^<>]*>?|[[\]()>{}]|\/[^\s\0%()<>[\]{}/]*|[^\s\0%()<>[\]{}/]+|[\s\0]+/y;

/** Where the first thing stands that is neither a blank nor a comment. */
function firstOf(text: string, from: number): number {
  for (let at = from; ; at = token.lastIndex) {
    token.lastIndex = at;
    const [word = ''] = token.exec(text) ?? [];
    if (!/^[\s\0%]/.test(word)) return at;
  }
}

/** Reads on to the end of the object, or of the file when a bracket stays open: rather too much than too little. */
function readObject(text: string, from: number): PdfObject {
  let [dictionaries, arrays, at, last] = [0, 0, from, ''];
  while (at < text.length) {
    token.lastIndex = at;
    const [word = ''] = token.exec(text) ?? [];
    at += word.length;
    if (word === '(') at = endOfText(text, at);
    else if (word === '<<') dictionaries += 1;
    else if (word === '>>') dictionaries = Math.max(0, dictionaries - 1);
    else if (word === '[') arrays += 1;
    else if (word === ']') arrays = Math.max(0, arrays - 1);
    else if (word.startsWith('stream') && last === '>>') {
      const streamAt = at - word.length + 'stream'.length;
      return { text: text.slice(from, streamAt), streamAt };
    }
    if (word === 'endobj' && dictionaries === 0 && arrays === 0) break;
    if (!/^[\s\0%]/.test(word)) last = word;
  }
  return { text: text.slice(from, at) };
}

/** Where the text in brackets ends whose content begins there; brackets inside it are in pairs or escaped. */
function endOfText(text: string, from: number): number {
  const mark = /\\[\s\S]|[()]/g;
  mark.lastIndex = from;
  let depth = 1;
  for (let found = mark.exec(text); found; found = mark.exec(text)) {
    if (found[0] === '(') depth += 1;
    else if (found[0] === ')') depth -= 1;
    if (depth === 0) return mark.lastIndex;
  }
  return text.length;
}
