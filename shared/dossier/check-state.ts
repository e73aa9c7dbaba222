import type { CheckResult, CheckSource } from '../checking/sources.ts';
import type { Sealed } from '../sealing/sealed.ts';
import { isOpen, type Matter } from './matter.ts';

/** 核对 of one household with one office; what is sealed is bound to the entry (`version`) that holds it. */
export interface Check {
  source: CheckSource;
  /** In which batch it is. */
  batch: string;
  /** ISO dates. */
  askedOn: string;
  answer: { version: number; on: string; by: string; result: CheckResult; says: Sealed | null } | null;
  /** 说明 of what is not as the form says, by whoever registers; `toldOn`: when the worker was told of the result. */
  explanation: {
    version: number;
    on: string;
    toldOn: string;
    evidence: string[];
    statement: Sealed;
  } | null;
  /** Everybody who has explained it so far: an explanation is replaced by the next, whoever gave it stays. */
  explainers: readonly string[];
  /** 复核: let pass all the same, by somebody who has not handled the matter. */
  ruling: { version: number; on: string; by: string; as: CheckRuling; opinion: Sealed } | null;
}

/** `exception`: explained, looked into and found to be no obstacle (facts 1.4.6); `unanswered`: the office did not answer in time. */
export const checkRulings = { exception: '查实不影响', unanswered: '逾期没有答复，不等' } as const;
export type CheckRuling = keyof typeof checkRulings;

/** 核对 of a matter: which offices are asked, as the province had it when the first was, and how far each is. */
export interface Checking {
  sources: readonly CheckSource[];
  checks: readonly Check[];
}

/** Who recorded what an office answered, and who gave the household's word on it: they do not rule on it. */
export const checkersOf = ({ answer, explainers }: Check): string[] => [
  ...new Set([...(answer === null ? [] : [answer.by]), ...explainers]),
];

/** Whether the household waits for offices now. */
export const isChecking = ({ matter }: { matter: Matter }): boolean => isOpen(matter) && matter.stage === 'checking';

export function checkOf(checking: Checking | null, source: CheckSource): Check | undefined {
  return checking?.checks.find((each) => each.source === source);
}

/** Whether nothing more is to be known or said of it. */
export function isCheckSettled({ answer, ruling }: Check): boolean {
  return answer?.result === 'consistent' || ruling !== null;
}

/** Whether every office has answered, and what was not as the form says has been let pass. */
export function isChecked(checking: Checking | null): boolean {
  if (checking === null) return false;
  return checking.sources.every((source) => {
    const check = checkOf(checking, source);
    return check !== undefined && isCheckSettled(check);
  });
}

/** Answered otherwise than the form says, and not let pass yet. */
export function openConflicts(checking: Checking | null): Check[] {
  return (checking?.checks ?? []).filter((each) => each.answer !== null && !isCheckSettled(each));
}

/** Those of whom nothing is known yet. */
export function unanswered(checking: Checking | null): Check[] {
  return (checking?.checks ?? []).filter((each) => each.answer === null && each.ruling === null);
}

/** Which offices are still to be asked. @param sources those that the province asks now: what was begun keeps its own */
export function toAsk(checking: Checking | null, sources: readonly CheckSource[]): CheckSource[] {
  return (checking?.sources ?? sources).filter((source) => checkOf(checking, source) === undefined);
}

/** 核对授权 of a dossier's people; `missing`: of how many of its form it is not there yet. */
export interface Authorization {
  version: number;
  form: number;
  missing: number;
  content: Sealed;
}
