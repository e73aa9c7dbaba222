import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { Objecting } from '../../shared/contract/bodies/public-notice.ts';
import { untriagedObjections, unverifiedNumber } from '../../shared/dossier/objection-list.ts';
import { receiptContext } from '../../shared/dossier/seal-contexts.ts';
import type { ObjectionStatement } from '../../shared/dossier/sealed-contents.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Call } from '../../shared/http/serve.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { addressFor, mailWrite, sealAddressee } from '../../shared/registry/mails.ts';
import type { NoticeItem } from '../../shared/registry/notices.ts';
import { newReceipt, type ReceiptItem } from '../../shared/registry/receipts.ts';
import { secretDigest } from '../../shared/registry/secret-digest.ts';
import type { Write } from '../../shared/registry/table.ts';
import { type Limit, secondsUntilNext } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { blindIndex, dossiers, keyring, receipts, table, tries } from '../../shared/services/services.ts';
import { visitorOf } from '../../shared/services/visitor.ts';
import { mailboxOf } from '../../shared/text/mailbox.ts';
import { citizen, howToBeHeard, raised, requireOpen, toldToReviewers } from './raised.ts';

/**
 * An address is shared by many people in a unit, a street or a mobile network: the limits leave room for that, and
 * whoever is verified does not come under those of the unverified.
 */
const PER_ADDRESS_AND_HOUR: Limit = { name: 'objection', per: 'hour', max: 10 };
const PER_ADDRESS_NOTICE_AND_DAY: Limit = { name: 'objection-notice', per: 'day', max: 5 };
const CODES_PER_ADDRESS_AND_HOUR: Limit = { name: 'objection-code', per: 'hour', max: 20 };
/** Nobody's mailbox is filled by whoever types its address. */
const CODES_PER_MAILBOX_AND_DAY: Limit = { name: 'objection-mailbox', per: 'day', max: 5 };
/**
 * Codes for one household in a day. Past the first limit, each address gets only one more: whoever sends hundreds takes
 * nothing from the others. Past the second limit, which counts on from the first, it is a flood from many addresses. Then an
 * objection is kept without a code, and its sender can ask for one the next day.
 */
const CODES_PER_DOSSIER: Limit = { name: 'objection-codes', per: 'day', max: 200 };
const CODES_PER_ADDRESS_THEN: Limit = { name: 'objection-codes-address', per: 'day', max: 1 };
const CODES_PER_DOSSIER_BEYOND: Limit = { name: 'objection-codes-all', per: 'day', max: 1_800 };
/** A receipt cannot be guessed (58 bits); whoever tries all the same is stopped early. */
const LOOK_UPS_PER_ADDRESS_AND_HOUR: Limit = { name: 'receipt', per: 'hour', max: 60 };

type Event = Call['event'];

/** What whoever objects is told. `until`: the last day of 初核, or of the answer once the name is verified. */
export interface Receipt {
  receipt: string;
  /** False while it is not received before its code comes: the places of the unverified are taken. */
  received: boolean;
  codeSent: boolean;
  receivedAt: string;
  until: string;
}

/**
 * Takes an objection in. Without a mail address, or until its code comes, it is unverified and waits for 初核; where
 * the places or the limits of the unverified are used up, one with a mail address waits for its code, and one without
 * is refused. Where no code can be sent now, it is taken in, or kept, all the same: another can be asked for later.
 * E1010, E1801, E1802.
 */
export async function raiseObjection(
  app: App,
  notice: NoticeItem,
  content: Objecting,
  { event, now }: Pick<Call, 'event' | 'now'>,
  remember: (receipt: Receipt) => Write[],
): Promise<Receipt> {
  const past = await limitsPast(app, await visitorOf(app, event), notice, now);
  const { mail } = content;
  const codeSent = mail !== undefined && (await codeLimitPast(app, event, notice.dossierId, mail, now)) === undefined;
  const withinLimits = past.length === 0;
  if (!withinLimits && !codeSent) {
    throw new Problem(1010, { retryAfter: Math.max(...past.map((limit) => secondsUntilNext(limit, now))) });
  }
  const until = addDays(dateInShanghai(now), app.profile.deadlines.triageDays);
  const told = { receipt: newReceipt(), codeSent, receivedAt: now.toISOString(), until };
  const raising = await raisingOf(app, notice, content, told, now);
  const answered = (received: boolean) => remember({ ...told, received });
  const received = await takenIn(app, notice, raising, withinLimits, now, answered(true));
  if (!received) await keep(app, raising, answered(false));
  return { ...told, received };
}

/** An objection that comes in: what its receipt says, what was written, and the mail with its code, if one is sent. */
interface Raising {
  item: Pick<ReceiptItem, 'dossierId' | 'notice' | 'receivedAt' | 'mail'>;
  statement: ObjectionStatement;
  code: Write[];
}

