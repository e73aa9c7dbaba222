import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Path } from './paths.ts';
import { Refused } from './values.ts';

/** What a request says beside its expressions. */
export interface Names {
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

const token = /\s*(<=|>=|<>|[=<>(),+\-.[\]]|[:#]?[A-Za-z0-9_]+)/y;

/** The program has some dozens of expressions, and each is asked thousands of times. */
const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 1000;

function wordsOf(text: string): readonly string[] {
  const before = known.get(text);
  if (before) return before;
  const words: string[] = [];
  for (let at = 0; text.slice(at).trim() !== ''; at = token.lastIndex) {
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) throw new Refused(`Syntax error; near: ${text.slice(at)}`);
    words.push(found[1] as string);
  }
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, words);
  return words;
}

/** The words of one request's expressions, with the names and values that it brings: all of them must be used. */
export class Tokens {
  private readonly names: Record<string, string>;
  private readonly values: Record<string, AttributeValue>;
  private readonly used = new Set<string>();
  private left: string[] = [];

  constructor({ ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Names) {
    this.names = ExpressionAttributeNames;
    this.values = ExpressionAttributeValues;
  }

  read(text: string): void {
    this.left = [...wordsOf(text)];
    if (this.left.length === 0) throw new Refused('The expression can not be empty');
  }

  /** Throws unless the expression was read whole. */
  end(): void {
    if (this.left.length > 0) throw new Refused(`Syntax error; near: ${this.left.join(' ')}`);
  }

  /** Throws unless all names and values were used. */
  done(): void {
    const given = [...Object.keys(this.names), ...Object.keys(this.values)];
    const unused = given.filter((each) => !this.used.has(each));
    if (unused.length > 0) throw new Refused(`Value unused in expressions: ${unused.join(', ')}`);
  }

  get more(): boolean {
    return this.left.length > 0;
  }

  take(): string {
    const next = this.left.shift();
    if (next === undefined) throw new Refused('Syntax error; the expression ends too early');
    return next;
  }

  takeIf(word: string): boolean {
    if (this.left[0]?.toUpperCase() !== word) return false;
    this.left.shift();
    return true;
  }

  expect(word: string): void {
    if (!this.takeIf(word)) throw new Refused(`Syntax error; expected ${word}, near: ${this.left.join(' ')}`);
  }

  /** The name of a function and its opening bracket. */
  takeFunction(names: readonly string[]): string | undefined {
    const [name = '', bracket] = this.left;
    if (bracket !== '(' || !names.includes(name)) return undefined;
    this.left.splice(0, 2);
    return name;
  }

  takeValue(): AttributeValue | undefined {
    const [next = ''] = this.left;
    if (!next.startsWith(':')) return undefined;
    this.left.shift();
    const value = this.values[next];
    if (value === undefined) {
      throw new Refused(`An expression attribute value used in expression is not defined: ${next}`);
    }
    this.used.add(next);
    return value;
  }

  takePath(): Path {
    const path: (string | number)[] = [this.name()];
    for (;;) {
      if (this.takeIf('.')) path.push(this.name());
      else if (this.takeIf('[')) {
        const place = this.take();
        if (!/^\d+$/.test(place)) throw new Refused(`Syntax error; no place in a list: ${place}`);
        path.push(Number(place));
        this.expect(']');
      } else return path;
    }
  }

  private name(): string {
    const text = this.take();
    if (!/^#?[A-Za-z_]/.test(text)) throw new Refused(`Syntax error; no name: ${text}`);
    if (!text.startsWith('#')) {
      if (reserved.has(text.toUpperCase())) throw new Refused(`Attribute name is a reserved keyword: ${text}`);
      return text;
    }
    const name = this.names[text];
    if (name === undefined) {
      throw new Refused(`An expression attribute name used in the document path is not defined: ${text}`);
    }
    this.used.add(text);
    return name;
  }
}

/** Of DynamoDB's 573 those that this project's attributes could be called. */
const reserved = new Set(
  'STATUS TTL SIZE NAME KIND TOKEN LEFT RIGHT HASH STATE DATE TIME ACTION BY TO FROM VALUE VALUES KEY KEYS COUNT LEVEL OWNER PATH ROLE TYPE UNION USER WHEN YEAR ZONE'.split(
    ' ',
  ),
);
