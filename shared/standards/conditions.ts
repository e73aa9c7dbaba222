import type { ASTNode } from '@marcbachmann/cel-js';
import type { lineNames } from './compile.ts';

/** A standard's text taken apart, so that what it compares can be put into words. */
export type Condition =
  /** `times` × amount against `lines` × the subsistence line, both of the whole household and year: 2 and 3 for 1.5 lines. */
  | { kind: 'againstLine'; amount: ASTNode; times: number; lines: number }
  | { kind: 'comparison'; left: ASTNode; operator: string; right: ASTNode }
  | { kind: 'circumstance'; name: string };

const comparisons = new Set(['<', '<=', '>', '>=', '==', '!=']);

/** The comparisons and circumstances that a text asks about, in its order; what is neither (lists, words) is left out. */
export function conditionsOf(node: ASTNode): Condition[] {
  if (node.op === '&&' || node.op === '||') return node.args.flatMap(conditionsOf);
  if (node.op === '!_') return conditionsOf(node.args);
  if (node.op === 'id') return [{ kind: 'circumstance', name: node.args }];
  if (!comparisons.has(node.op)) return [];
  const [left, right] = node.args as [ASTNode, ASTNode];
  const againstLine = measure(left, right) ?? measure(right, left);
  return [againstLine ?? { kind: 'comparison', left, operator: node.op, right }];
}

function measure(amount: ASTNode, line: ASTNode): Condition | undefined {
  const lineFactor = factorOf(line);
  const amountFactor = factorOf(amount);
  if (lineFactor.rest.op !== 'id' || lineFactor.rest.args !== ('householdLine' satisfies keyof typeof lineNames))
    return undefined;
  return { kind: 'againstLine', amount: amountFactor.rest, times: amountFactor.factor, lines: lineFactor.factor };
}

function factorOf(node: ASTNode): { rest: ASTNode; factor: number } {
  if (node.op === '*') {
    const [left, right] = node.args;
    if (right.op === 'value' && typeof right.args === 'number') return { rest: left, factor: right.args };
    if (left.op === 'value' && typeof left.args === 'number') return { rest: right, factor: left.args };
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