async function raisingOf(
  app: App,
  { dossierId, summary }: NoticeItem,
  content: Objecting,
  { receipt, codeSent, receivedAt }: Omit<Receipt, 'received'>,
  now: Date,
): Promise<Raising> {
  const { mail: address } = content;
  const letter = { kind: 'objectionCode', receiptDigest: secretDigest(receipt) } as const;
  const to = address && { address, person: null, receipt };
  const mail = to && (await sealAddressee(keyring(app), dossierId, addressFor(letter), to));
  return {
    item: { dossierId, notice: summary.id, receivedAt, ...(mail ? { mail } : {}) },
    statement: { receipt, ...content },
    code: mail && codeSent ? [mailWrite(table(app), dossierId, letter, now, mail)] : [],
  };
}

/** Whether it has a place among the unverified, and is recorded there. E1801; E1802 when it cannot wait for a code either. */
async function takenIn(
  app: App,
  { dossierId, summary }: NoticeItem,
  { item, statement, code }: Raising,
  withinLimits: boolean,
  now: Date,
  answer: readonly Write[],
): Promise<boolean> {
  let received = false;
  await dossiers(app).recordLatest(dossierId, async (dossier) => {
    requireOpen(dossier, summary.id);
    const objection = withinLimits ? unverifiedNumber(dossier.state) : undefined;
    received = objection !== undefined;
    if (objection === undefined && item.mail === undefined) throw new Problem(1802, { detail: howToBeHeard(app) });
    if (objection === undefined) return undefined;
    const sender = statement.name === undefined ? 'anonymous' : 'named';
    const action = await raised(app, dossier, objection, sender, statement);
    const open = receipts(app).openWrite(statement.receipt, { ...item, objection });
    const waiting = await toldOfFirst(app, dossier, objection, now);
    return { action, actor: citizen, now, effects: [open, ...code, ...answer, ...waiting] };
  });
  return received;
}

/** One mail for all that wait for 初核: letters without a name must not fill a mailbox. */
async function toldOfFirst(app: App, dossier: Dossier, objection: number, now: Date): Promise<Write[]> {
  if (untriagedObjections(dossier.state.matter).length > 0) return [];
  return toldToReviewers(app, dossier, objection, 'triage', now);
}

/** What was written waits, sealed beside its receipt, until its code comes: the journal has nothing of it before. */
async function keep(app: App, { item, statement, code }: Raising, answer: readonly Write[]): Promise<void> {
  const { receipt } = statement;
  const sealed = await keyring(app).seal(receiptContext(item.dossierId, receipt), statement);
  const open = receipts(app).openWrite(receipt, { ...item, statement: sealed });
  const failed = await table(app).transact([open, ...code, ...answer]);
  if (failed.length > 0) throw new Problem(1301);
}

/** Counts one receipt typed from this address, and answers which limit it is past, if any. */
export async function lookUpLimitPast(app: App, event: Event, now: Date): Promise<Limit | undefined> {
  const limit = LOOK_UPS_PER_ADDRESS_AND_HOUR;
  return (await tries(app).allows(limit, await visitorOf(app, event), now)) ? undefined : limit;
}

/** Counts an objection that nobody has verified, and answers which limits it is past. */
async function limitsPast(app: App, visitor: string, notice: NoticeItem, now: Date): Promise<Limit[]> {
  const counted = await Promise.all(
    [
      { limit: PER_ADDRESS_AND_HOUR, who: visitor },
      { limit: PER_ADDRESS_NOTICE_AND_DAY, who: `${visitor}#${notice.summary.id}` },
    ].map(async ({ limit, who }) => ({ limit, within: await tries(app).allows(limit, who, now) })),
  );
  return counted.filter(({ within }) => !within).map(({ limit }) => limit);
}

/** Counts a code to be sent, and answers which limit it is past, if any: to this mailbox, from this address, in all. */
export async function codeLimitPast(
  app: App,
  event: Event,
  dossier: string,
  mail: string,
  now: Date,
): Promise<Limit | undefined> {
  const [visitor, mailbox] = await Promise.all([visitorOf(app, event), mailboxIndex(app, mail)]);
  const allows = (limit: Limit, who: string) => tries(app).allows(limit, who, now);
  const [ofAddress, ofMailbox] = await Promise.all([
    allows(CODES_PER_ADDRESS_AND_HOUR, visitor),
    allows(CODES_PER_MAILBOX_AND_DAY, mailbox),
  ]);
  // Whoever is past their own limits uses up nothing of the others'.
  if (!ofMailbox) return CODES_PER_MAILBOX_AND_DAY;
  if (!ofAddress) return CODES_PER_ADDRESS_AND_HOUR;
  if (await allows(CODES_PER_DOSSIER, dossier)) return undefined;
  if (!(await allows(CODES_PER_ADDRESS_THEN, `${visitor}#${dossier}`))) return CODES_PER_ADDRESS_THEN;
  return (await allows(CODES_PER_DOSSIER_BEYOND, dossier)) ? undefined : CODES_PER_DOSSIER_BEYOND;
}

/** By which a mailbox is known, however its address is spelled. */
export async function mailboxIndex(app: App, mail: string): Promise<string> {
  return blindIndex(app).of('mailbox', mailboxOf(mail));
}
