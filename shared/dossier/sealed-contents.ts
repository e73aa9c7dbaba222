import type { CheckResult } from '../checking/sources.ts';
import type { Consent } from '../consent/consent.ts';
import type { Account, DraftForm } from '../form/form.ts';
import type { ExclusionFacts } from '../standards/exemptions.ts';
import type { SurveyAnswers } from '../standards/input.ts';
import type { JudgedMonth } from '../standards/lifted-out.ts';

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

/** What `statement` of an exit holds. */
export interface ExitStatement {
  opinion: string;
  /** What was seen of it, by whom: where no attachment bears it out. */
  seen?: string;
  /** 脱困: what the household earned month by month, beside the line of each month, and how many people it was divided by. */
  incomes?: { householdSize: number; months: JudgedMonth[] };
}

/** What `contact` of 核验过的联系方式 holds: it, and whose ID card was seen. */
export interface VerifiedContact {
  contact: { by: 'mail' | 'message'; address: string };
  name: string;
  idNumber: string;
}

/** What `findings` of a survey holds. */
export interface SurveyFindings {
  surveyors: string[];
  opinion: string;
  answers: SurveyAnswers;
}

/** What `says` of an answer of an office holds of each person: `person` is a JSON pointer into the form. */
export interface CheckedPerson {
  person: string;
  result: CheckResult;
  difference: string | null;
}

/** What `content` of a 撤回同意 holds: whose of which form, what they had agreed to, what they said, and when they were told what follows. */
export interface WithdrawnConsent {
  /** JSON pointer into that form. */
  person: string;
  form: number;
  consent: Consent;
  statement: string;
  /** ISO date. */
  toldOn: string;
}

/** What `content` of a new 银行账户 holds; `account` null: aid goes to none any more. */
export interface NewAccount {
  account: Account | null;
  reason: string;
}

/** What `content` of a 评议 holds. */
export interface DeliberationContent {
  place: string;
  present: { name: string; post: string }[];
  votes: { for: number; against: number; abstain: number };
  opinion: string;
  keptBy: string;
}

/** What 暂存 holds: all that stands on the screen of whoever fills in a form, also what no box takes. */
export interface Scratch {
  form: DraftForm;
  /** Texts that are none of their box's values, by JSON pointer. */
  unread: { pointer: string; text: string }[];
  /** 告知同意 as far as they are filled in. */
  consents: ScratchConsent[];
  /** What a changed review says was found. */
  opinion: string;
}

/** 告知同意 of one person, half filled in. */
interface ScratchConsent {
  person: string;
  way?: string;
  on?: string;
  paper?: string;
  guardian?: { name?: string; relation?: string; because?: string };
}

/** 再次临时救助: when the same person was taken in before and why, the last first; and why again, where somebody has said. */
export interface TemporaryAgain {
  earlier: { since: string; until: string; cause: string }[];
  reason: string | null;
}
