import type { Form } from '../form/form.ts';
import type { Basis } from './basis.ts';
import { type CompiledStandard, compileStandard } from './compile.ts';
import { standardDigest } from './digest.ts';
import { fault, orProblem, StandardError } from './errors.ts';
import { type ExclusionFacts, exemptibleIn, stillHolds } from './exemptions.ts';
import { type Explanation, explain } from './explain.ts';
import { assessmentInput } from './form-input.ts';
import type { SurveyAnswers } from './input.ts';
import type { AssessmentRecord } from './record.ts';
import { sentences } from './sentences.ts';
import type { ProvinceStandards, Standard, SurveyQuestion } from './standard.ts';
import { assessTiers, decisive, type TieredAssessment } from './tiered.ts';

const compiled = new WeakMap<Standard, CompiledStandard>();

function compiledOf(standard: Standard): CompiledStandard {
  const known = compiled.get(standard);
  if (known) return known;
  const fresh = compileStandard(standard);
  compiled.set(standard, fresh);
  return fresh;
}

/** An exemption as it was ruled. */
export interface RuledExemption {
  exclusion: string;
  facts: ExclusionFacts;
}

/**
 * What the province's standards say of a form, and why; `answers` are what the survey has found out. An exemption
 * counts as long as what it was ruled on is as it was. E1200 when a standard of the basis is no longer in the province,
 * says something else than it did, or cannot be evaluated: nobody is judged by another text than the one in force on
 * the day of submission.
 */
export function assessForm(
  province: ProvinceStandards,
  form: Form,
  basis: Basis,
  exemptions: readonly RuledExemption[],
  answers: SurveyAnswers = {},
): AssessmentRecord & { explained: Explanation } {
  return orProblem(() => {
    const standards = standardsOf(province, basis);
    const input = assessmentInput(form, answers);
    const exempted = exemptions.filter(({ facts }) => stillHolds(facts, input)).map(({ exclusion }) => exclusion);
    const assessment = assessTiers(standards, input, basis.line, exempted);
    const explained = explain(assessment, standards);
    const surveyQuestions = surveyQuestionsOf(assessment, standards);
    const tiers = new Set(assessment.assessments.map(({ standard }) => standard.version));
    const asked = surveyQuestions.filter(({ asks }) => answers[asks] === undefined);
    return {
      assessment,
      explained,
      explanation: [
        ...sentences(assessment, explained),
        ...asked.map(({ question }) => `入户调查须问明：${question}。`),
      ],
      surveyQuestions,
      exemptible: exemptibleIn(
        assessment,
        standards.filter(({ standard }) => tiers.has(standard.version)),
      ),
      forApprover: sentences(assessment, explain(assessment, standards, 'approver')),
    };
  });
}

/** What the survey must confirm for the clause that decided. */
function surveyQuestionsOf(assessment: TieredAssessment, standards: readonly CompiledStandard[]): SurveyQuestion[] {
  if (assessment.category === null) return [];
  const { standard, clauses } = decisive(assessment);
  const decided = clauses.find(({ holds }) => holds)?.id;
  return standards
    .filter((each) => each.standard.version === standard.version)
    .flatMap((each) => each.clauses)
    .flatMap(({ part: { id, survey } }) => (id === decided && survey ? survey : []));
}

/** The standards of a basis, ready to be asked, in the order of the tiers. E1200 when one is not in the province as it was. */
export function standardsOf(province: ProvinceStandards, { standards }: Basis): CompiledStandard[] {
  return orProblem(() => standards.map((each) => compiledOf(standardOf(province, each))));
}

function standardOf({ standards }: ProvinceStandards, { version, digest }: Basis['standards'][number]): Standard {
  const found = standards.find((each) => each.version === version);
  if (found === undefined) throw new StandardError([fault(1212, version)]);
  if (standardDigest(found) !== digest) throw new StandardError([fault(1214, version, `提交时的摘要为 ${digest}`)]);
  return found;
}
