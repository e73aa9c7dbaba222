import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import type { Objecting } from '../../shared/contract/bodies/public-notice.ts';
import { hasRoom, untriagedObjections } from '../../shared/dossier/objections.ts';
import { receiptContext } from '../../shared/dossier/seal-contexts.ts';
import type { ObjectionStatement } from '../../shared/dossier/sealed-contents.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Call } from '../../shared/http/serve.ts';
import { mailContext, mailWrite } from '../../shared/registry/mails.ts';
import type { NoticeItem } from '../../shared/registry/notices.ts';
import { newReceipt } from '../../shared/registry/receipts.ts';
import type { Write } from '../../shared/registry/table.ts';
import type { Limit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { blindIndex, dossiers, keyring, receipts, table, tries } from '../../shared/services/services.ts';
import { citizen, howToBeHeard, raised, requireOpen, toldToUnion } from './raised.ts';

/**
 * An address is shared by many people in a unit, a street or a mobile network: the limits leave room for that, and
 * whoever is verified does not come under those of the unverified.
 */
const PER_ADDRESS_AND_HOUR: Limit = { name: 'objection', per: 'hour', max: 10 };
const PER_ADDRESS_NOTICE_AND_DAY: Limit = { name: 'objection-notice', per: 'day', max: 5 };
const CODES_PER_ADDRESS_AND_HOUR: Limit = { name: 'objection-code', per: 'hour', max: 20 };
/** Nobody's mailbox is filled by whoever types its address. */
const CODES_PER_MAILBOX_AND_DAY: Limit = { name: 'objection-mailbox', per: 'day', max: 5 };

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
 * is refused. E1010, E1801, E1802.
 */
export async function raiseObjection(
  app: App,
  notice: NoticeItem,
  content: Objecting,
  { event, now }: Pick<Call, 'event' | 'now'>,
  remember: (receipt: Receipt) => Write[],
): Promise<Receipt> {
  const withinLimits = await mayStayUnverified(app, await visitorOf(app, event), notice, now);
  if (content.mail !== undefined) await countCode(app, event, content.mail, now);
  else if (!withinLimits) throw new Problem(1010);

  const receipt = newReceipt();
  const { dossierId } = notice;
  const statement: ObjectionStatement = { receipt, ...content };
  const told = {
    receipt,
    codeSent: content.mail !== undefined,
    receivedAt: now.toISOString(),
    until: addDays(dateInShanghai(now), app.profile.deadlines.triageDays),
  };
  const mail = content.mail === undefined ? undefined : await keyring(app).seal(mailContext(dossierId), content.mail);
  const item = { dossierId, notice: notice.summary.id, receivedAt: told.receivedAt, ...(mail ? { mail } : {}) };
  const code = mail ? [mailWrite(table(app), dossierId, { kind: 'objectionCode', receipt }, now, mail)] : [];

  let received = withinLimits;
  await dossiers(app).recordLatest(dossierId, async (dossier) => {
    requireOpen(dossier, notice.summary.id);
    const sender = content.name === undefined ? 'anonymous' : 'named';
    received = withinLimits && hasRoom(dossier.state, sender);
    if (!received && mail === undefined) throw new Problem(1802, { detail: howToBeHeard(app) });
    if (!received) return undefined;
    const action = await raised(app, dossier, sender, statement);
    return {
      action,
      actor: citizen,
      now,
      effects: [
        receipts(app).openWrite(receipt, { ...item, objection: action.objection }),
        ...code,
        ...remember({ ...told, received: true }),
        // One mail for all that wait: letters without a name must not fill a mailbox.
        ...(untriagedObjections(dossier.state).length === 0
          ? [toldToUnion(app, dossier, action.objection, 'triage', now)]
          : []),
      ],
    };
  });
  if (!received) {
    const waiting = { ...item, statement: await keyring(app).seal(receiptContext(receipt), statement) };
    const kept = { ...told, received: false };
    const failed = await table(app).transact([receipts(app).openWrite(receipt, waiting), ...code, ...remember(kept)]);
    if (failed.length > 0) throw new Problem(1301);
  }
  return { ...told, received };
}

async function visitorOf(app: App, { requestContext }: Event): Promise<string> {
  return blindIndex(app).of('visitor', requestContext.identity?.sourceIp ?? '');
}

async function mayStayUnverified(app: App, visitor: string, notice: NoticeItem, now: Date): Promise<boolean> {
  const [anHour, aDay] = await Promise.all([
    tries(app).allows(PER_ADDRESS_AND_HOUR, visitor, now),
    tries(app).allows(PER_ADDRESS_NOTICE_AND_DAY, `${visitor}#${notice.summary.id}`, now),
  ]);
  return anHour && aDay;
}

/** Counts a code to be sent; E1010 when there were too many from this address or to this mailbox. */
export async function countCode(app: App, event: Event, mail: string, now: Date): Promise<void> {
  const mailbox = await blindIndex(app).of('mailbox', mail.toLowerCase());
  const [anHour, aDay] = await Promise.all([
    tries(app).allows(CODES_PER_ADDRESS_AND_HOUR, await visitorOf(app, event), now),
    tries(app).allows(CODES_PER_MAILBOX_AND_DAY, mailbox, now),
  ]);
  if (!anHour || !aDay) throw new Problem(1010, { detail: '验证码发送得太频繁，请过一阵或明天再试。' });
}
