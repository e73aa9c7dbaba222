import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { overlap, type Path, removeAt, setAt, valueAt } from './paths.ts';
import type { Tokens } from './tokens.ts';
import { copyOf, type Item, Refused } from './values.ts';

/** An update expression: which paths it changes, and what it makes of an item. */
export interface Update {
  paths: readonly Path[];
  apply(before: Item): Item;
}

type Step = (before: Item, after: Item) => void;
/** What a side of an assignment is of an item; `literal` when it is the request's own value. */
interface Value {
  of(item: Item): AttributeValue;
  literal?: AttributeValue;
}

export function update(tokens: Tokens, text: string): Update {
  tokens.read(text);
  const clauses = new Set<string>();
  const paths: Path[] = [];
  const removed: Path[] = [];
  const steps: Step[] = [];
  do {
    const clause = tokens.take().toUpperCase();
    if (clauses.has(clause)) throw new Refused(`The "${clause}" section can only be used once in an update expression`);
    clauses.add(clause);
    do {
      const path = tokens.takePath();
      if (paths.some((other) => overlap(path, other) || overlap(other, path))) {
        throw new Refused('Two document paths overlap with each other');
      }
      paths.push(path);
      if (clause === 'REMOVE') removed.push(path);
      else steps.push(step(clause, path, tokens));
    } while (tokens.takeIf(','));
  } while (tokens.more);
  return {
    paths,
    apply: (before) => {
      const after = copyOf(before);
      for (const each of steps) each(before, after);
      removeAt(after, removed);
      return after;
    },
  };
}

function step(clause: string, path: Path, tokens: Tokens): Step {
  if (clause === 'SET') {
    tokens.expect('=');
    const value = sum(tokens);
    return (before, after) => setAt(after, path, value.of(before));
  }
  if (clause !== 'ADD' && clause !== 'DELETE') throw new Refused(`Syntax error; no clause ${clause}`);
  const change = tokens.takeValue();
  if (!change) throw new Refused(`Syntax error; ${clause} takes a value`);
  const isSet = change.SS !== undefined || change.NS !== undefined;
  if (!isSet && (clause === 'DELETE' || change.N === undefined)) throw wrongType();
  return (before, after) => {
    const found = valueAt(before, path);
    const result = clause === 'ADD' ? added(found, change) : without(found, change);
    if (result) setAt(after, path, result);
    else if (found) removeAt(after, [path]);
  };
}

function sum(tokens: Tokens): Value {
  const left = operand(tokens);
  const sign = tokens.takeIf('+') ? 1 : tokens.takeIf('-') ? -1 : 0;
  if (sign === 0) return left;
  const right = operand(tokens);
  for (const { literal } of [left, right]) if (literal && literal.N === undefined) throw wrongType();
  return {
    of: (item) => {
      const [a, b] = [left.of(item), right.of(item)];
      if (a.N === undefined || b.N === undefined) throw wrongType();
      return { N: String(Number(a.N) + sign * Number(b.N)) };
    },
  };
}

function operand(tokens: Tokens): Value {
  if (tokens.takeFunction(['if_not_exists'])) {
    const path = tokens.takePath();
    tokens.expect(',');
    const otherwise = operand(tokens);
    tokens.expect(')');
    return { of: (item) => valueAt(item, path) ?? otherwise.of(item) };
  }
  if (tokens.takeFunction(['list_append'])) {
    const first = operand(tokens);
    tokens.expect(',');
    const second = operand(tokens);
    tokens.expect(')');
    for (const { literal } of [first, second]) if (literal && !literal.L) throw wrongType();
    return {
      of: (item) => {
        const [a, b] = [first.of(item), second.of(item)];
        if (!a.L || !b.L) throw wrongType();
        return { L: [...a.L, ...b.L] };
      },
    };
  }
  const literal = tokens.takeValue();
  if (literal) return { of: () => literal, literal };
  const path = tokens.takePath();
  return {
    of: (item) => {
      const found = valueAt(item, path);
      if (!found) throw new Refused('The provided expression refers to an attribute that does not exist in the item');
      return found;
    },
  };
}

const wrongType = () => new Refused('An operand in the update expression has an incorrect data type');

function added(before: AttributeValue | undefined, change: AttributeValue): AttributeValue {
  if (change.N !== undefined && (before === undefined || before.N !== undefined)) {
    return { N: String(Number(before?.N ?? 0) + Number(change.N)) };
  }
  if (change.SS && (before === undefined || before.SS))
    return { SS: [...new Set([...(before?.SS ?? []), ...change.SS])] };
  if (change.NS && (before === undefined || before.NS))
    return { NS: [...new Set([...(before?.NS ?? []), ...change.NS])] };
  throw wrongType();
}

/** A set without members is none. */
function without(before: AttributeValue | undefined, change: AttributeValue): AttributeValue | undefined {
  if (before === undefined) return undefined;
  const rest = (all: readonly string[], gone: readonly string[]) => all.filter((each) => !gone.includes(each));
  if (before.SS && change.SS) {
    const SS = rest(before.SS, change.SS);
    return SS.length > 0 ? { SS } : undefined;
  }
  if (before.NS && change.NS) {
    const NS = rest(before.NS, change.NS);
    return NS.length > 0 ? { NS } : undefined;
  }
  throw wrongType();
}
