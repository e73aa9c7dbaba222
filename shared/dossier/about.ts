import type { ExclusionFacts } from '../standards/exemptions.ts';
import type { SurveyAnswers } from '../standards/input.ts';

/** What a sealed text of the journal is bound to: it opens for this dossier and this purpose only. */
export const surveyAbout = (id: string): string => `${id}/survey`;
export const openingAbout = (id: string, at: string): string => `${id}/opening/${at}`;
export const attachmentKindAbout = (id: string, attachment: string): string => `${id}/attachment/${attachment}/kind`;
export const objectionAbout = (id: string, objection: number): string => `${id}/objection/${objection}`;
/** One opinion may close several at once: it is bound to the first of them. */
export const triageAbout = (id: string, first: number): string => `${id}/triage/${first}`;
/** What waits for its code before it is received. */
export const receiptAbout = (receipt: string): string => `receipt/${receipt}`;
export const resolutionAbout = (id: string, objection: number): string => `${id}/resolution/${objection}`;
export const assessmentAbout = (id: string, occasion: string): string => `${id}/assessment/${occasion}`;
export const exemptionAbout = (id: string, exclusion: string): string => `${id}/exemption/${exclusion}`;
export const decisionAbout = (id: string, request: number): string => `${id}/decision/${request}`;
export const planAbout = (id: string, plan: number): string => `${id}/plan/${plan}`;
export const signatureAbout = (id: string, plan: number): string => `${id}/signature/${plan}`;
export const reverificationAbout = (id: string, review: number): string => `${id}/reverification/${review}`;
export const clearanceAbout = (id: string, form: number): string => `${id}/clearance/${form}`;
export const rulingAbout = (id: string, other: string): string => `${id}/ruling/${other}`;
export const mergerAbout = (id: string, other: string): string => `${id}/merger/${other}`;
export const withdrawalAbout = (id: string): string => `${id}/withdrawal`;

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
