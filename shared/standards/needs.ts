import type { ASTNode } from '@marcbachmann/cel-js';
import { formatFen } from '../money/fen.ts';
import { type AgainstLine, type Comparator, type Condition, conditionOf, evaluateSum, factorOf } from './conditions.ts';
import { againstLineInWords, type Facts, perHead, phrase, show, titleOf } from './facts.ts';

/**
 * What would have to change for a text to hold, one sentence part each; empty when it holds. Among alternatives it is
 * the one that asks for least. Undefined in two cases: an assessment does not keep what would tell (health, causes), or
 * a circumstance would have to go away that is no fault, like being a migrant worker or having been helped.
 *
 * @param wanted false: for the text not to hold
 */
export function needsFor(node: ASTNode, facts: Facts, wanted = true): string[] | undefined {
  if (node.op === '!_') return needsFor(node.args, facts, !wanted);
  if (node.op === '&&' || node.op === '||') {
    const parts = node.args.map((part) => needsFor(part, facts, wanted));
    return (node.op === '&&') === wanted ? together(parts) : least(parts);
  }
  const condition = conditionOf(node);
  return condition === undefined ? undefined : needOf(condition, facts, wanted);
}

function together(parts: readonly (string[] | undefined)[]): string[] | undefined {
  const known = parts.filter((part) => part !== undefined);
  return known.length === parts.length ? known.flat() : undefined;
}

function least(parts: readonly (string[] | undefined)[]): string[] | undefined {
  return parts.filter((part) => part !== undefined).sort((a, b) => a.length - b.length)[0];
}

const opposite: Record<Comparator, Comparator> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '==': '!=', '!=': '==' };
const says: Record<Comparator, string> = {
  '<': '须低于',
  '<=': '须不高于',
  '>': '须高于',
  '>=': '须不低于',
  '==': '须等于',
  '!=': '须不等于',
};

function needOf(condition: Condition, facts: Facts, wanted: boolean): string[] | undefined {
  if (condition.kind === 'circumstance') {
    const value = facts.values.get(condition.name);
    if (value === wanted) return [];
    return value === false ? [`须符合“${titleOf(condition.name, facts)}”`] : undefined;
  }
  const operator = wanted ? condition.operator : opposite[condition.operator];
  return condition.kind === 'againstLine'
    ? needAgainstLine(condition, operator, facts)
    : needInNumbers(condition, operator, facts);
}

/** 人均月收入须不高于低保标准的 1.5 倍（1,050.00 元），现高出 32.40 元（全家全年 1,166.40 元）. */
function needAgainstLine(condition: AgainstLine, operator: Comparator, facts: Facts): string[] | undefined {
  const { amount, times, lines } = condition;
  const value = evaluateSum(amount, facts.values);
  if (value === undefined) return undefined;
  const beyond = value * times - facts.line * 12 * facts.householdSize * lines;
  if (compares(beyond, operator)) return [];
  const { limit, gap } = againstLineInWords(value, condition, facts);
  const demand = `${perHead(amount, facts)}${says[operator]}${limit}`;
  if (beyond === 0) return [`${demand}，现正好相等`];
  // Whole fen of the whole household and year: what has to go, or to come, at the least.
  const annual = Math.ceil(Math.abs(beyond) / times);
  return [`${demand}，现${beyond > 0 ? '高出' : '低'}${gap.replace(/^\d/, ' $&')}（全家全年 ${formatFen(annual)}）`];
}

/** Two amounts of the household against each other, or one against a number: 劳动合同年限须不低于 1，现为 0.5. */
function needInNumbers(
  { left, right }: { left: ASTNode; right: ASTNode },
  operator: Comparator,
  facts: Facts,
): string[] | undefined {
  const [mine, other] = [factorOf(left), factorOf(right)];
  const [value, limit] = [evaluateSum(mine.rest, facts.values), evaluateSum(other.rest, facts.values)];
  if (value === undefined || limit === undefined) return undefined;
  if (compares(value * mine.factor - limit * other.factor, operator)) return [];
  const name = phrase(mine.rest, facts);
  const inWords = (amount: number) => (mine.rest.op === 'id' ? show(mine.rest.args, amount) : String(amount));
  const now = inWords(value);
  if (other.rest.op === 'value') return [`${name}${says[operator]} ${inWords(limit)}，现为 ${now}`];
  const percent = Math.round((other.factor * 1000) / mine.factor) / 10;
  const share = percent === 100 ? '' : `的 ${percent}%`;
  const asked = formatFen(Math.floor((limit * other.factor) / mine.factor));
  return [`${name}${says[operator]}${phrase(other.rest, facts)}${share}（${asked}），现为 ${now}`];
}

function compares(difference: number, operator: Comparator): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '==':
      return difference === 0;
    case '!=':
      return difference !== 0;
  }
}
