import { divisionName } from '../divisions/divisions.ts';
import { perCapita } from '../money/fen.ts';
import type { Assessment } from './assess.ts';
import type { CelProgram } from './cel.ts';
import type { CompiledCondition, CompiledStandard } from './compile.ts';
import { type AgainstLine, type Condition, conditionsOf, evaluateSum, namesIn } from './conditions.ts';
import { againstLineInWords, type Facts, factsOf, perHead, show, titleOf } from './facts.ts';
import { surveyFacts } from './input.ts';
import { needsFor } from './needs.ts';
import type { TieredAssessment } from './tiered.ts';
import { type Tier, tierTitles } from './tiers.ts';

/** One text of a standard with what the household's numbers made of it. */
export interface ExplainedPart {
  id: string;
  title: string;
  holds: boolean;
  /** The numbers put in, a sentence part each; empty when it asks only about health or causes. */
  numbers: string[];
  source: string;
}

export interface ExplainedStandard {
  tier: Tier;
  tierTitle: string;
  name: string;
  version: string;
  source: string;
  outcome: Assessment['outcome'];
  category: string | null;
  requirements: ExplainedPart[];
  clauses: (ExplainedPart & { category: string })[];
  /** All of the standard's; `holds` says that it is hit. */
  exclusions: (ExplainedPart & { exemptible: boolean; exempted: boolean })[];
}

/** What the household would have to change to fall in another category than it does. */
interface OtherCategory {
  tier: Tier;
  category: string;
  /** The clause of that category that is nearest. */
  clause: string;
  needs: string[];
}

/**
 * Who reads an explanation: staff may open the form; an approver's link opens without a code, and shows neither sealed
 * amounts nor whether anybody is ill.
 */
export type Reader = 'staff' | 'approver';

/** Why an assessment came out as it did. */
export interface Explanation {
  /** 家庭月人均收入, rounded down to the fen, with its working. */
  perCapita: { fen: number; working: string };
  line: { division: string; name: string; fen: number; from: string; invented?: boolean };
  /** One a tier that was asked, from the national one down. */
  standards: ExplainedStandard[];
  others: OtherCategory[];
}

/**
 * An assessment explained: every requirement, clause and exclusion of each standard that was asked, with the numbers
 * put in, the outcome and the source, and the way to the categories that the household is not in. To an approver,
 * clauses that tell of an illness or a cause are one for each category, and nobody says what should be otherwise.
 *
 * @param compiled the standards of the same versions that made the assessment, in the same order
 */
export function explain(
  assessment: TieredAssessment,
  compiled: readonly CompiledStandard[],
  reader: Reader = 'staff',
): Explanation {
  const asked = assessment.assessments.map((each, index) => {
    const standard = compiled[index];
    if (standard === undefined) throw new Error('an assessment is explained by the standards that made it');
    return { assessment: each, standard, facts: factsOf(each, standard) };
  });
  const [first] = asked;
  if (first === undefined) throw new Error('an assessment under no standard');
  const { line, perCapita: income } = first.assessment;
  return {
    perCapita: perCapita(income.annual, income.householdSize),
    line: { ...line, name: divisionName(line.division) ?? line.division },
    standards: asked.map(({ assessment, standard, facts }) => explainedStandard(assessment, standard, facts, reader)),
    others:
      reader === 'staff' ? asked.flatMap(({ standard, facts }) => otherCategories(assessment, standard, facts)) : [],
  };
}

/** What stands to an approver for all clauses of a category, or requirements, that tell of an illness or a cause. */
const discreetTitle = '涉及健康或致困原因的条款，本页不列';

function explainedStandard(
  assessment: Assessment,
  compiled: CompiledStandard,
  facts: Facts,
  reader: Reader,
): ExplainedStandard {
  const { tier, name, version, source } = compiled.standard;
  const holding = new Set(
    [...assessment.requirements, ...assessment.clauses].filter(({ holds }) => holds).map(({ id }) => id),
  );
  const hits = new Map(assessment.exclusions.map(({ id, exempted }) => [id, exempted] as const));
  const part = ({ part, program, tells }: CompiledCondition<{ id: string; title: string; source: string }>) => {
    const holds = holding.has(part.id);
    if (reader === 'approver' && tells.circumstances)
      return { id: 'discreet', title: discreetTitle, holds, numbers: [], source: '' };
    const numbers = numbersIn(program, facts, reader, holds);
    return { id: part.id, title: part.title, holds, numbers, source: part.source };
  };
  return {
    tier,
    tierTitle: tierTitles[tier],
    name,
    version,
    source,
    outcome: assessment.outcome,
    category: assessment.category,
    requirements: compiled.requirements.map(part),
    clauses: discreetly(compiled.clauses.map((clause) => ({ ...part(clause), category: clause.part.category }))),
    exclusions: compiled.exclusions.map((exclusion) => ({
      ...part(exclusion),
      holds: hits.has(exclusion.part.id),
      exemptible: exclusion.part.exemptible,
      exempted: hits.get(exclusion.part.id) ?? false,
    })),
  };
}

