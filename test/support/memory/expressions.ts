import type { AttributeValue } from '@aws-sdk/client-dynamodb';

export type Item = Record<string, AttributeValue>;

/** What a request says beside its expressions. */
export interface Names {
  ExpressionAttributeNames?: Record<string, string> | undefined;
  ExpressionAttributeValues?: Record<string, AttributeValue> | undefined;
}

/** As DynamoDB refuses what it does not understand. */
export class Refused extends Error {
  override readonly name = 'ValidationException';
}

type Test = (item: Item) => boolean;
type Value = (item: Item) => AttributeValue | undefined;

const token = /\s*(<=|>=|<>|[=<>(),+-]|[:#]?[A-Za-z_][\w]*(?:\.[\w#]+|\[\d+\])*)/y;

/**
 * One request's expressions, read once: conditions, key conditions and updates of top-level attributes. Every name and
 * value that the request brings must be used, as in DynamoDB.
 */
export class Expressions {
  private readonly names: Record<string, string>;
  private readonly values: Record<string, AttributeValue>;
  private readonly used = new Set<string>();
  private tokens: string[] = [];

  constructor({ ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Names) {
    this.names = ExpressionAttributeNames;
    this.values = ExpressionAttributeValues;
  }

  /** A condition; without one, everything holds. */
  condition(text: string | undefined): Test {
    if (text === undefined) return () => true;
    this.read(text);
    const test = this.or();
    this.end();
    return test;
  }

  /** A key condition, which names one partition. */
  keyCondition(text = '', partition: string): Test {
    const equated = [...text.matchAll(/(#?\w+)\s*=\s*:\w+/g)].map(([, name = '']) => this.names[name] ?? name);
    if (!equated.includes(partition)) throw new Refused(`Query condition missed key schema element: ${partition}`);
    return this.condition(text);
  }

  /** An update, as what it makes of an item. */
  update(text: string): { apply(item: Item): Item; attributes: readonly string[] } {
    this.read(text);
    const steps: ((before: Item, after: Item) => void)[] = [];
    const attributes: string[] = [];
    while (this.tokens.length > 0) {
      const clause = this.take().toUpperCase();
      do steps.push(this.step(clause, attributes));
      while (this.takeIf(','));
    }
    if (new Set(attributes).size < attributes.length) throw new Refused('Two document paths overlap with each other');
    return {
      attributes,
      apply: (before) => {
        const after = { ...before };
        for (const step of steps) step(before, after);
        return after;
      },
    };
  }

  /** Throws unless all names and values were used. */
  done(): void {
    const given = [...Object.keys(this.names), ...Object.keys(this.values)];
    const unused = given.filter((each) => !this.used.has(each));
    if (unused.length > 0) throw new Refused(`Value unused in expressions: ${unused.join(', ')}`);
  }

  private step(clause: string, attributes: string[]): (before: Item, after: Item) => void {
    const name = this.attribute();
    attributes.push(name);
    if (clause === 'REMOVE') {
      return (_, after) => {
        delete after[name];
      };
    }
    if (clause === 'SET') {
      this.expect('=');
      const value = this.sum();
      return (before, after) => {
        const found = value(before);
        if (found === undefined)
          throw new Refused('The provided expression refers to an attribute that does not exist');
        after[name] = found;
      };
    }
    if (clause !== 'ADD' && clause !== 'DELETE') throw new Refused(`no clause ${clause}`);
    const change = this.operand()({}) as AttributeValue;
    return (before, after) => {
      const result = clause === 'ADD' ? added(before[name], change) : without(before[name], change);
      if (result === undefined) delete after[name];
      else after[name] = result;
    };
  }

  private sum(): Value {
    const left = this.operand();
    const sign = this.takeIf('+') ? 1 : this.takeIf('-') ? -1 : 0;
    if (sign === 0) return left;
    const right = this.operand();
    return (item) => {
      const [a, b] = [left(item), right(item)];
      if (a?.N === undefined || b?.N === undefined)
        throw new Refused('An operand in the update expression has an incorrect data type');
      return { N: String(Number(a.N) + sign * Number(b.N)) };
    };
  }

  private or(): Test {
    const tests = [this.and()];
    while (this.takeIf('OR')) tests.push(this.and());
    return (item) => tests.some((test) => test(item));
  }

  private and(): Test {
    const tests = [this.not()];
    while (this.takeIf('AND')) tests.push(this.not());
    return (item) => tests.every((test) => test(item));
  }

  private not(): Test {
    if (this.takeIf('NOT')) {
      const test = this.not();
      return (item) => !test(item);
    }
    if (this.takeIf('(')) {
      const test = this.or();
      this.expect(')');
      return test;
    }
    return this.comparison();
  }

  private comparison(): Test {
    for (const [word, test] of Object.entries(functions)) {
      if (this.tokens[0]?.toLowerCase() !== word || this.tokens[1] !== '(') continue;
      this.tokens.splice(0, 2);
      const path = this.operand();
      const other = this.takeIf(',') ? this.operand() : undefined;
      this.expect(')');
      return (item) => test(path(item), other?.(item));
    }
    const left = this.operand();
    const operator = this.take().toUpperCase();
    if (operator === 'BETWEEN') {
      const from = this.operand();
      this.expect('AND');
      const to = this.operand();
      return (item) => holds('>=', left(item), from(item)) && holds('<=', left(item), to(item));
    }
    const right = this.operand();
    return (item) => holds(operator, left(item), right(item));
  }

  private operand(): Value {
    const next = this.tokens[0] ?? '';
    if (/^(size|if_not_exists)$/i.test(next) && this.tokens[1] === '(') {
      this.tokens.splice(0, 2);
      const path = this.operand();
      if (next.toLowerCase() === 'size') {
        this.expect(')');
        return (item) => sizeOf(path(item));
      }
      this.expect(',');
      const otherwise = this.operand();
      this.expect(')');
      return (item) => path(item) ?? otherwise(item);
    }
    if (next.startsWith(':')) {
      this.take();
      const value = this.values[next];
      if (value === undefined)
        throw new Refused(`An expression attribute value used in expression is not defined: ${next}`);
      this.used.add(next);
      return () => value;
    }
    const name = this.attribute();
    return (item) => item[name];
  }

  private attribute(): string {
    const text = this.take();
    if (/[.[]/.test(text)) throw new Error(`the memory table serves top-level attributes only: ${text}`);
    if (!text.startsWith('#')) {
      if (reserved.has(text.toUpperCase())) throw new Refused(`Attribute name is a reserved keyword: ${text}`);
      return text;
    }
    const name = this.names[text];
    if (name === undefined)
      throw new Refused(`An expression attribute name used in the document path is not defined: ${text}`);
    this.used.add(text);
    return name;
  }

  private read(text: string): void {
    this.tokens = [];
    token.lastIndex = 0;
    let at = 0;
    while (text.slice(at).trim() !== '') {
      token.lastIndex = at;
      const found = token.exec(text);
      if (!found) throw new Refused(`Syntax error; near: ${text.slice(at)}`);
      this.tokens.push(found[1] as string);
      at = token.lastIndex;
    }
    if (this.tokens.length === 0) throw new Refused('The expression can not be empty');
  }

  private take(): string {
    const next = this.tokens.shift();
    if (next === undefined) throw new Refused('Syntax error; the expression ends too early');
    return next;
  }

  private takeIf(word: string): boolean {
    if (this.tokens[0]?.toUpperCase() !== word) return false;
    this.tokens.shift();
    return true;
  }

  private expect(word: string): void {
    if (!this.takeIf(word)) throw new Refused(`Syntax error; expected ${word}, near: ${this.tokens.join(' ')}`);
  }

  private end(): void {
    if (this.tokens.length > 0) throw new Refused(`Syntax error; near: ${this.tokens.join(' ')}`);
  }
}

/** Of DynamoDB's 573 those that this project's attributes could be called. */
const reserved = new Set(
  'STATUS TTL SIZE NAME KIND TOKEN LEFT RIGHT HASH STATE DATE TIME ACTION BY TO FROM VALUE VALUES KEY KEYS COUNT LEVEL OWNER PATH ROLE TYPE UNION USER WHEN YEAR ZONE'.split(
    ' ',
  ),
);

const functions: Record<string, (value: AttributeValue | undefined, other: AttributeValue | undefined) => boolean> = {
  attribute_exists: (value) => value !== undefined,
  attribute_not_exists: (value) => value === undefined,
  begins_with: (value, prefix) => value?.S !== undefined && prefix?.S !== undefined && value.S.startsWith(prefix.S),
  contains: (value, part) =>
    (value?.S !== undefined && part?.S !== undefined && value.S.includes(part.S)) ||
    (value?.SS !== undefined && part?.S !== undefined && value.SS.includes(part.S)),
};

/** Texts compare by their bytes in UTF-8, as keys do. */
export function order(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.S !== undefined && b.S !== undefined) return Buffer.compare(Buffer.from(a.S), Buffer.from(b.S));
  if (a.N !== undefined && b.N !== undefined) return Number(a.N) - Number(b.N);
  if (a.BOOL !== undefined && b.BOOL !== undefined) return Number(a.BOOL) - Number(b.BOOL);
  return undefined;
}

function holds(operator: string, a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === undefined || b === undefined) return operator === '<>' && a !== b;
  const found = order(a, b);
  if (operator === '<>') return found === undefined || found !== 0;
  if (found === undefined) return false;
  if (operator === '=') return found === 0;
  if (operator === '<') return found < 0;
  if (operator === '<=') return found <= 0;
  if (operator === '>') return found > 0;
  if (operator === '>=') return found >= 0;
  throw new Refused(`Syntax error; no operator ${operator}`);
}

function sizeOf(value: AttributeValue | undefined): AttributeValue | undefined {
  if (value?.S !== undefined) return { N: String(Buffer.byteLength(value.S)) };
  const list = value?.SS ?? value?.L;
  return list && { N: String(list.length) };
}

function added(before: AttributeValue | undefined, change: AttributeValue): AttributeValue {
  if (change.N !== undefined && (before === undefined || before.N !== undefined)) {
    return { N: String(Number(before?.N ?? 0) + Number(change.N)) };
  }
  if (change.SS !== undefined && (before === undefined || before.SS !== undefined)) {
    return { SS: [...new Set([...(before?.SS ?? []), ...change.SS])] };
  }
  throw new Refused('An operand in the update expression has an incorrect data type');
}

function without(before: AttributeValue | undefined, change: AttributeValue): AttributeValue | undefined {
  if (change.SS === undefined || (before !== undefined && before.SS === undefined)) {
    throw new Refused('An operand in the update expression has an incorrect data type');
  }
  const left = (before?.SS ?? []).filter((each) => !change.SS?.includes(each));
  return left.length === 0 ? undefined : { SS: left };
}
