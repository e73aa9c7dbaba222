import type { Decision } from '../dossier/matter.ts';
import type { NoticeSummary } from '../dossier/notice-summary.ts';
import type { Objection } from '../dossier/objection-list.ts';
import type { MatterKind } from '../matters/course.ts';
import type { CorrectionOutcome } from '../matters/outcomes.ts';
import type { Choices } from '../organisation/choices.ts';
import type { Publisher } from '../province/publisher.ts';

/**
 * What the pages are shown. Whoever fills a view has masked it already: a page prints what it is given and never sees
 * sealed data. Dates are ISO dates and instants ISO instants in UTC; everything else is text as people read it.
 */

/** What a person is told about one field of a form: a Chinese sentence. */
export type Faults<Field extends string> = { [F in Field]?: string };

export interface Row {
  label: string;
  value: string;
}

// ---- 公示 ----

export interface NoticesView {
  publisher: Publisher;
  province: string;
  /** Counties to choose from, under their cities, and each city's own. */
  divisionGroups: Choices[];
  /** The chosen division's code, or null for the whole province. */
  division: string | null;
  notices: NoticeSummary[];
  /** Cursor of the next page, null on the last. */
  nextCursor: string | null;
  /** Whether this is a county's whole list, to be printed. */
  whole: boolean;
  /** The list's own, with its scheme: on paper as a QR code and beside it. */
  address: string;
  /** Whether this is a later page, so that the way back to the first is offered. */
  later: boolean;
}

/** All of a county's, on one page to be printed: some 0.3 MB when there are as many. */
export const noticesPrinted = 500;

/** As many as fit in a page of 30 KB beside the counties of the largest province. */
export const noticesPerPage = 15;

export const objectionLimits = { reason: 1000, name: 50, mail: 200, contact: 100 } as const;

type ObjectionField = 'reason' | 'signed' | 'name' | 'mail' | 'contact';

/** Fields that were posted, by their names; `requestKey` comes back as it was given. */
export interface ObjectionEntry {
  reason: string;
  signed: 'named' | 'anonymous' | null;
  name: string;
  mail: string;
  contact: string;
  /** Made anew for each page shown, so that a form sent twice is one objection. */
  requestKey: string;
  faults: Faults<ObjectionField>;
}

export interface NoticeView {
  publisher: Publisher;
  notice: NoticeSummary;
  /** Working days of the notice, and which of them today is (0 until the first: the day on which it was put up does not count). */
  workingDays: number;
  day: number;
  /** 公示范围: where the notice is put up besides this page. */
  scope: string;
  /** The page's own, with its scheme: on paper as a QR code and beside it. */
  address: string;
  objection: ObjectionEntry;
  /** Why what was typed was not taken in, though nothing is wrong with it. */
  refused?: string;
  /** Seconds until it may be, where that is known. */
  retryAfter?: number | undefined;
}

export interface ObjectionReceivedView {
  publisher: Publisher;
  /** K7QM-2XPA-9TWD: not to be counted or guessed. */
  receipt: string;
  /** False while it is not received before its code comes. */
  received: boolean;
  codeSent: boolean;
  receivedAt: string;
  /** Last day of 初核. */
  until: string;
  named: boolean;
}

/** Where an objection stands, as far as whoever has the receipt may know; `dropped` was never looked into to the end. */
export type ReceiptStanding =
  | 'notReceived'
  | 'tooLate'
  | 'untriaged'
  | 'open'
  | 'dropped'
  | 'setAside'
  | 'dismissed'
  | 'upheld'
  | 'upheldStays';

export interface ReceiptView {
  publisher: Publisher;
  receipt: string;
  receivedAt: string;
  standing: ReceiptStanding;
  /** Whether a code can (still) be typed. */
  mayVerify: boolean;
  /** Last day of what comes next. */
  until: string;
  /** What was wrong with the code. */
  fault?: string;
  /** Whether another code is asked for, and whether it is on its way. */
  again?: boolean;
  sentAgain?: boolean;
  /** Why no other code was sent, and in how many seconds one may be. */
  notSent?: string;
  retryAfter?: number | undefined;
}

export interface FindReceiptView {
  publisher: Publisher;
  /** 422 for what was typed, 404 for an address, 429 for too many. */
  status: 200 | 404 | 422 | 429;
  /** Of 429, the seconds until it counts anew. */
  retryAfter?: number;
  typed: string;
  /** Why nothing was found. */
  fault?: string;
}

// ---- 审批 ----

