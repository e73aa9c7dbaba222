import { addDays, dateInShanghai } from '../../shared/calendar/dates.ts';
import { isRefusal } from '../../shared/dossier/deed.ts';
import { isOver } from '../../shared/dossier/life.ts';
import { type Objection, openObjections, owedUntil, verifiedNumber } from '../../shared/dossier/objection-list.ts';
import { decideVerification } from '../../shared/dossier/objections.ts';
import { receiptContext } from '../../shared/dossier/seal-contexts.ts';
import type { ObjectionStatement } from '../../shared/dossier/sealed-contents.ts';
import { Problem } from '../../shared/errors/problem.ts';
import type { Call } from '../../shared/http/serve.ts';
import type { ReceiptStanding, ReceiptView } from '../../shared/pages/views.ts';
import { type Dossier, EffectRefused } from '../../shared/registry/dossiers.ts';
import { mailWrite, openAddressee } from '../../shared/registry/mails.ts';
import { type ReceiptItem, typedReceipt } from '../../shared/registry/receipts.ts';
import { secretDigest } from '../../shared/registry/secret-digest.ts';
import { pastLimit } from '../../shared/registry/tries.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import type { App } from '../../shared/services/app.ts';
import { dossiers, keyring, publisher, receipts, table } from '../../shared/services/services.ts';
import { codeLimitPast, mailboxIndex } from './objections.ts';
import { citizen, raised, requireOpen, toldToReviewers } from './raised.ts';

/** E1803. */
async function findReceipt(app: App, given: string): Promise<{ receipt: string; item: ReceiptItem }> {
  const item = await receipts(app).find(given);
  const receipt = typedReceipt(given);
  if (!item || receipt === undefined) throw new Problem(1803);
  return { receipt, item };
}

/**
 * The code from the mail: the name is verified, and the objection holds the approval from now on. Repeated, it answers
 * the same. A mailbox is heard once on a notice, so that nobody fills the list alone; what else came from it waits for 初核.
 * E1302, E1602, E1604, E1605, E1801, E1803, E1804, E1805.
 */
export async function verifyObjection(app: App, given: string, code: string, now: Date): Promise<void> {
  const { receipt, item } = await findReceipt(app, given);
  if (!item.mail) throw new Problem(1804);
  const tried = await receipts(app).tryCode(item, code, now);
  if (tried === 'notSent') throw new Problem(1605, { detail: '验证码还没有发出，请过几分钟、收到邮件以后再填。' });
  if (tried === 'expired') throw new Problem(1602, { detail: '验证码已过期，请重新发送。' });
  if (!tried.right && tried.left === 0) throw new Problem(1604, { detail: '验证码已输错 5 次，请重新发送。' });
  if (!tried.right) throw new Problem(1605, { detail: `还可以再试 ${tried.left} 次。` });
  const { address } = await openAddressee(
    keyring(app),
    item.dossierId,
    { receiptDigest: secretDigest(receipt) },
    item.mail,
  );
  const mailbox = await mailboxIndex(app, address);
  try {
    await verified(app, receipt, { mailbox, code }, now);
  } catch (error) {
    if (!(error instanceof EffectRefused)) throw error;
    // The same code came twice at this very moment, and the other one has done it; or the mailbox was heard before.
    if (!(await receipts(app).isHeard(item.notice, mailbox, receipt))) throw new Problem(1805, { cause: error });
  }
}

async function verified(
  app: App,
  receipt: string,
  { mailbox, code }: { mailbox: string; code: string },
  now: Date,
): Promise<void> {
  const { item } = await findReceipt(app, receipt);
  await dossiers(app).recordLatest(item.dossierId, async (dossier) => {
    const { objection } = item;
    const heard =
      objection === undefined
        ? await receivedNow(app, dossier, { receipt, item, code }, now)
        : await verifiedNow(app, dossier, objection, now);
    const once = receipts(app).heardWrite(item.notice, mailbox, receipt, now);
    return heard && { action: heard.action, actor: citizen, now, effects: [once, ...heard.effects] };
  });
}

/** What became of the household is not said to whoever objects. */
const tooLate =
  '这条异议现在不能验证了：那件事已经有了结果，或者不再办理。办到哪里请看回执；仍有情况要反映的，请打电话。';

/** One that was received before, unverified. Undefined when it was resolved in the meantime, or verified before. E1302. */
async function verifiedNow(app: App, dossier: Dossier, objection: number, now: Date) {
  const found = dossier.state.matter.objections.find((each) => each.objection === objection);
  if (found?.sender !== 'named') return undefined;
  const effects = await toldToReviewers(app, dossier, objection, 'resolution', now);
  const action = decideVerification(dossier.state, { objection });
  if (isRefusal(action)) throw new Problem(1302, { detail: tooLate });
  return { action, effects };
}