/** Clauses that may not be told apart become one for each category: it holds if any of them does. */
function discreetly(clauses: ExplainedStandard['clauses']): ExplainedStandard['clauses'] {
  const one = new Map<string, ExplainedStandard['clauses'][number]>();
  return clauses.filter((clause) => {
    if (clause.title !== discreetTitle) return true;
    const first = one.get(clause.category);
    if (first === undefined) one.set(clause.category, clause);
    else first.holds ||= clause.holds;
    return first === undefined;
  });
}

/** For each category of the standard but the household's own: its nearest clause, with the requirements not met. */
function otherCategories(
  result: TieredAssessment,
  { standard: { tier }, requirements, clauses }: CompiledStandard,
  facts: Facts,
): OtherCategory[] {
  const required = requirements.map(({ program }) => needsFor(program.ast, facts));
  const nearest = new Map<string, OtherCategory>();
  for (const { part, program } of clauses) {
    const { category, id } = part;
    const own = needsFor(program.ast, facts);
    if ((result.tier === tier && result.category === category) || own === undefined) continue;
    const needs = [...required.flatMap((each) => each ?? []), ...own];
    const before = nearest.get(category);
    if (before === undefined || needs.length < before.needs.length)
      nearest.set(category, { tier, category, clause: id, needs });
  }
  // A poorer category holds too, or none is needed: the household has the first that does.
  return [...nearest.values()].filter(({ needs }) => needs.length > 0);
}

/** The numbers of one text, each as a sentence part; `holds` says whether the text does. */
function numbersIn({ ast }: CelProgram, facts: Facts, reader: Reader, holds: boolean): string[] {
  return conditionsOf(ast)
    .filter((condition) => reader === 'staff' || !namesOf(condition).some((name) => facts.sealed.has(name)))
    .flatMap((condition) => words(condition, facts, holds) ?? []);
}

function namesOf(condition: Condition): string[] {
  switch (condition.kind) {
    case 'circumstance':
      return [condition.name];
    case 'againstLine':
      return namesIn(condition.amount);
    case 'comparison':
      return [...namesIn(condition.left), ...namesIn(condition.right)];
  }
}

function words(condition: Condition, facts: Facts, holds: boolean): string | undefined {
  switch (condition.kind) {
    case 'circumstance': {
      const value = facts.values.get(condition.name);
      // Taken as true until the survey asks, and it asks only where everything else holds.
      if (value === true && (surveyFacts as readonly string[]).includes(condition.name))
        return holds ? `${titleOf(condition.name, facts)}：以入户调查问明的为准` : undefined;
      return typeof value === 'boolean' ? `${titleOf(condition.name, facts)}：${value ? '是' : '否'}` : undefined;
    }
    case 'againstLine':
      return distance(condition, facts);
    case 'comparison': {
      const known = [...namesIn(condition.left), ...namesIn(condition.right)].filter((name) => facts.values.has(name));
      return known.length === 0
        ? undefined
        : known.map((name) => `${titleOf(name, facts)} ${show(name, facts.values.get(name))}`).join('，');
    }
  }
}

/** How far an amount of the household lies from a multiple of the line, per head and month as people know both. */
function distance(condition: AgainstLine, facts: Facts): string | undefined {
  const { amount, times, lines } = condition;
  const value = evaluateSum(amount, facts.values);
  if (value === undefined) return undefined;
  const beyond = value * times - facts.line * 12 * facts.householdSize * lines;
  const { head, limit, gap } = againstLineInWords(value, condition, facts);
  const said = `${perHead(amount, facts)} ${head}`;
  if (beyond === 0) return `${said}，等于${limit}`;
  return `${said}，${beyond > 0 ? '高出' : '低于'}${limit}${gap}`;
}
