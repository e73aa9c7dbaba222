import type { ActionOf } from '../../shared/dossier/actions.ts';
import { assessmentContext } from '../../shared/dossier/seal-contexts.ts';
import { fieldFault } from '../../shared/errors/field-fault.ts';
import { fieldProblem, refuseFaults } from '../../shared/errors/problem.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { exemptionsOf } from '../../shared/registry/exemptions.ts';
import type { App } from '../../shared/services/app.ts';
import { assessments, forms, keyring } from '../../shared/services/services.ts';
import { assessForm } from '../../shared/standards/assess-form.ts';
import type { SurveyAnswers } from '../../shared/standards/input.ts';
import type { AssessmentRecord } from '../../shared/standards/record.ts';

/**
 * What the surveyor's answers make of the assessment: the clause that decided may hold only if the survey confirms
 * something that no form can show. Undefined when it stands as it is; otherwise the first clause that still holds
 * decides. E1004 when a question is not answered, or when no clause is left: then the outcome cannot be 属实.
 */
export async function reassessed(
  app: App,
  dossier: Dossier,
  answers: SurveyAnswers,
): Promise<ActionOf<'recordSurvey'>['reassessed']> {
  const { id, state } = dossier;
  const { assessment, basis, form: number } = state.matter;
  if (assessment === null || basis === null || number === null) return undefined;
  // 临时救助 does not go by the standards: what a visit makes of their clauses decides nothing of it.
  if (state.matter.kind === 'temporary') return undefined;
  const before = await assessments(app).of(dossier);
  requireAnswered(before, answers);
  if (before.surveyQuestions.every(({ asks }) => answers[asks] === true)) return undefined;

  const form = await forms(app).getSubmitted(id, number);
  const exemptions = await exemptionsOf(keyring(app), state);
  const { explained: _, ...record } = assessForm(app.profile, form, basis, exemptions, answers);
  const { outcome, category, tier } = record.assessment;
  if (outcome !== 'eligible' || category === null || tier === null) {
    const otherwise =
      state.matter.kind === 'registration' ? '退回补正（return）或不予建档（reject）' : '退回补正（return）';
    const message = `按调查的回答，已不符合本省任何一级标准：结论只能是${otherwise}`;
    throw fieldProblem('/outcome', message);
  }
  requireAnswered(record, answers);
  return { category, tier, record: await keyring(app).seal(assessmentContext(id, assessment.occasion), record) };
}

/** E1004 for a visit that is still to come. */
export function requireNotAhead(surveyedOn: string, today: string): void {
  if (surveyedOn <= today) return;
  throw fieldProblem('/surveyedOn', '入户日期不能晚于今天');
}

function requireAnswered({ surveyQuestions }: AssessmentRecord, answers: SurveyAnswers): void {
  const faults = surveyQuestions
    .filter(({ asks }) => answers[asks] === undefined)
    .map(({ asks, question }) => fieldFault(`/answers/${asks}`, `须答是（true）或否（false）：${question}`));
  refuseFaults(faults);
}
