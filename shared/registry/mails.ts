import { dateInShanghai } from '../calendar/dates.ts';
import type { OverdueStep } from '../dossier/running.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { Sealed } from '../sealing/sealed.ts';
import type { Tier } from '../standards/tiers.ts';
import { newId } from './ids.ts';
import { type Key, keys } from './keys.ts';
import type { Table, Write } from './table.ts';

/** What a mail is about. Its words are made when it is sent; until then it holds no personal data but sealed. */
export type MailMatter =
  | { kind: 'approvalRequest'; request: number; approver: string }
  | { kind: 'approvalReminder'; request: number; approver: string }
  /** `passed`: the deadline that the approver before let pass, an ISO instant; by now the dossier has another. */
  | { kind: 'approvalEscalated'; request: number; approver: string; from: string; passed: string }
  | { kind: 'deadlinePassed'; request: number; approver: string; level: number; passed: string }
  /** Somebody else was asked before, who can decide no more; and, if they are still there, what tells them. */
  | { kind: 'approvalPassedOn'; request: number; approver: string; because: 'departed' | 'handled' }
  | { kind: 'approvalTakenBack'; request: number; approver: string; level: number }
  /** A link that takes no more codes, by its partition. */
  | { kind: 'lockedApproval'; link: string; request: number; approver: string }
  | { kind: 'lockedSignature'; link: string; plan: number; through: 'worker' | 'officer' }
  /** The code for a 细看, to a telephone alone: `perusal` says which, and the code is made of that. */
  | { kind: 'perusalCode'; perusal: string; request: number; approver: string }
  /** 今日待办. `asked`: what they were asked to decide, as `<dossier>#<request>`, and how many more; the counties where they have more to do. */
  | { kind: 'digest'; day: string; counties: readonly string[]; asked: readonly string[]; more: number }
  /** 上报 that a union has not signed: the how manieth reminder of it. */
  | { kind: 'returnDue'; period: string; orgPath: string; times: number }
  /** The code for whoever applies (申请): `applicant` says which, and the code is made of that. */
  | { kind: 'applicantCode'; applicant: string }
  /** To whoever may take an application over; once nobody did in time, to them and to the county; and to whoever applied. */
  | { kind: 'applicationReceived' }
  | { kind: 'applicationOverdue'; times: number }
  | { kind: 'applicationTold'; what: 'question' | 'refused' | 'takenOver' | 'shown' }
  | { kind: 'planToSign'; plan: number; through: 'worker' | 'officer' }
  | { kind: 'returned' }
  | { kind: 'rejected' }
  | { kind: 'exitRefused' }
  | { kind: 'changeRefused' }
  /** `from`: what the household was until then. */
  | { kind: 'changed'; from: { category: string; tier: Tier } }
  | { kind: 'registered' }
  | { kind: 'takenIn' }
  | { kind: 'staysTemporary' }
  /** 临时救助 that ends soon, or has ended: the how manieth reminder. */
  | { kind: 'expiry'; times: number }
  | { kind: 'exitProposed' }
  | { kind: 'hasLeft' }
  | { kind: 'duplicateFound' }
  | { kind: 'ruledSame' }
  | { kind: 'mergedInto' }
  /** 移交: to whoever may answer; to whoever proposed it; and to both, when nobody has answered. */
  | { kind: 'transferProposed'; transfer: number }
  | { kind: 'transferAnswered'; transfer: number }
  | { kind: 'transferOverdue'; transfer: number; times: number }
  /** What the bank sent back of a batch that another union pays: to the union that sees to the household's account. */
  | { kind: 'bouncedElsewhere'; batch: string; row: number }
  | { kind: 'stepOverdue'; step: OverdueStep }
  | { kind: 'objectionReceived'; objection: number; owed: 'triage' | 'resolution' }
  | { kind: 'objectionsLeft' }
  /** To whoever objects, at once: they wait for it with the page open. The digest is its key's. */
  | { kind: 'objectionCode'; receiptDigest: string }
  /** To whoever objects and was verified: what came of it. `dropped`: another one ended the registration. */
  | {
      kind: 'objectionAnswered';
      receiptDigest: string;
      outcome: 'dismissed' | 'upheld' | 'upheldStays' | 'dropped';
    };

