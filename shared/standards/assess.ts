import type { CompiledStandard } from './compile.ts';
import { fault, StandardError } from './errors.ts';
import { type AssessmentInput, type InputKind, inputFields } from './input.ts';
import type { SubsistenceLine } from './standard.ts';
import type { Tier } from './tiers.ts';

/** A subsistence line as an assessment keeps it: the amount, and since when. */
export type UsedLine = Pick<SubsistenceLine, 'division' | 'fen' | 'from'> & { invented?: boolean };

/**
 * What one standard says of a household: plain JSON, small, and enough for `explain` in ten years. Its figures are made
 * of sealed fields: it is itself sealed wherever it is kept.
 */
export interface Assessment {
  standard: { name: string; version: string; tier: Tier };
  /** The subsistence line used: fen per person per month, in force from that ISO date. */
  line: UsedLine;
  /** excluded: a clause holds, and an exclusion that nobody exempted does too. */
  outcome: 'eligible' | 'ineligible' | 'excluded';
  /** 困难类别 of the first clause that holds; of an excluded household the one it would have; null when ineligible. */
  category: string | null;
  /** 家庭月人均收入: annual ÷ 12 ÷ householdSize, rounded down to the fen. */
  perCapita: { fen: number; annual: number; householdSize: number };
  figures: { name: string; value: number | boolean }[];
  facts: Record<string, number | boolean | string>;
  requirements: { id: string; holds: boolean }[];
  clauses: { id: string; category: string; holds: boolean }[];
  /** The exclusions that are hit. */
  exclusions: { id: string; title: string; exempted: boolean }[];
}

/** More than any household has (ten billion yuan), and small enough that every product stays exact in a double. */
const maximumFen = 1e12;
const maximumHouseholdSize = 100;

/**
 * Assesses a household. Pure; the same inputs give the same verdict for ever.
 *
 * @param line the subsistence line of `input.division` on the day of submission, see `subsistenceLineFor`
 * @param exempted ids of the exclusions for which an exemption was ruled; only exemptible ones count
 * @throws StandardError 1210 when the input is out of range, naming the field; 1211 when a text cannot be evaluated
 */
export function assess(
  compiled: CompiledStandard,
  input: AssessmentInput,
  line: UsedLine,
  exempted: readonly string[] = [],
): Assessment {
  checkInput(input);
  const { standard } = compiled;
  const { annualHouseholdIncome: annual, householdSize } = input;
  const parts = 12 * householdSize;
  const context: Record<string, unknown> = {
    ...input,
    subsistenceLine: line.fen,
    householdLine: line.fen * parts,
  };

  const figures: Assessment['figures'] = [];
  for (const { name, program } of compiled.figures) {
    const value = evaluate(compiled, `中间数 ${name}`, program, context) as number | boolean;
    if (typeof value === 'number' && !Number.isFinite(value))
      throw noResult(compiled, `中间数 ${name}`, '不是有限的数');
    context[name] = value;
    figures.push({ name, value });
  }

  let meetsAll = true;
  const requirements: Assessment['requirements'] = [];
  for (const { part, program } of compiled.requirements) {
    const holds = evaluate(compiled, `前提 ${part.id}`, program, context) as boolean;
    if (!holds) meetsAll = false;
    requirements.push({ id: part.id, holds });
  }

  let category: string | null = null;
  const clauses: Assessment['clauses'] = [];
  for (const { part, program } of compiled.clauses) {
    const holds = evaluate(compiled, `条款 ${part.id}`, program, context) as boolean;
    if (holds && meetsAll && category === null) category = part.category;
    clauses.push({ id: part.id, category: part.category, holds });
  }

  let excluded = false;
  const exclusions: Assessment['exclusions'] = [];
  for (const { part, program } of compiled.exclusions) {
    if (evaluate(compiled, `排除情形 ${part.id}`, program, context) !== true) continue;
    const isExempted = part.exemptible && exempted.includes(part.id);
    if (!isExempted) excluded = true;
    exclusions.push({ id: part.id, title: part.title, exempted: isExempted });
  }

  const facts: Assessment['facts'] = {};
  for (const name of compiled.facts) facts[name] = input[name] as number | boolean | string;

  return {
    standard: { name: standard.name, version: standard.version, tier: standard.tier },
    line: {
      division: line.division,
      fen: line.fen,
      from: line.from,
      ...(line.invented ? { invented: true } : {}),
    },
    outcome: category === null ? 'ineligible' : excluded ? 'excluded' : 'eligible',
    category,
    perCapita: { fen: (annual - (annual % parts)) / parts, annual, householdSize },
    figures,
    facts,
    requirements,
    clauses,
    exclusions,
  };
}

function evaluate(
  compiled: CompiledStandard,
  subject: string,
  program: { run(context: Record<string, unknown>): unknown },
  context: Record<string, unknown>,
): unknown {
  try {
    return program.run(context);
  } catch (error) {
    throw noResult(compiled, subject, '运算出错', error);
  }
}

function noResult({ standard }: CompiledStandard, subject: string, detail: string, cause?: unknown): StandardError {
  return new StandardError([fault(1211, `${standard.name}（${standard.version}）${subject}`, detail)], { cause });
}

const fieldsOfKind = (kind: InputKind) =>
  (Object.keys(inputFields) as (keyof AssessmentInput)[]).filter((name) => inputFields[name].kind === kind);
const fenFields = fieldsOfKind('fen');
const countFields = fieldsOfKind('count');

function checkInput(input: AssessmentInput): void {
  for (const name of fenFields) {
    const value = input[name] as number;
    if (!(Number.isInteger(value) && value >= 0 && value <= maximumFen))
      throw badInput(name, '须为不小于 0 的整数分，且不超过 100 亿元');
  }
  for (const name of countFields) {
    const value = input[name] as number;
    if (!(Number.isInteger(value) && value >= 0)) throw badInput(name, '须为不小于 0 的整数');
  }
  if (input.householdSize < 1 || input.householdSize > maximumHouseholdSize)
    throw badInput('householdSize', `须为 1 至 ${maximumHouseholdSize} 的整数`);
  if (!(input.contractYears >= 0 && Number.isFinite(input.contractYears)))
    throw badInput('contractYears', '须为不小于 0 的数');
}

function badInput(name: keyof AssessmentInput, detail: string): StandardError {
  return new StandardError([fault(1210, inputFields[name].title, detail)]);
}
