import type { ASTNode } from '@marcbachmann/cel-js';
import { formatFen } from '../money/fen.ts';
import type { Assessment } from './assess.ts';
import { type CompiledStandard, lineNames } from './compile.ts';
import { type InputKind, inputFields } from './input.ts';

/** What is known of an assessment when it is put into words: nothing of it is sealed information. */
export interface Facts {
  /** Fen per person per month. */
  line: number;
  householdSize: number;
  values: ReadonlyMap<string, unknown>;
  titles: ReadonlyMap<string, string>;
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
  const kind: InputKind = name in inputFields ? inputFields[name as keyof typeof inputFields].kind : 'fen';
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
  return amount.op === 'id' && amount.args === 'annualHouseholdIncome'
    ? '人均月收入'
    : `${phrase(amount, facts)}人均每月`;
}

/** 低保标准的 1.5 倍（1,050.00 元）: `lines` ÷ `times` subsistence lines, rounded down to the fen. */
export function lineInWords(lines: number, times: number, { line }: Facts): string {
  const amount = formatFen(Math.floor((line * lines) / times));
  return `${lines === times ? '低保标准' : `低保标准的 ${lines / times} 倍`}（${amount}）`;
}

/** A year's amount of the whole household, per head and month; less than a fen is said as that. */
export function gapInWords(annual: number, { householdSize }: Facts): string {
  const gap = Math.floor(annual / (12 * householdSize));
  return gap === 0 ? '不足 0.01 元' : formatFen(gap);
}
