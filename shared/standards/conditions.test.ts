import type { ASTNode } from '@marcbachmann/cel-js';
import { describe, expect, test } from 'vitest';
import { CelCompiler } from './cel.ts';
import { conditionOf, conditionsOf, evaluateSum, factorOf, namesIn } from './conditions.ts';

const numbers = ['income', 'savings', 'householdLine', 'homes'];

function parsed(text: string): ASTNode {
  const compiler = new CelCompiler(['homes']);
  for (const name of numbers) compiler.declare(name, 'double');
  compiler.declare('member', 'bool');
  compiler.declare('causes', 'list<string>');
  compiler.declare('causeOfAll', 'string');
  return compiler.compile(text).ast;
}

const againstLine = (text: string) => {
  const condition = conditionOf(parsed(text));
  if (condition?.kind !== 'againstLine') return condition?.kind;
  const { amount, times, lines, operator } = condition;
  return [amount.op === 'id' ? amount.args : amount.op, times, operator, lines];
};

describe('标准的一句话问什么', () => {
  test('与低保线比的，写在哪一边都读成金额在左', () => {
    expect(againstLine('income < householdLine')).toEqual(['income', 1, '<', 1]);
    expect(againstLine('householdLine < income')).toEqual(['income', 1, '>', 1]);
    expect(againstLine('householdLine <= income')).toEqual(['income', 1, '>=', 1]);
    expect(againstLine('householdLine > income')).toEqual(['income', 1, '<', 1]);
    expect(againstLine('householdLine >= income')).toEqual(['income', 1, '<=', 1]);
    expect(againstLine('householdLine == income')).toEqual(['income', 1, '==', 1]);
    expect(againstLine('householdLine != income')).toEqual(['income', 1, '!=', 1]);
  });

  test('一倍半写成两倍的收入与三倍的线，倍数写在前写在后一样', () => {
    expect(againstLine('income * 2.0 <= householdLine * 3.0')).toEqual(['income', 2, '<=', 3]);
    expect(againstLine('2.0 * income <= 3.0 * householdLine')).toEqual(['income', 2, '<=', 3]);
    expect(againstLine('income + savings <= householdLine')).toEqual(['+', 1, '<=', 1]);
  });

  test('不与低保线比的，是两个数相比；线与别的相加相乘，不算与线比', () => {
    expect(againstLine('income < savings')).toBe('comparison');
    expect(againstLine('income < householdLine + savings')).toBe('comparison');
    expect(againstLine('income < householdLine * homes')).toBe('comparison');
    expect(againstLine("causeOfAll == 'householdLine'")).toBe('comparison');
  });

  test('是不是，问的是情形；问原因、问名单的，不成一句', () => {
    expect(conditionOf(parsed('member'))).toEqual({ kind: 'circumstance', name: 'member' });
    expect(conditionOf(parsed("'x' in ['x', 'y']"))).toBeUndefined();
    expect(conditionOf(parsed("causes.exists(c, c == 'x')"))).toBeUndefined();
  });

  test('一段话里的，照先后，否定和并列都拆开，不成句的略去', () => {
    const kinds = conditionsOf(parsed("!member || (income < householdLine && 'x' in ['x']) || homes >= 2.0"));
    expect(kinds.map(({ kind }) => kind)).toEqual(['circumstance', 'againstLine', 'comparison']);
  });
});

describe('算式', () => {
  const known = new Map<string, unknown>([
    ['income', 12],
    ['savings', 5],
    ['homes', 3],
    ['member', true],
  ]);
  const value = (text: string) => evaluateSum(parsed(text), known);

  test('加减乘除照数算', () => {
    expect(value('income + savings')).toBe(17);
    expect(value('income - savings')).toBe(7);
    expect(value('income * savings')).toBe(60);
    expect(value('income / homes')).toBe(4);
    expect(value('income - savings * 2.0')).toBe(2);
    expect(value('7.5')).toBe(7.5);
  });

  test('有一个数不知道，或者不是数，就算不出', () => {
    expect(value('income + householdLine')).toBeUndefined();
    expect(value('householdLine - income')).toBeUndefined();
    expect(value('member')).toBeUndefined();
    expect(value('max(income, savings)')).toBeUndefined();
    expect(value('member ? income : savings')).toBeUndefined();
  });

  test('倍数与其余分开；两个名字相乘、没有乘的，倍数是一', () => {
    expect(factorOf(parsed('income * 2.0'))).toMatchObject({ rest: { args: 'income' }, factor: 2 });
    expect(factorOf(parsed('2.0 * income'))).toMatchObject({ rest: { args: 'income' }, factor: 2 });
    expect(factorOf(parsed('income * homes'))).toMatchObject({ rest: { op: '*' }, factor: 1 });
    expect(factorOf(parsed('income + 2.0'))).toMatchObject({ rest: { op: '+' }, factor: 1 });
  });

  test('读了哪些名字，照先后', () => {
    expect(namesIn(parsed('savings + income * 2.0'))).toEqual(['savings', 'income']);
    expect(namesIn(parsed('2.0'))).toEqual([]);
  });
});