/** What can be decided, by what it is about: to say no to an exit is to keep the household on file. */
export const decisionTitles: Record<MatterKind, Record<Decision, string>> = {
  registration: {
    approve: '同意',
    return: '退回补正',
    returnForPaper: '只缺材料，补上后直接送回我这里',
    reject: '不予通过',
  },
  temporary: {
    approve: '同意临时救助',
    return: '退回补正',
    returnForPaper: '只缺材料，补上后直接送回我这里',
    reject: '不予临时救助',
  },
  conversion: {
    approve: '同意转正',
    return: '退回补正，暂不转正',
    returnForPaper: '只缺材料，补上后直接送回我这里',
    reject: '不同意转正，期满以前仍是临时救助',
  },
  amendment: {
    approve: '同意变更',
    return: '退回补正，暂不变更',
    returnForPaper: '只缺材料，补上后直接送回我这里',
    reject: '不同意变更，仍按原来的档案表',
  },
  reverification: {
    approve: '同意按新的认定',
    return: '退回补正',
    returnForPaper: '只缺材料，补上后直接送回我这里',
    reject: '不同意，仍按原来的类别和级别',
  },
  exit: {
    approve: '同意退出',
    return: '退回补正，暂不退出',
    returnForPaper: '只缺材料，补上后直接送回我这里',
    reject: '不予退出',
  },
};

export const opinionLimit = 500;

type ApprovalField = 'code' | 'decision' | 'opinion';

/** Fields that were posted, by their names; the code is never given back. */
export interface DecisionEntry {
  decision: Decision | null;
  opinion: string;
  faults: Faults<ApprovalField>;
}

export interface ApprovalView {
  publisher: Publisher;
  purpose: MatterKind;
  /** The approver's own name and post. */
  approver: string;
  /** 县级工会审批 and the like. */
  levelName: string;
  level: number;
  levels: number;
  deadline: string;
  maskedName: string;
  /** What it comes to, in one sentence. */
  verdict: string;
  /** The union that filled in the form: what the page does not show is to be asked of it. */
  union: string;
  /** What an exit is about: as what it is on file, where to (去向), why, and whose word that is; null of any other matter. */
  exit: {
    onFileAs: string;
    /** How the household stands when it does not leave. */
    stays: string;
    leaveAs: string;
    reason: string;
    /** ISO date of the fact; null of what a rule proposes. */
    happenedOn: string | null;
    /** What bears it out, without what somebody wrote. */
    evidence: string;
    /** 脱困: month by month, fen of the whole household and the line per person; null where none are asked. */
    incomes: { householdSize: number; months: { month: string; amount: number; line: number }[] } | null;
    proposedBy: string;
    opinion: string;
  } | null;
  /** What a reverification or an amendment changes: the category and tier until now; null of any other matter. */
  change: { from: string; to: string } | null;
  /** The boxes that an amendment changes, by title, as far as this page may show them; null where there is no amendment. */
  changed: readonly string[] | null;
  sections: { title: string; rows: Row[] }[];
  assessment: {
    category: string;
    /** 拟建档案级别. */
    tier: string;
    /** Name and version of the standard. */
    standard: string;
    source: string;
    subsistenceLine: string;
    /** The clause that decided, and all of it. */
    deciding: string;
    explanation: string[];
  };
  exclusions: { title: string; evidence: string; exemption: { reason: string; by: string; on: string } | null }[];
  /** null when a household leaves without having been visited again. */
  survey: { surveyedOn: string; surveyors: string; outcome: string; opinion: string } | null;
  /** 评议 and 核对: null where the matter has no such stage; each check a row, an office and what came of it. */
  deliberation: { heldOn: string; outcome: string; votes: string } | null;
  checks: Row[] | null;
  /** null when a household leaves in a province that gives no notice of it. */
  notice: {
    from: string;
    until: string;
    workingDays: number;
    /** Those that were looked into: verified, or taken up. */
    objections: { number: number; outcome: string; opinion: string }[];
    /** Of the others, how many nobody has looked at yet, and how many were set aside. */
    untriaged: number;
    setAside: number;
  } | null;
  timeline: { at: string; what: string; by: string }[];
  /** The link's own, by which the way to the 细看 leads. */
  nonce: string;
  entry: DecisionEntry;
}