/** One for which there was no place unverified: it is received with its code. E1801. */
async function receivedNow(
  app: App,
  dossier: Dossier,
  { receipt, item, code }: { receipt: string; item: ReceiptItem; code: string },
  now: Date,
) {
  requireOpen(dossier, item.notice);
  const objection = verifiedNumber(dossier.state);
  const context = receiptContext(item.dossierId, receipt);
  const statement = await keyring(app).open<ObjectionStatement>(context, item.statement as Sealed);
  const action = await raised(app, dossier, objection, 'verified', statement);
  // Whoever joins one that is open adds to what was told already.
  const joinsOpen = openObjections(dossier.state.matter).some((each) => each.objection === objection);
  const told = joinsOpen ? [] : await toldToReviewers(app, dossier, objection, 'resolution', now);
  const received = await receipts(app).receivedWrite(item, { objection, code }, now);
  return { action, effects: [received, ...told] };
}

/** Sends another code; the one before counts until this one is out. E1010, E1803, E1804. */
export async function sendCodeAgain(
  app: App,
  given: string,
  { event, now }: Pick<Call, 'event' | 'now'>,
): Promise<void> {
  const { receipt, item } = await findReceipt(app, given);
  if (!item.mail || !(await standingOf(app, item)).mayVerify) throw new Problem(1804);
  const { address: mail } = await openAddressee(
    keyring(app),
    item.dossierId,
    { receiptDigest: secretDigest(receipt) },
    item.mail,
  );
  const past = await codeLimitPast(app, event, item.dossierId, mail, now);
  if (past) throw pastLimit(past, now, '验证码发送得太频繁，请过一阵或明天再试。');
  await table(app).transact([
    mailWrite(
      table(app),
      item.dossierId,
      { kind: 'objectionCode', receiptDigest: secretDigest(receipt) },
      now,
      item.mail,
    ),
  ]);
}

async function standingOf(
  app: App,
  item: ReceiptItem,
): Promise<{ standing: ReceiptStanding; mayVerify: boolean; until: string }> {
  const { id, state } = await dossiers(app).get(item.dossierId);
  const { deadlines } = app.profile;
  const day = dateInShanghai(item.receivedAt);
  const triage = addDays(day, deadlines.triageDays);
  if (item.objection === undefined) {
    const { notice } = state.matter;
    const open = notice?.id === item.notice && !notice.closed;
    return { standing: open ? 'notReceived' : 'tooLate', mayVerify: open, until: notice?.until ?? triage };
  }
  const found = state.matter.objections.find(({ objection }) => objection === item.objection);
  const outcome = found?.outcome ?? (await outcomeBefore(app, id, item.objection));
  const verification = decideVerification(state, { objection: item.objection });
  const mayVerify = item.mail !== undefined && !isOver(state) && !isRefusal(verification);
  const until = (found && owedUntil(found, day, deadlines)) ?? triage;
  const isOwed = outcome === 'untriaged' || outcome === 'open';
  // Withdrawn or rejected meanwhile: nobody looks any more into what nobody has.
  if (isOwed && isOver(state)) return { standing: 'dropped', mayVerify: false, until };
  // Of a registration nothing is left then.
  if (outcome === 'upheld' && state.standing !== 'ended') return { standing: 'upheldStays', mayVerify: false, until };
  return { standing: outcome, mayVerify: mayVerify && ['untriaged', 'setAside'].includes(outcome), until };
}

/** What came of one that a later submission has left behind. */
async function outcomeBefore(app: App, id: string, objection: number): Promise<Objection['outcome']> {
  for (const { action } of (await dossiers(app).journal(id)).toReversed()) {
    if (action.type === 'resolveObjection' && action.objection === objection) return action.outcome;
    if (action.type === 'triageObjections' && action.outcome === 'setAside' && action.objections.includes(objection))
      return 'setAside';
  }
  return 'untriaged';
}

/** Where an objection stands, for whoever has its receipt: nothing of the household, nothing that was written. E1803. */
export async function receiptView(app: App, given: string, fault?: string): Promise<ReceiptView> {
  const { receipt, item } = await findReceipt(app, given);
  return {
    publisher: publisher(app),
    receipt,
    receivedAt: item.receivedAt,
    ...(await standingOf(app, item)),
    ...(fault === undefined ? {} : { fault }),
  };
}
