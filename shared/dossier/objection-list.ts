import { addDays } from '../calendar/dates.ts';
import type { Matter } from './matter.ts';
import type { DossierState } from './state.ts';

/** 异议从谁来：不署名；署名而未经验证；署名，并用发到所留邮箱的验证码验证过 */
export const senders = ['anonymous', 'named', 'verified'] as const;
export const senderTitles: Record<(typeof senders)[number], string> = {
  anonymous: '不署名',
  named: '署名未验证',
  verified: '验证过',
};

/**
 * An objection in the head: what it stands at, and the journal entries that hold what was written. Nothing a citizen
 * writes is here, however much they write.
 */
export interface Objection {
  objection: number;
  /** On the notice of which matter it came: it holds the approval of no other. */
  matter: number;
  sender: (typeof senders)[number];
  /** `untriaged` waits for 初核; only `open` holds the approval. */
  outcome: 'untriaged' | 'setAside' | 'open' | 'dismissed' | 'upheld';
  /** ISO date on which it came; of those that joined it since it was resolved, the first. */
  raisedOn: string;
  /** Versions of the entries that hold the statement, and the opinion of whoever set it aside or resolved it. */
  raisedIn: number;
  closedIn: number | null;
  /**
   * How many more came, verified, when the list was full: they are heard under this number, and hold the approval with
   * it until it is resolved. What they wrote is in their own journal entries.
   */
  joined: number;
}

export const objectionTitles: Record<Objection['outcome'], string> = {
  untriaged: '等待初核',
  setAside: '不予受理',
  open: '待处理，处理完之前不能同意',
  dismissed: '不成立',
  upheld: '成立',
};

/** As many as the head lists: of those who are not verified, and of all together. */
export const mostObjections = { unverified: 200, listed: 300 } as const;

/** The number for one more that is not verified; undefined when the places of the unverified are taken. */
export function unverifiedNumber({ matter: { objections }, objectionsRaised }: DossierState): number | undefined {
  const unverified = objections.filter(({ sender }) => sender !== 'verified').length;
  const hasRoom = unverified < mostObjections.unverified && objections.length < mostObjections.listed;
  return hasRoom ? objectionsRaised + 1 : undefined;
}

/**
 * The number for one more that is verified: its own, or when the list is full that of the last verified one, which it
 * joins. There is one then, because the unverified cannot fill the list.
 */
export function verifiedNumber({ matter: { objections }, objectionsRaised }: DossierState): number {
  const shared = objections.findLast(({ sender }) => sender === 'verified');
  return objections.length >= mostObjections.listed && shared ? shared.objection : objectionsRaised + 1;
}

/** Those that hold the approval of a matter: open, and raised on its own notice. */
export function holding(matter: Pick<Matter, 'objections' | 'matter'>): Objection[] {
  return openObjections(matter).filter((each) => each.matter === matter.matter);
}

/** Those that somebody owes an answer: verified or taken up, and not resolved. */
export function openObjections({ objections }: Pick<Matter, 'objections'>): Objection[] {
  return objections.filter(({ outcome }) => outcome === 'open');
}

/** Those that nobody has looked at. They hold nothing, and are not lost. */
export function untriagedObjections({ objections }: Pick<Matter, 'objections'>): Objection[] {
  return objections.filter(({ outcome }) => outcome === 'untriaged');
}

/**
 * The day by which the union owes something on it, counted in days from when it was received: 初核 while nobody has
 * looked at it, then the answer. Undefined when nothing is owed.
 *
 * @param receivedOn ISO date
 */
export function owedUntil(
  { sender, outcome }: Pick<Objection, 'sender' | 'outcome'>,
  receivedOn: string,
  { triageDays, resolutionDays }: { triageDays: number; resolutionDays: number },
): string | undefined {
  if (outcome === 'untriaged') return addDays(receivedOn, triageDays);
  if (outcome !== 'open') return undefined;
  return addDays(receivedOn, (sender === 'verified' ? 0 : triageDays) + resolutionDays);
}

/** What a new submission, or another matter, leaves of the objections before it: what is still to be looked at or resolved. */
export function carriedOver({ objections }: Pick<Matter, 'objections'>): Objection[] {
  return objections.filter(({ outcome }) => outcome === 'untriaged' || outcome === 'open');
}
