import type { Exemptible } from './exemptions.ts';
import type { SurveyQuestion } from './standard.ts';
import type { TieredAssessment } from './tiered.ts';

/** What an `assess` action keeps sealed: of whom what is true stands in it, and amounts that the form seals. */
export interface AssessmentRecord {
  assessment: TieredAssessment;
  /** For staff, who may open the form. */
  explanation: string[];
  /** What the survey must ask before the clause that decided counts. */
  surveyQuestions: SurveyQuestion[];
  /** What it was hit by and may be exempted from: whoever only reads a record compiles no standard. */
  exemptible: Exemptible[];
  /** For an approver's link: neither sealed amounts nor whether anybody is ill. */
  forApprover: string[];
}
