import type { End, Standing } from '../matters/standing.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { Tier } from '../standards/tiers.ts';
import { type AccountState, noAccountChange } from './account-state.ts';
import type { Action } from './actions.ts';
import { type AidState, noAid } from './aid.ts';
import type { Authorization } from './check-state.ts';
import type { Correction } from './correction-list.ts';
import type { Told } from './deed.ts';
import { deeds } from './deeds.ts';
import type { Disposal } from './disposal-state.ts';
import { type DuplicateState, noDuplicates } from './duplicate-state.ts';
import type { Entered } from './entering.ts';
import type { PlanInForce } from './evaluation.ts';
import { type FollowUpState, noFollowUps } from './follow-up.ts';
import type { Idle } from './idle-state.ts';
import type { Margin } from './margin-state.ts';
import { type InForce, type Matter, newMatter, type Runs } from './matter.ts';
import type { OwnContact } from './own-contact-state.ts';
import { settled } from './settled.ts';
import type { SpotChecked } from './spot-check-state.ts';
import type { TemporaryState } from './temporary-state.ts';
import type { Transcribed } from './transcribing.ts';
import type { Transfer } from './transfer-state.ts';
import { unknownWord } from './unknown-word.ts';
import { noVisits, type VisitState } from './visiting.ts';
import { noWithdrawals, type WithdrawalState } from './withdrawal-state.ts';

export type { Actor } from './actor.ts';

/** A dossier: its standing, the one matter that is open or was last, and what runs beside it. */
export interface DossierState extends DuplicateState {
  id: string;
  /** Number of journal entries so far. */
  version: number;
  orgPath: string;
  standing: Standing;
  /** How its life ended, and on which ISO date; null while it has not. */
  end: { as: End; on: string } | null;
  matter: Matter;
  inForce: InForce | null;
  /** Number of the form saved last; a submitted form is never changed. */
  form: number;
  /** Of a draft: how long nobody has saved it. */
  idle: Idle;
  attachments: { id: string; kind: Sealed }[];
  /** 告知同意 of all its people; `version`: of the journal entry, to which they are bound. Null before the first. */
  consent: { version: number; content: Sealed } | null;
  withdrawals: WithdrawalState;
  /** 核对授权 of its people: null before the first. */
  authorization: Authorization | null;
  /** Bound to the circumstances that they were ruled for, so that they outlast a matter; `version`: of its journal entry. */
  exemptions: { exclusion: string; version: number; by: string; ruling: Sealed; evidence: string[] }[];
  /** Raised and requested so far: a number is never given twice, whatever matter it is of. */
  objectionsRaised: number;
  requests: number;
  /** 临时救助: of a household that is, or was, taken in for a time. */
  temporary: TemporaryState | null;
  registration: { dossierNumber: string; category: string; tier: Tier; registeredOn: string } | null;
  /** 旧档转入: when it was taken over (ISO date), and from where; null of what was registered here. */
  transcribed: Transcribed | null;
  /** ISO date; stays while the review that it calls for is under way. */
  nextReviewOn: string | null;
  /** 纸质档案落后: since which ISO date, from which form on, and by when it is to be in step; null while it is. */
  paper: { form: number; since: string; due: string | null } | null;
  /** 录入全国系统; null before the first time. */
  entered: Entered | null;
  plan:
    | (Runs & {
        plan: number;
        dueMonth: string;
        content: Sealed;
        /** ISO date. */
        madeOn: string;
        signedAt: string | null;
        declined: { on: string; reason: Sealed } | null;
        /** Attachments that were there when it was made: a paper signed for it came after them. */
        papersBefore: number;
        /** 纸质签字: signed on paper on an ISO date, as `by` says; it counts when somebody else has confirmed it. */
        onPaper: { attachment: string; signedOn: string; by: string } | null;
      })
    | null;
  /** The plan that was signed last: it counts until a later one is signed. */
  planInForce: PlanInForce | null;
  /** Printed for the last of the plans for which cards were issued (`issuedFor`). */
  documents: { kind: string; key: string; sha256: string }[];
  issuedFor: number[];
  /** 移交: the last that was proposed. */
  transfer: Transfer | null;
  account: AccountState;
  aid: AidState;
  visits: VisitState;
  /** 再次临时救助: how often before, and until when last (ISO date); `version`: of the entry that holds the rest. */
  again: { times: number; lastUntil: string | null; version: number; content: Sealed } | null;
  /** Under which dossier the household was on file before (返困), as its submission found; null where it never was. */
  predecessor: string | null;
  /** Under which it is on file again since this one ended; `on` an ISO date. */
  successor: { dossier: string; on: string } | null;
  followUps: FollowUpState;
  corrections: Correction[];
  /** 核验过的联系方式; null where there is none. */
  ownContact: OwnContact | null;
  /** 抽查: from the first look on. */
  spotChecks: SpotChecked[];
  /** 边缘名单; null while it is not on it. */
  margin: Margin | null;
  /** 处置; null while nobody had anything to do with it. */
  disposal: Disposal | null;
}

/** An action as it stands in the journal, with who and when. */
export interface Recorded extends Told {
  action: Action;
}

const initial = (id: string, orgPath: string): DossierState => ({
  id,
  version: 0,
  orgPath,
  standing: 'applying',
  end: null,
  matter: newMatter({ matter: 1, kind: 'registration', course: [], since: '' }),
  inForce: null,
  form: 0,
  idle: { since: '', warnedOn: null },
  attachments: [],
  consent: null,
  withdrawals: noWithdrawals,
  authorization: null,
  exemptions: [],
  ...noDuplicates,
  objectionsRaised: 0,
  requests: 0,
  temporary: null,
  registration: null,
  transcribed: null,
  nextReviewOn: null,
  paper: null,
  entered: null,
  plan: null,
  planInForce: null,
  documents: [],
  issuedFor: [],
  transfer: null,
  account: noAccountChange,
  aid: noAid,
  visits: noVisits,
  again: null,
  predecessor: null,
  successor: null,
  followUps: noFollowUps,
  corrections: [],
  ownContact: null,
  spotChecks: [],
  margin: null,
  disposal: null,
});

/** The state after one more action. Pure; whether the action is allowed is the business of rules.ts. */
export function apply(id: string, before: DossierState | null, { action, ...told }: Recorded): DossierState {
  if (!Object.hasOwn(deeds, action.type)) return unknownWord(action.type as never);
  const base = before ?? initial(id, beginsAt(action));
  const state = { ...base, version: base.version + 1 };
  return settled(state, { ...state, ...deeds[action.type].evolve(state, action as never, told) }, told.on);
}

/** Of which union a dossier is that begins with this. */
export const beginsAt = (action: Action): string =>
  action.type === 'createDraft' || action.type === 'transcribe' ? action.orgPath : '';

/** The state that a journal adds up to; null for an empty journal. */
export function reduce(id: string, journal: Iterable<Recorded>): DossierState | null {
  let state: DossierState | null = null;
  for (const recorded of journal) state = apply(id, state, recorded);
  return state;
}

/** Who has done what of it: they must not do what is another's (shared/access/may.ts). */
export function handlersOf({ orgPath, matter, account }: DossierState): Handled {
  const { registrars, surveyors } = matter;
  const accounts = account.pending ? [account.pending.by] : [];
  return { orgPath, registrars, surveyors, accounts };
}
export interface Handled {
  orgPath: string;
  registrars: readonly string[];
  surveyors: readonly string[];
  /** Whoever wrote down the 银行账户 that waits to be confirmed. */
  accounts: readonly string[];
}
