import { standardsOf } from './assess-form.ts';
import { StandardError } from './errors.ts';
import { explain } from './explain.ts';
import { basisOn } from './in-force.ts';
import type { AssessmentInput } from './input.ts';
import type { Situation } from './situations.ts';
import type { ProvinceStandards } from './standard.ts';
import { assessTiers, type TieredAssessment } from './tiered.ts';
import type { Tier } from './tiers.ts';

/** What is asked: few and plain questions. Amounts in fen. */
export interface SelfCheck {
  /** Six digits: where the worker's household is registered, or where a migrant works. */
  division: string;
  people: number;
  /** A month and person, of everybody's together. */
  monthlyIncome: number;
  /** What illness, school or an accident cost them in the last year themselves; undefined where they do not know. */
  spent?: number | undefined;
  situations: readonly Situation[];
}

/**
 * `may`: by what was said a category might apply. `ifSpent`: it might if illness, school or the accident costs enough.
 * `unlikely`: by these figures none does. `unknown`: there are no standards or no line to go by.
 */
type SelfCheckOutcome = 'may' | 'ifSpent' | 'unlikely' | 'unknown';

/** What comes of it: no verdict, for most of what a verdict rests on was not asked. */
export interface SelfCheckResult {
  outcome: SelfCheckOutcome;
  category: string | null;
  tier: Tier | null;
  /** The text of the standard that would apply. */
  clause: string | null;
  /** Fen a month and person: the county's line, and since when (ISO date). */
  line: { fen: number; from: string; invented: boolean } | null;
}

/**
 * What the province's standards would say, were everything that was not asked in the household's favour: no second
 * home, no car, a contract. Stores nothing, and asks nobody.
 *
 * @param today ISO date
 */
export function selfCheck(province: ProvinceStandards, said: SelfCheck, today: string): SelfCheckResult {
  try {
    const basis = basisOn(province, said.division, today);
    const { fen, from, invented = false } = basis.line;
    const line = { fen, from, invented };
    const compiled = standardsOf(province, basis);
    const asked = (spent: number) => assessTiers(compiled, inputOf(said, spent), basis.line);
    const stated = asked(said.spent ?? 0);
    const told = (outcome: SelfCheckOutcome, assessment: TieredAssessment): SelfCheckResult => {
      const { category, tier } = assessment;
      const of = explain(assessment, compiled).standards.find((each) => each.tier === tier);
      const clause = of?.clauses.find(({ holds }) => holds)?.title ?? null;
      return { outcome, category, tier, clause, line };
    };
    if (stated.category !== null) return told('may', stated);
    const most = said.spent === undefined && mayCost(said.situations) ? asked(yearly(said)) : stated;
    if (most.category !== null) return told('ifSpent', most);
    return { outcome: 'unlikely', category: null, tier: null, clause: null, line };
  } catch (error) {
    if (!(error instanceof StandardError)) throw error;
    return { outcome: 'unknown', category: null, tier: null, clause: null, line: null };
  }
}

const yearly = ({ people, monthlyIncome }: SelfCheck): number => people * monthlyIncome * 12;

const costly: readonly Situation[] = ['illness', 'disability', 'student', 'suddenEvent'];
const mayCost = (said: readonly Situation[]): boolean => said.some((each) => costly.includes(each));

/** The cause of each, as the form has it, the gravest first. */
const causes: readonly [Situation, string][] = [
  ['illness', '家庭成员患重大疾病'],
  ['suddenEvent', '遭受意外事故'],
  ['student', '子女上学'],
  ['unemployed', '下岗失业'],
  ['disability', '家庭成员无劳动能力'],
];

function inputOf(said: SelfCheck, spent: number): AssessmentInput {
  const has = (situation: Situation) => said.situations.includes(situation);
  const [primaryCause = '其他', ...others] = causes.filter(([each]) => has(each)).map(([, cause]) => cause);
  const expense = { rigidMedical: 0, rigidEducation: 0, rigidAccident: 0, rigidOther: 0 };
  expense[
    has('illness')
      ? 'rigidMedical'
      : has('suddenEvent')
        ? 'rigidAccident'
        : has('student')
          ? 'rigidEducation'
          : 'rigidOther'
  ] = spent;
  const annual = yearly(said);
  return {
    annualHouseholdIncome: annual,
    householdSize: said.people,
    otherAnnualIncome: 0,
    workerMonthlyIncome: said.people * said.monthlyIncome,
    ...expense,
    rigidDisabilityCare: 0,
    rigidEmployment: 0,
    reimbursements: 0,
    governmentAid: 0,
    hasAid: false,
    homes: 0,
    shops: 0,
    employees: 0,
    vehicles: 0,
    exemptVehicles: 0,
    privateSchool: false,
    overseasStudy: false,
    savings: 0,
    investments: 0,
    unionMember: true,
    contractYears: 1,
    openEndedContract: false,
    factualEmploymentYears: 1,
    migrantWorker: has('migrant'),
    primaryCause,
    secondaryCauses: others.slice(0, 3),
    majorEvent: '',
    retired: false,
    anyDisabled: has('disability'),
    anySeriousIllness: has('illness'),
    anyStudent: has('student'),
    singleParent: has('singleParent'),
    sixMonthsBelowLine: true,
    division: said.division,
  };
}
