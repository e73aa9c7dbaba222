import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Path, valueAt } from './paths.ts';
import type { Tokens } from './tokens.ts';
import { type Item, order, Refused, same, sizeOf } from './values.ts';

export type Test = (item: Item) => boolean;

/** One side of a comparison: a path, a value of the request, or a size. */
interface Operand {
  of(item: Item): AttributeValue | undefined;
  path?: Path;
  literal?: AttributeValue;
}

/** A comparison as a key condition has it. */
export interface Term {
  test: Test;
  operator: string;
  path: Path | undefined;
  literal: AttributeValue | undefined;
}

export function condition(tokens: Tokens, text: string): Test {
  tokens.read(text);
  const test = either(tokens);
  tokens.end();
  return test;
}

/** A key condition: comparisons joined by AND. */
export function keyTerms(tokens: Tokens, text: string): Term[] {
  tokens.read(text);
  const terms: Term[] = [];
  do {
    const bracketed = tokens.takeIf('(');
    terms.push(comparison(tokens));
    if (bracketed) tokens.expect(')');
  } while (tokens.takeIf('AND'));
  tokens.end();
  return terms;
}

function either(tokens: Tokens): Test {
  const tests = [both(tokens)];
  while (tokens.takeIf('OR')) tests.push(both(tokens));
  return (item) => tests.some((test) => test(item));
}

function both(tokens: Tokens): Test {
  const tests = [not(tokens)];
  while (tokens.takeIf('AND')) tests.push(not(tokens));
  return (item) => tests.every((test) => test(item));
}

function not(tokens: Tokens): Test {
  if (tokens.takeIf('NOT')) {
    const test = not(tokens);
    return (item) => !test(item);
  }
  if (tokens.takeIf('(')) {
    const test = either(tokens);
    tokens.expect(')');
    return test;
  }
  return comparison(tokens).test;
}

function comparison(tokens: Tokens): Term {
  const name = tokens.takeFunction(Object.keys(functions));
  if (name) return called(tokens, name);
  const left = operand(tokens);
  const operator = tokens.take().toUpperCase();
  const term = { operator, path: left.path };
  if (operator === 'BETWEEN') {
    const from = operand(tokens);
    tokens.expect('AND');
    const to = operand(tokens);
    requireBounds(from.literal, to.literal);
    const test: Test = (item) => holds('>=', left.of(item), from.of(item)) && holds('<=', left.of(item), to.of(item));
    return { ...term, literal: from.literal, test };
  }
  if (operator === 'IN') {
    const all = list(tokens);
    return { ...term, literal: undefined, test: (item) => all.some((one) => holds('=', left.of(item), one.of(item))) };
  }
  if (!operators.has(operator)) throw new Refused(`Syntax error; no operator ${operator}`);
  const right = operand(tokens);
  for (const { literal } of [left, right]) {
    if (literal && /[<>]=?$/.test(operator) && operator !== '<>' && order(literal, literal) === undefined) {
      throw new Refused(`Incorrect operand type for operator or function: ${operator}`);
    }
  }
  return { ...term, literal: right.literal, test: (item) => holds(operator, left.of(item), right.of(item)) };
}

function list(tokens: Tokens): Operand[] {
  tokens.expect('(');
  const all = [operand(tokens)];
  while (tokens.takeIf(',')) all.push(operand(tokens));
  tokens.expect(')');
  return all;
}

function called(tokens: Tokens, name: string): Term {
  const { arity, test, takes } = functions[name] as Function;
  const given = [operand(tokens)];
  while (tokens.takeIf(',')) given.push(operand(tokens));
  tokens.expect(')');
  const [first, second] = given as [Operand, Operand | undefined];
  if (given.length !== arity) throw new Refused(`Incorrect number of operands for operator or function: ${name}`);
  if (first.path === undefined && arity === 1)
    throw new Refused(`Operator or function requires a document path: ${name}`);
  if (second?.literal && !takes(second.literal)) {
    throw new Refused(`Incorrect operand type for operator or function: ${name}`);
  }
  return {
    operator: name,
    path: first.path,
    literal: second?.literal,
    test: (item) => test(first.of(item), second?.of(item)),
  };
}

function operand(tokens: Tokens): Operand {
  if (tokens.takeFunction(['size'])) {
    const path = tokens.takePath();
    tokens.expect(')');
    return { of: (item) => sizeOf(valueAt(item, path)) };
  }
  const literal = tokens.takeValue();
  if (literal) return { of: () => literal, literal };
  const path = tokens.takePath();
  return { of: (item) => valueAt(item, path), path };
}

function requireBounds(from: AttributeValue | undefined, to: AttributeValue | undefined): void {
  if (!from || !to) return;
  const found = order(from, to);
  if (found === undefined) throw new Refused('The BETWEEN operator requires same data type for lower and upper bounds');
  if (found > 0) {
    throw new Refused('The BETWEEN operator requires upper bound to be greater than or equal to lower bound');
  }
}

interface Function {
  arity: 1 | 2;
  test(value: AttributeValue | undefined, other: AttributeValue | undefined): boolean;
  /** What a value of the request may be, behind the comma. */
  takes(literal: AttributeValue): boolean;
}

const functions: Record<string, Function> = {
  attribute_exists: { arity: 1, takes: () => false, test: (value) => value !== undefined },
  attribute_not_exists: { arity: 1, takes: () => false, test: (value) => value === undefined },
  attribute_type: {
    arity: 2,
    takes: ({ S = '' }) => ['S', 'SS', 'N', 'NS', 'B', 'BS', 'BOOL', 'NULL', 'L', 'M'].includes(S),
    test: (value, type) => value !== undefined && type?.S !== undefined && Object.hasOwn(value, type.S),
  },
  begins_with: {
    arity: 2,
    takes: ({ S }) => S !== undefined,
    test: (value, prefix) => value?.S !== undefined && prefix?.S !== undefined && value.S.startsWith(prefix.S),
  },
  contains: {
    arity: 2,
    takes: () => true,
    test: (value, part) => {
      if (part === undefined) return false;
      if (value?.S !== undefined) return part.S !== undefined && value.S.includes(part.S);
      if (value?.SS) return part.S !== undefined && value.SS.includes(part.S);
      return value?.L?.some((each) => same(each, part)) ?? false;
    },
  },
};

const operators = new Set(['=', '<>', '<', '<=', '>', '>=']);

function holds(operator: string, a: AttributeValue | undefined, b: AttributeValue | undefined): boolean {
  if (a === undefined || b === undefined) return operator === '<>' && a !== b;
  if (operator === '=') return same(a, b);
  if (operator === '<>') return !same(a, b);
  const found = order(a, b);
  if (found === undefined) return false;
  if (operator === '<') return found < 0;
  if (operator === '<=') return found <= 0;
  return operator === '>' ? found > 0 : found >= 0;
}
