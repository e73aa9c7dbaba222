import { formatFen } from '../money/fen.ts';
import type { ExplainedPart, ExplainedStandard, Explanation } from './explain.ts';
import type { TieredAssessment } from './tiered.ts';
import { type Tier, tierTitles } from './tiers.ts';

/**
 * An explanation in Chinese sentences, for the household and whoever decides: the line used, the income per head with
 * its working, then of each standard its requirements, clauses and hit exclusions, and the result last; for a household
 * that no tier takes, what it would have to change.
 */
export function sentences({ outcome, category, tier }: TieredAssessment, explanation: Explanation): string[] {
  const { line, perCapita, standards, others } = explanation;
  const many = standards.length > 1;
  return [
    `适用的低保标准：${line.name}（${line.division}），${line.from} 起每人每月 ${formatFen(line.fen)}${line.invented ? '（虚构的，仅供演示）' : ''}。`,
    `家庭月人均收入：${perCapita.working}。`,
    ...standards.flatMap((standard) => ofStandard(standard, many)),
    ...(outcome === 'ineligible'
      ? others.map((each) => `要归入${many ? tierTitles[each.tier] : ''}${each.category}，${each.needs.join('；')}。`)
      : []),
    outcome === 'eligible'
      ? `认定结果：符合，困难类别为${category}，档案级别为${tierTitles[tier as Tier]}。`
      : `认定结果：${standards.map((standard) => `${many ? `${standard.tierTitle}：` : ''}${missed(standard)}`).join('')}`,
  ];
}

function ofStandard(standard: ExplainedStandard, many: boolean): string[] {
  const { requirements, clauses, exclusions } = standard;
  return [
    `适用的${standard.tierTitle}标准：${standard.name}（${standard.version}）。${many ? missedOrMet(standard) : ''}`,
    ...requirements.map((part) => `前提：${judged(part)}`),
    ...clauses.map((clause) => `${clause.category}：${judged(clause)}`),
    ...exclusions
      .filter(({ holds }) => holds)
      .map(
        ({ title, exempted, numbers, source }) =>
          `排除情形：${title}：${exempted ? '命中，已裁定豁免' : '命中'}。${ended(numbers)}依据：${source}。`,
      ),
  ];
}

function judged({ title, holds, numbers, source }: ExplainedPart): string {
  return `${title}：${holds ? '符合' : '不符合'}。${ended(numbers)}${source === '' ? '' : `依据：${source}。`}`;
}

function ended(numbers: readonly string[]): string {
  return numbers.length === 0 ? '' : `${numbers.join('；')}。`;
}

function missedOrMet(standard: ExplainedStandard): string {
  return standard.outcome === 'eligible' ? `符合，困难类别为${standard.category}。` : missed(standard);
}

function missed({ outcome, category, requirements, clauses, exclusions }: ExplainedStandard): string {
  if (outcome === 'excluded') {
    const final = exclusions.filter(({ holds, exempted, exemptible }) => holds && !exempted && !exemptible);
    const way =
      final.length === 0
        ? '有正当理由的，可以附举证材料申请豁免，裁定豁免以后按这一类办理。'
        : `不能豁免的有：${final.map(({ title }) => title).join('、')}。`;
    return `收入和支出符合${category}的条件，但命中排除情形，不能列入；${way}`;
  }
  const lacking = requirements.find(({ holds }) => !holds);
  if (lacking !== undefined && clauses.some(({ holds }) => holds))
    return `不符合。收入和支出达到条件，但未满足前提：${lacking.title}。`;
  return '不符合，各条均未达到。';
}
