import type { ASTNode } from '@marcbachmann/cel-js';
import { formatFen } from '../money/fen.ts';
import type { Assessment } from './assess.ts';
import { type CompiledStandard, lineNames } from './compile.ts';
import { type InputField, type InputKind, inputFields } from './input.ts';

/** What is known of an assessment when it is put into words. */
export interface Facts {
  /** Fen per person per month. */
  line: number;
  householdSize: number;
  values: ReadonlyMap<string, unknown>;
  titles: ReadonlyMap<string, string>;
  /** Names whose values are sealed, or made of what is. */
  sealed: ReadonlySet<string>;
}

/** @throws when the assessment was made by another standard than the one that is to explain it */
export function factsOf(assessment: Assessment, compiled: CompiledStandard): Facts {
  const { line, perCapita, standard } = assessment;
  if (standard.name !== compiled.standard.name || standard.version !== compiled.standard.version)
    throw new Error('an assessment is explained by the standard that made it');
  return {
    line: line.fen,
    householdSize: perCapita.householdSize,
    values: new Map<string, unknown>([
      ...Object.entries(assessment.facts),
      ...assessment.figures.map(({ name, value }) => [name, value] as const),
      ['subsistenceLine', line.fen],
      ['householdLine', line.fen * 12 * perCapita.householdSize],
    ]),
    sealed: new Set([
      ...Object.entries<InputField>(inputFields)
        .filter(([, { sealed }]) => sealed !== undefined)
        .map(([name]) => name),
      ...compiled.figures.filter(({ tells }) => tells.values || tells.circumstances).map(({ name }) => name),
    ]),
    titles: new Map([
      ...Object.entries(inputFields).map(([name, field]) => [name, field.title] as const),
      ...Object.entries(lineNames),
      ...compiled.figures.map(({ name, title }) => [name, title] as const),
    ]),
  };
}

/** What people call a name of the standard's text. */
export function titleOf(name: string, { titles }: Facts): string {
  return titles.get(name) ?? name;
}

/** A value of the household as people read it: an amount as yuan, a count as it is. */
export function show(name: string, value: unknown): string {
  const kind: InputKind = Object.hasOwn(inputFields, name) ? inputFields[name as keyof typeof inputFields].kind : 'fen';
  return kind === 'fen' ? formatFen(Math.floor(value as number)) : String(value);
}

/** An arithmetic expression in words: 家庭年度总收入加储蓄. */
export function phrase(node: ASTNode, facts: Facts): string {
  if (node.op === 'id') return titleOf(node.args, facts);
  if (node.op === 'value') return String(node.args);
  const [left, right] = node.args as [ASTNode, ASTNode];
  const sign = { '+': '加', '-': '减', '*': '乘', '/': '除以' }[node.op as '+' | '-' | '*' | '/'];
  return `${phrase(left, facts)}${sign}${phrase(right, facts)}`;
}

/** 人均月收入, or what else of the household is measured by the line, per head and month. */
export function perHead(amount: ASTNode, facts: Facts): string {
  return amount.args === 'annualHouseholdIncome' ? '人均月收入' : `${phrase(amount, facts)}人均每月`;
}

/**
 * Compares a year's amount of the whole household with `lines` ÷ `times` subsistence lines, per head and month. Each
 * figure is rounded down to the fen. The gap is that of the two rounded figures, so that whoever subtracts them gets
 * the same. Two figures that look equal and are not are less than a fen apart.
 */
export function againstLineInWords(value: number, { lines, times }: { lines: number; times: number }, facts: Facts) {
  const head = Math.floor(value / (12 * facts.householdSize));
  const limit = Math.floor((facts.line * lines) / times);
  const gap = Math.abs(head - limit);
  return {
    head: formatFen(head),
    limit: `${lines === times ? '低保标准' : `低保标准的 ${lines / times} 倍`}（${formatFen(limit)}）`,
    gap: gap === 0 ? '不足 0.01 元' : formatFen(gap),
  };
}
