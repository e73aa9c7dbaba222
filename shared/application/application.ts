import type { ErrorCode } from '../errors/catalogue.ts';
import type { ApplicationContent } from './content.ts';

/** Where an application stands. */
export const applicationStandings = {
  draft: '还没有提交',
  received: '已收到，等工会接收',
  asked: '工会有话要问',
  takenOver: '工会已接收',
  refused: '工会没有接收',
  withdrawn: '已撤回',
} as const;
export type ApplicationStanding = keyof typeof applicationStandings;

/** Why a union does not take one over. None of them says whether anybody is on file. */
export const refusalReasons = {
  notReached: '联系不上本人',
  notOurs: '不在本省工会的受理范围',
  papersLacking: '材料不全，问过没有补',
  inPerson: '请带身份证到工会当面办理',
  notInEarnest: '不是真的申请',
} as const;
export type RefusalReason = keyof typeof refusalReasons;

/**
 * 申请: what a worker, or somebody for them, has asked for themselves. It is no dossier yet, and becomes one of the same id when a
 * union takes it over. All that is in it of anybody is in its file, sealed.
 */
export interface Application {
  id: string;
  standing: ApplicationStanding;
  /** Whose it is; null before it is handed in. */
  orgPath: string | null;
  /** ISO dates. */
  startedOn: string;
  submittedOn: string | null;
  /** By which the union is to have taken it over, asked or refused. */
  due: string | null;
  /** How often it was reminded of that, and on which day last. */
  reminded: number;
  remindedOn: string | null;
  /** Who of the staff, or null where it was the applicant; the day on which it ended. */
  endedBy: string | null;
  endedOn: string | null;
  reason: RefusalReason | null;
}

/** One thing that was said on the way: a question, an answer, why it was refused. */
export interface Said {
  kind: 'question' | 'answer' | 'refusal' | 'withdrawal';
  /** ISO date. */
  on: string;
  /** Of the staff; null where the applicant said it. */
  by: string | null;
  /** Who of the staff had shown what the applicant said it by: whoever shows it knows the code, and could say it for them. */
  shownBy?: string;
  text: string;
}

/** So many questions and answers, before the word with which it ends: enough for anybody, and bounded. */
export const mostSaid = 20;

/** What the applicant agreed to when they handed it in. */
interface AgreedOnline {
  version: string;
  digest: string;
  /** ISO date. */
  on: string;
}

/** Where a code, and word of what became of it, goes. */
export interface ApplicantContact {
  by: 'mail' | 'message';
  address: string;
}

/** Everything in an application that is of somebody, sealed as one. */
export interface ApplicationFile {
  content: ApplicationContent;
  said: readonly Said[];
  /** Null before it is handed in. */
  receipt: string | null;
  agreed: AgreedOnline | null;
  /** Null of one that was begun in presence. */
  contact: ApplicantContact | null;
}

/** Why something cannot be done with it as it stands: a Chinese sentence without its full stop. */
export interface ApplicationRefusal {
  refused: string;
  code: ErrorCode;
}
type Decided = Application | ApplicationRefusal;

export const isApplicationRefusal = (decided: Decided): decided is ApplicationRefusal => 'refused' in decided;

const stands = ({ standing }: Application): ApplicationRefusal => ({
  refused: `申请现在是“${applicationStandings[standing]}”，不能这样办`,
  code: 1362,
});

/** Whether the union has it in hand. */
export const isOpenApplication = ({ standing }: Pick<Application, 'standing'>): boolean =>
  standing === 'received' || standing === 'asked';

export const newApplication = (id: string, today: string): Application => ({
  ...{ id, standing: 'draft', orgPath: null, startedOn: today, submittedOn: null, due: null },
  ...{ reminded: 0, remindedOn: null, endedBy: null, endedOn: null, reason: null },
});

/** What the applicant may still change. */
export const decideSaving = (before: Application): Decided => (before.standing === 'draft' ? before : stands(before));

export const decideHandingIn = (
  before: Application,
  { orgPath, today, due }: { orgPath: string; today: string; due: string },
): Decided =>
  before.standing === 'draft' ? { ...before, standing: 'received', orgPath, submittedOn: today, due } : stands(before);

/** While the union waits for an answer its own time does not run: it begins anew with the answer. */
export const decideQuestion = (before: Application, said: readonly Said[], due: string): Decided => {
  if (!isOpenApplication(before)) return stands(before);
  if (said.length >= mostSaid - 1) return { refused: `一件申请里至多 ${mostSaid} 条问答，请打电话问`, code: 1362 };
  return { ...before, standing: 'asked', due, reminded: 0, remindedOn: null };
};

export const decideAnswer = (before: Application, due: string): Decided =>
  before.standing === 'asked'
    ? { ...before, standing: 'received', due, reminded: 0, remindedOn: null }
    : stands(before);

export const decideForwarding = (before: Application, { orgPath, due }: { orgPath: string; due: string }): Decided => {
  if (!isOpenApplication(before)) return stands(before);
  if (orgPath === before.orgPath) return { refused: '申请已经在这个工会', code: 1362 };
  return { ...before, orgPath, due, reminded: 0, remindedOn: null };
};

export const decideRefusal = (
  before: Application,
  { by, today, reason }: { by: string; today: string; reason: RefusalReason },
): Decided =>
  isOpenApplication(before)
    ? { ...before, standing: 'refused', endedBy: by, endedOn: today, reason, due: null }
    : stands(before);

export const decideTakingOver = (
  before: Application,
  { by, today, orgPath }: { by: string; today: string; orgPath: string },
): Decided =>
  isOpenApplication(before)
    ? { ...before, standing: 'takenOver', orgPath, endedBy: by, endedOn: today, due: null }
    : stands(before);

/** Before it is a dossier: then it is asked for there. */
export const decideApplicantsWithdrawal = (before: Application, today: string): Decided =>
  before.standing === 'draft' || isOpenApplication(before)
    ? { ...before, standing: 'withdrawn', endedOn: today, due: null }
    : stands(before);

/** It has been kept long enough: of a draft it ends with that. */
export const decideForgetting = (before: Application, today: string): Application =>
  before.standing === 'draft' ? { ...before, standing: 'withdrawn', endedOn: today } : before;

export const decideReminder = (before: Application, today: string): Decided =>
  isOpenApplication(before) ? { ...before, reminded: before.reminded + 1, remindedOn: today } : stands(before);