export interface MailItem extends Key {
  /** Null for what is about nobody's alone. */
  dossierId: string | null;
  matter: MailMatter;
  /** Whom it goes to, if not to the approver whom its matter names. */
  to?: MailTo;
  /** Where it is no mail but a message to a telephone (functions/mail/messages.ts). */
  by?: 'message';
  createdAt: string;
  status: 'toSend' | 'sent' | 'dropped' | 'givenUp';
  attempts: number;
  /** When (ISO instant) it failed first for a reason of its own, and not because the relay was away. */
  failingSince?: string;
  /** Who made the last attempt, and until when (ms) nobody else begins one. */
  claimedBy?: string;
  claimedUntil?: number;
  /** It is left to the runs: for the morning, because it failed, or from the beginning (`massMailWrite`). */
  left?: boolean;
  due?: string;
  /** `<instant>#<id>`, or with `~` before the id: from then on the runs send it, those last. */
  dueSort?: string;
}

/** Somebody of the directory, looked up when it is sent; or an Addressee, sealed by sealAddressee for what the mail is about. */
export type MailTo = { person: string } | Sealed;

/** Whom a mail goes to: `person` is their id in the directory, null for whoever is none of the unions' people. */
export interface Addressee {
  address: string;
  person: string | null;
  /** The number of their receipt, for whoever objects: by it anybody reads where the objection stands, and so it is here alone. */
  receipt?: string;
}

/** For what somebody gave an address: what is about anything else does not go there. */
type AddressFor = 'registrar' | { plan: number } | { receiptDigest: string };

/** Whoever signs a plan and whoever objects are written to about that alone; all else goes to whoever registered. */
export function addressFor(matter: MailMatter): AddressFor {
  if ('plan' in matter) return { plan: matter.plan };
  return 'receiptDigest' in matter ? { receiptDigest: matter.receiptDigest } : 'registrar';
}

function mailContext(dossierId: string, use: AddressFor): string {
  if (use === 'registrar') return `${dossierId}/mail/registrar`;
  return 'plan' in use ? `${dossierId}/mail/plan/${use.plan}` : `${dossierId}/mail/receipt/${use.receiptDigest}`;
}

export function sealAddressee(keyring: Keyring, dossierId: string, use: AddressFor, to: Addressee): Promise<Sealed> {
  return keyring.seal(mailContext(dossierId, use), to);
}

export function openAddressee(keyring: Keyring, dossierId: string, use: AddressFor, to: Sealed): Promise<Addressee> {
  return keyring.open<Addressee>(mailContext(dossierId, use), to);
}

/** Partition of byDue that holds what is not sent yet. */
export const UNSENT = 'mail#unsent';

/** By then its queue has given up (infra/triggers.ts): until then the mailer, and not a run, sends a mail. */
const QUEUE_GIVES_UP_MS = 24 * 3600_000;

/** A mail to send, written with the action that causes it. Given an id, it is written once whoever asks again. */
export function mailWrite(
  table: Table,
  dossierId: string | null,
  matter: MailMatter,
  now: Date,
  to?: MailTo,
  id: string = newId(),
  by?: MailItem['by'],
): Write {
  const until = new Date(now.getTime() + QUEUE_GIVES_UP_MS).toISOString();
  return table.putWrite('mail', {
    ...newMail(id, dossierId, matter, now, to),
    ...(by ? { by } : {}),
    dueSort: `${until}#${id}`,
  });
}

/** Nobody is written to in the night, until this hour (Asia/Shanghai). */
export const MORNING = '08:00';

/**
 * One of the thousands that are written in one morning, and for none of which anybody waits: the runs send them, eight at
 * once, and after the mails of the night, which say more. Through the mailer's queue, two at a time, somebody who has a page
 * open would stand behind all of them.
 */
export function massMailWrite(
  table: Table,
  dossierId: string | null,
  matter: MailMatter,
  now: Date,
  { to, id }: { to?: MailTo; id: string },
): Write {
  const morning = new Date(`${dateInShanghai(now)}T${MORNING}:00+08:00`);
  // Behind whatever else is due at the same instant.
  const dueSort = `${(now < morning ? morning : now).toISOString()}#~${id}`;
  return table.putWrite('mail', { ...newMail(id, dossierId, matter, now, to), dueSort, left: true });
}

function newMail(id: string, dossierId: string | null, matter: MailMatter, now: Date, to: MailTo | undefined) {
  return {
    ...keys.mail(id),
    dossierId,
    matter,
    ...(to ? { to } : {}),
    createdAt: now.toISOString(),
    status: 'toSend',
    attempts: 0,
    due: UNSENT,
  } satisfies MailItem;
}
