import type { ExclusionFacts } from '../standards/exemptions.ts';
import type { SurveyAnswers } from '../standards/input.ts';

/** What `statement` of an objection holds: the receipt is what whoever wrote it cites on the telephone. */
export interface ObjectionStatement {
  receipt: string;
  reason: string;
  name?: string | undefined;
  contact?: string | undefined;
  mail?: string | undefined;
}

/** What `ruling` of an exemption holds. */
export interface ExemptionRuling {
  reason: string;
  /** What the exclusion was hit by. */
  facts: ExclusionFacts;
}

/** What `findings` of a survey holds. */
export interface SurveyFindings {
  surveyors: string[];
  opinion: string;
  answers: SurveyAnswers;
}