/** What whoever decides reads beyond their link's page (细看). */
export interface FindingsView {
  causes: Row[];
  /** Clause by clause, as the staff reads it. */
  explanation: readonly string[];
  survey: { surveyedOn: string; surveyors: readonly string[]; opinion: string; answers: Row[] } | null;
  /** What else was written on the way, each under what it is. */
  said: Row[];
  objections: {
    objection: number;
    sender: Objection['sender'];
    outcome: Objection['outcome'];
    receivedAt: string;
    /** How many more joined it. */
    joined: number;
    reason: string;
    /** Of whoever set it aside or resolved it, and when; null as long as nobody has. */
    opinion: string | null;
    closedOn: string | null;
  }[];
  /** Of the next objections. */
  cursor: string | null;
  attachments: { attachment: string; kind: string; name: string; size: number }[];
}

/** A code is typed while one looks at the telephone; what it opens is read at one sitting. */
export const PERUSAL_MINUTES = { code: 10, open: 15 } as const;

export interface PerusalView extends FindingsView {
  publisher: Publisher;
  maskedName: string;
  /** The link's own, by which the way back to the decision leads. */
  nonce: string;
  until: string;
}

/** Before it is open: nothing of the household. */
export interface PerusalAskedView {
  publisher: Publisher;
  nonce: string;
  /** Whether a code is on its way to be typed here; whether one can be sent; or why none can, as a sentence. */
  code: 'sent' | 'offered' | { none: string; dossier: string };
  faults: Faults<'code'>;
}

/** A decision that stands, whether just taken or found already taken. */
export interface DecidedView {
  publisher: Publisher;
  purpose: ApprovalView['purpose'];
  maskedName: string;
  /** Why the household was to leave; null where it is not an exit. */
  reason: string | null;
  decision: Decision;
  by: string;
  at: string;
  /** What happens now, a sentence. */
  next: string;
}

// ---- 签字确认 ----

export const signatureNameLimit = 50;

/** Why a plan is declined, in characters. */
export const declineLimit = 500;

type SignatureField = 'agree' | 'reason' | 'name' | 'code';

/** Fields that were posted, by their names; the code is never given back. */
export interface SignatureEntry {
  name: string;
  /** Null while neither is chosen. */
  agree: 'yes' | 'no' | null;
  /** Why not. */
  reason: string;
  faults: Faults<SignatureField>;
}

export interface PlanView {
  publisher: Publisher;
  maskedName: string;
  assistingOrganization: string;
  officer: { name: string; post: string; phone: string };
  liaison: { name: string; post: string; phone: string } | null;
  /** 帮扶需求. */
  needs: string;
  supportTracks: string[];
  programs: string[];
  measures: string[];
  /** 年 月底前实现解困脱困 (yyyy-mm). */
  dueMonth: string;
  /** Why a plan that was signed is revised by this one. */
  reason: string | null;
  /** Until when the link can be used. */
  expiresAt: string;
  entry: SignatureEntry;
}

export interface SignedView {
  publisher: Publisher;
  at: string;
  assistingOrganization: string;
  officer: { name: string; post: string; phone: string };
}

// ---- 本人查询 ----

/** What is wrong and what it should be, in characters. */
export const statementLimit = 1000;
/** Less, for what is wished is written before it. */
export const wishLimit = 980;

export interface OwnEntry {
  /** The right code: it goes back with the form, so that it need not be typed again. */
  code: string;
  statement: string;
  /** Whether a correction was just asked. */
  asked: boolean;
  faults: Faults<'statement'>;
}

/** What is written where no code goes back with it: whoever writes is signed in. */
export interface WishEntry {
  wish: 'correction' | 'withdrawal' | null;
  statement: string;
  asked: boolean;
  faults: Faults<'wish' | 'statement'>;
}

export interface OwnView {
  publisher: Publisher;
  maskedName: string;
  status: string;
  union: string;
  /** What was decided. */
  decisions: Row[];
  sections: { title: string; rows: Row[] }[];
  /** The last first. */
  readings: { at: string; what: string; by: string }[];
  corrections: {
    correction: number;
    on: string;
    statement: string;
    outcome: CorrectionOutcome | null;
    answeredOn: string | null;
    answer: string | null;
  }[];
  entry: OwnEntry;
}

// ---- 其他 ----

export interface ProblemView {
  publisher: Publisher;
  /** HTTP status, 400 to 503. */
  status: number;
  title: string;
  detail: string;
  /** Number in the error catalogue, for whoever takes the call. */
  code: string;
  /** Seconds after which to try again, where that is known. */
  retryAfter?: number | undefined;
}

/** 公开的月表 as it was published: households on file, null where they are fewer than five. */
export interface OpenMonthView {
  month: string;
  day: string;
  anchor: { number: number; root: string };
  categories: readonly string[];
  counties: readonly { name: string; cells: readonly (number | null)[] }[];
  whole: readonly (number | null)[];
}
