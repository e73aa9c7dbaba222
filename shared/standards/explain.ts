import type { ASTNode } from '@marcbachmann/cel-js';
import { formatFen, perCapita } from '../money/fen.ts';
import type { Assessment } from './assess.ts';
import type { CelProgram } from './cel.ts';
import { type CompiledStandard, lineNames } from './compile.ts';
import { type Condition, conditionsOf, evaluateSum, namesIn } from './conditions.ts';
import { type InputKind, inputFields } from './input.ts';

/** What is known of an assessment when it is put into words. */
interface Facts {
  assessment: Assessment;
  values: ReadonlyMap<string, unknown>;
  titles: ReadonlyMap<string, string>;
}

/**
 * An assessment in Chinese sentences: the standard and line used, the income per head with its working, every
 * requirement, clause and hit exclusion with the numbers put in, the distance to the line, the outcome and the source,
 * and the result last. Nothing in it is sealed information.
 *
 * @param compiled the standard of the same version that made the assessment
 */
export function explain(assessment: Assessment, compiled: CompiledStandard): string[] {
  const { standard } = compiled;
  if (standard.name !== assessment.standard.name || standard.version !== assessment.standard.version)
    throw new Error('an assessment is explained by the standard that made it');
  const facts = factsOf(assessment, compiled);
  const { line } = assessment;
  const outcomes = new Map(
    [...assessment.requirements, ...assessment.clauses].map(({ id, holds }) => [id, holds] as const),
  );
  const hits = new Map(assessment.exclusions.map(({ id, exempted }) => [id, exempted] as const));
  const income = perCapita(assessment.perCapita.annual, assessment.perCapita.householdSize);

  return [
    `适用标准：${standard.name}（${standard.version}）；低保标准：行政区划 ${line.division}，${line.from} 起每人每月 ${formatFen(line.fen)}。`,
    `家庭月人均收入：${income.working}。`,
    ...compiled.requirements.map(
      ({ part, program }) =>
        `前提：${part.title}：${outcomes.get(part.id) ? '符合' : '不符合'}。${numbers(program, facts)}依据：${part.source}。`,
    ),
    ...compiled.clauses.map(
      ({ part, program }) =>
        `${part.category}：${part.title}：${outcomes.get(part.id) ? '符合' : '不符合'}。${numbers(program, facts)}依据：${part.source}。`,
    ),
    ...compiled.exclusions
      .filter(({ part }) => hits.has(part.id))
      .map(
        ({ part, program }) =>
          `排除情形：${part.title}：${hits.get(part.id) ? '命中，已裁定豁免' : '命中'}。${numbers(program, facts)}依据：${part.source}。`,
      ),
    conclusion(assessment, compiled),
  ];
}

function conclusion({ outcome, category, requirements, clauses }: Assessment, compiled: CompiledStandard): string {
  if (outcome === 'eligible') return `认定结果：符合，困难类别为${category}。`;
  if (outcome === 'excluded') {
    return `认定结果：收入和支出符合${category}的条件，但命中排除情形；举证并裁定豁免后方可建档。`;
  }
  const missing = compiled.requirements.find(({ part }) => requirements.some((r) => r.id === part.id && !r.holds));
  if (missing !== undefined && clauses.some((clause) => clause.holds))
    return `认定结果：不符合。收入和支出达到条件，但未满足前提：${missing.part.title}。`;
  return '认定结果：不符合，各条均未达到。';
}

function factsOf(assessment: Assessment, compiled: CompiledStandard): Facts {
  const { line, perCapita: income } = assessment;
  return {
    assessment,
    values: new Map<string, unknown>([
      ...Object.entries(assessment.facts),
      ...assessment.figures.map(({ name, value }) => [name, value] as const),
      ['subsistenceLine', line.fen],
      ['householdLine', line.fen * 12 * income.householdSize],
    ]),
    titles: new Map([
      ...Object.entries(inputFields).map(([name, field]) => [name, field.title] as const),
      ...Object.entries(lineNames),
      ...compiled.figures.map(({ name, title }) => [name, title] as const),
    ]),
  };
}

/** The numbers of one text, each as a sentence part; empty when it asks only about what is not kept. */
function numbers({ ast }: CelProgram, facts: Facts): string {
  const parts = conditionsOf(ast).flatMap((condition) => words(condition, facts) ?? []);
  return parts.length === 0 ? '' : `${parts.join('；')}。`;
}

function words(condition: Condition, facts: Facts): string | undefined {
  switch (condition.kind) {
    case 'circumstance': {
      const value = facts.values.get(condition.name);
      return typeof value === 'boolean' ? `${facts.titles.get(condition.name)}：${value ? '是' : '否'}` : undefined;
    }
    case 'againstLine':
      return distance(condition, facts);
    case 'comparison': {
      const known = [...namesIn(condition.left), ...namesIn(condition.right)].filter((name) => facts.values.has(name));
      return known.length === 0
        ? undefined
        : known.map((name) => `${facts.titles.get(name)} ${show(name, facts.values.get(name))}`).join('，');
    }
  }
}

/** How far an amount of the household lies from a multiple of the line, per head and month as people know both. */
function distance(
  { amount, times, lines }: Extract<Condition, { kind: 'againstLine' }>,
  facts: Facts,
): string | undefined {
  const value = evaluateSum(amount, facts.values);
  if (value === undefined) return undefined;
  const { line, perCapita: income } = facts.assessment;
  const parts = 12 * income.householdSize;
  const perHead = Math.floor(value / parts);
  const limit = Math.floor((line.fen * lines) / times);
  const beyond = value * times - line.fen * parts * lines;

  const subject =
    amount.op === 'id' && amount.args === 'annualHouseholdIncome' ? '人均月收入' : `${phrase(amount, facts)}人均每月`;
  const limitName = `${lines === times ? '低保标准' : `低保标准的 ${lines / times} 倍`}（${formatFen(limit)}）`;
  if (beyond === 0) return `${subject} ${formatFen(perHead)}，等于${limitName}`;
  const gap = Math.abs(perHead - limit);
  return `${subject} ${formatFen(perHead)}，${beyond > 0 ? '高出' : '低于'}${limitName}${gap === 0 ? '不足 0.01 元' : formatFen(gap)}`;
}

function phrase(node: ASTNode, facts: Facts): string {
  if (node.op === 'id') return facts.titles.get(node.args) ?? node.args;
  if (node.op === 'value') return String(node.args);
  const [left, right] = node.args as [ASTNode, ASTNode];
  const sign = { '+': '加', '-': '减', '*': '乘', '/': '除以' }[node.op as '+' | '-' | '*' | '/'];
  return `${phrase(left, facts)}${sign}${phrase(right, facts)}`;
}

function show(name: string, value: unknown): string {
  const kind: InputKind = name in inputFields ? inputFields[name as keyof typeof inputFields].kind : 'fen';
  return kind === 'fen' ? formatFen(Math.floor(value as number)) : String(value);
}
