import type { ASTNode } from '@marcbachmann/cel-js';
import type { lineNames } from './compile.ts';

export type Comparator = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** A comparison against the line: `times` × amount against `lines` × the line, both of the whole household and year. */
export interface AgainstLine {
  kind: 'againstLine';
  amount: ASTNode;
  /** 2 and 3 for 1.5 lines. */
  times: number;
  lines: number;
  /** With the amount on the left. */
  operator: Comparator;
}

/** One thing that a standard's text asks, so that what it compares can be put into words. */
export type Condition =
  | AgainstLine
  | { kind: 'comparison'; left: ASTNode; operator: Comparator; right: ASTNode }
  | { kind: 'circumstance'; name: string };

const comparators = new Set<string>(['<', '<=', '>', '>=', '==', '!='] satisfies Comparator[]);
const turned: Record<Comparator, Comparator> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==', '!=': '!=' };

/** What a node that is neither `&&`, `||` nor `!` asks; undefined when it asks about lists or words. */
export function conditionOf(node: ASTNode): Condition | undefined {
  if (node.op === 'id') return { kind: 'circumstance', name: node.args };
  if (!comparators.has(node.op)) return undefined;
  const [left, right] = node.args as [ASTNode, ASTNode];
  const operator = node.op as Comparator;
  return (
    measure(left, right, operator) ??
    measure(right, left, turned[operator]) ?? { kind: 'comparison', left, operator, right }
  );
}

/** The comparisons and circumstances that a text asks about, in its order; what is neither (lists, words) is left out. */
export function conditionsOf(node: ASTNode): Condition[] {
  if (node.op === '&&' || node.op === '||') return node.args.flatMap(conditionsOf);
  if (node.op === '!_') return conditionsOf(node.args);
  const condition = conditionOf(node);
  return condition === undefined ? [] : [condition];
}

function measure(amount: ASTNode, line: ASTNode, operator: Comparator): AgainstLine | undefined {
  const lineFactor = factorOf(line);
  const amountFactor = factorOf(amount);
  if (lineFactor.rest.op !== 'id' || lineFactor.rest.args !== ('householdLine' satisfies keyof typeof lineNames))
    return undefined;
  const { rest, factor } = amountFactor;
  return { kind: 'againstLine', amount: rest, times: factor, lines: lineFactor.factor, operator };
}

/** A node as a factor times the rest: `2.0 * income` is 2 and `income`. */
export function factorOf(node: ASTNode): { rest: ASTNode; factor: number } {
  if (node.op === '*') {
    const [left, right] = node.args;
    if (typeof right.args === 'number') return { rest: left, factor: right.args };
    if (typeof left.args === 'number') return { rest: right, factor: left.args };
  }
  return { rest: node, factor: 1 };
}

/** The value of an arithmetic expression, or undefined when it names something that is not known or not a number. */
export function evaluateSum(node: ASTNode, known: ReadonlyMap<string, unknown>): number | undefined {
  if (node.op === 'value') return Number(node.args);
  if (node.op === 'id') {
    const value = known.get(node.args);
    return typeof value === 'number' ? value : undefined;
  }
  if (node.op !== '+' && node.op !== '-' && node.op !== '*' && node.op !== '/') return undefined;
  const left = evaluateSum(node.args[0], known);
  const right = evaluateSum(node.args[1], known);
  if (left === undefined || right === undefined) return undefined;
  if (node.op === '+') return left + right;
  if (node.op === '-') return left - right;
  return node.op === '*' ? left * right : left / right;
}

/** The names that an expression reads, in its order. */
export function namesIn(node: ASTNode): string[] {
  if (node.op === 'id') return [node.args];
  return Array.isArray(node.args) ? (node.args as ASTNode[]).flatMap(namesIn) : [];
}
