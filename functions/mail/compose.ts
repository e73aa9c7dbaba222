import { dateInShanghai, endOfDay } from '../../shared/calendar/dates.ts';
import { categoryWords, changeOf } from '../../shared/dossier/change.ts';
import { isHeld, openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { isInCare, isOver } from '../../shared/dossier/life.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import { owedUntil, untriagedObjections } from '../../shared/dossier/objection-list.ts';
import { awaitsSignature } from '../../shared/dossier/plan-state.ts';
import { statusTitles } from '../../shared/dossier/status.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import type { MatterKind } from '../../shared/matters/course.ts';
import { leavingReasons } from '../../shared/matters/standing.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import { addressFor, type MailItem, openAddressee } from '../../shared/registry/mails.ts';
import type { NewCode } from '../../shared/registry/receipts.ts';
import type { Sealed } from '../../shared/sealing/sealed.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, keyring, publisher, receipts, unions } from '../../shared/services/services.ts';
import { lastDayFor } from '../../shared/workflow/waits.ts';
import { aboutApplication, isAboutApplication } from './about-application.ts';
import { aboutApproval } from './about-approval.ts';
import { aboutReturn } from './about-return.ts';
import { aboutTemporary } from './about-temporary.ts';
import { aboutBounced, aboutTransfer } from './about-transfer.ts';
import { composeDigest, type TasksToday } from './digest.ts';
import type { Mail } from './letters/mail.ts';
import { objectionAnsweredMail, objectionCodeMail } from './letters/objection-mails.ts';
import { lockedSignatureMail, planToSignMail, planToSignThroughOfficerMail } from './letters/plan-mails.ts';
import {
  changedMail,
  changeRefusedMail,
  duplicateFoundMail,
  exitProposedMail,
  exitRefusedMail,
  hasLeftMail,
  mergedIntoMail,
  objectionReceivedMail,
  objectionsLeftMail,
  registeredMail,
  rejectedMail,
  returnedMail,
  ruledSameMail,
} from './letters/work-mails.ts';
import { composeOverdue } from './overdue.ts';
import type { Recipient } from './recipient.ts';
import { baseUrl, idOf, isReplaced, newLink } from './sent-link.ts';

/** What is written when a dossier's life has ended; of nothing else is there anything left to do. */
const saysHowItEnded: ReadonlySet<MailItem['matter']['kind']> = new Set([
  'rejected',
  'hasLeft',
  'mergedInto',
  'objectionAnswered',
]);

export interface Composed {
  words: Mail;
  /** The link in the words: it counts from when the mail is out, and what was sent before counts until then. */
  link?: LinkItem;
  /** The code of an objection's receipt; the same. */
  code?: NewCode;
}

/**
 * What a mail says, made when it is sent; undefined when what it is about is over.
 *
 * @param tasksToday what is to be done, as far as this run has counted it
 */
export async function compose(
  app: App,
  mail: MailItem,
  to: Recipient,
  tasksToday: TasksToday,
): Promise<Composed | undefined> {
  const { matter } = mail;
  if (matter.kind === 'digest') {
    const { name } = to;
    const words = isToPerson(mail) && (await composeDigest(app, matter, { person: mail.to.person, name }, tasksToday));
    return words ? { words } : undefined;
  }
  if (matter.kind === 'returnDue') {
    const words = await aboutReturn(app, matter, to);
    return words ? { words } : undefined;
  }
  if (isAboutApplication(matter)) {
    const words = await aboutApplication(app, mail, matter, to);
    return words ? { words } : undefined;
  }
  if (mail.dossierId === null) return undefined;
  const dossier = await dossierReader(app).find(mail.dossierId);
  if (!dossier) return undefined;
  const { state } = dossier;
  if (isOver(state) && !saysHowItEnded.has(matter.kind)) return undefined;
  const work = { sender: publisher(app), recipient: to.name, maskedName: dossier.maskedName, dossierId: dossier.id };
  switch (matter.kind) {
    // A message to a telephone, and never a mail.
    case 'perusalCode':
      return undefined;
    case 'approvalRequest':
    case 'approvalReminder':
    case 'approvalEscalated':
    case 'approvalPassedOn':
    case 'approvalTakenBack':
    case 'deadlinePassed':
    case 'lockedApproval':
      return aboutApproval(app, mail, dossier, to);
    case 'planToSign': {
      if (!awaitsSignature(state, matter.plan)) return undefined;
      const expiresAt = endOfDay(lastDayFor('signature', dateInShanghai(app.now()), app.profile.deadlines));
      const { coded, link } = await newLink(app, dossier, 's', {
        purpose: 'signature',
        occurrence: matter.plan,
        approver: '',
        expiresAt,
        mail: idOf(mail),
        heldIn: matter.through === 'officer' ? state.orgPath : null,
      });
      const view = { ...work, expiresAt, link: coded };
      return { words: matter.through === 'worker' ? planToSignMail(view) : planToSignThroughOfficerMail(view), link };
    }
    case 'lockedSignature': {
      if (!awaitsSignature(state, matter.plan)) return undefined;
      if (await isReplaced(app, dossier, matter.link, 'signature')) return undefined;
      const through = matter.through === 'officer' ? { maskedName: dossier.maskedName } : {};
      return { words: lockedSignatureMail({ sender: publisher(app), recipient: to.name, ...through }) };
    }
    case 'returned': {
      // Put right, given up or abandoned before the mail was out.
      if (!isOpen(state.matter) || state.matter.returned === null) return undefined;
      const { kind: purpose } = state.matter;
      return { words: returnedMail({ ...work, purpose, why: reasonOf(state), reasons: reasonsOf(dossier) }) };
    }
    case 'rejected':
      return { words: rejectedMail(work) };
    case 'exitRefused':
      return { words: exitRefusedMail({ ...work, why: reasonOf(state) ?? '' }) };
    case 'changed': {
      const { registration } = state;
      if (registration === null) return undefined;
      const [from, to] = [categoryWords(matter.from), categoryWords(registration)];
      return { words: changedMail({ ...work, from, to }) };
    }
    case 'changeRefused':
      return { words: changeRefusedMail({ ...work, change: changeOf(state) }) };
    case 'registered': {
      if (state.plan !== null || state.registration === null) return undefined;
      const { registeredOn } = state.registration;
      return {
        words: registeredMail({ ...work, planBy: lastDayFor('signature', registeredOn, app.profile.deadlines) }),
      };
    }
    case 'takenIn':
    case 'staysTemporary':
    case 'expiry':
      return aboutTemporary(state, matter, work);
    case 'exitProposed': {
      const { reason } = state.matter;
      if (reason === null || !isOpen(state.matter)) return undefined;
      return { words: exitProposedMail({ ...work, why: leavingReasons[reason].title }) };
    }
    case 'hasLeft': {
      const { end, matter: left } = state;
      if (end === null || left.reason === null) return undefined;
      const why = leavingReasons[left.reason].title;
      return { words: hasLeftMail({ ...work, as: statusTitles[end.as], why, died: left.reason === 'death' }) };
    }
    case 'duplicateFound':
      // What only those who rule are told of is for nobody else's mailbox.
      return openDuplicates(state).some((each) => isToPerson(mail) || isTold(each))
        ? { words: duplicateFoundMail(work) }
        : undefined;
    case 'ruledSame': {
      if (!isHeld(state)) return undefined;
      const kind = isOpen(state.matter) ? state.matter.kind : null;
      return { words: ruledSameMail({ ...work, isOnFile: isInCare(state), kind }) };
    }
    case 'mergedInto': {
      const keeping = await dossierReader(app).standing(dossier.id);
      if (!keeping) return undefined;
      return { words: mergedIntoMail({ ...work, union: await unions(app).name(keeping.state.orgPath) }) };
    }
    case 'stepOverdue': {
      const words = await composeOverdue(app, state, matter.step, work);
      return words && { words };
    }
    case 'transferProposed':
    case 'transferAnswered':
    case 'transferOverdue':
      return aboutTransfer(app, matter, dossier, work);
    case 'bouncedElsewhere':
      return aboutBounced(app, matter, work);
    case 'objectionReceived': {
      const objection = state.matter.objections.find((each) => each.objection === matter.objection);
      const taken = matter.owed === 'resolution';
      // Done before the mail was out; what was taken up has a mail of its own.
      if (objection?.outcome !== (taken ? 'open' : 'untriaged')) return undefined;
      const until = owedUntil(objection, objection.raisedOn, app.profile.deadlines) as string;
      const received = { number: matter.objection, by: objection.sender, taken, since: mail.createdAt, until };
      return { words: objectionReceivedMail({ ...work, ...received }) };
    }
    case 'objectionsLeft': {
      const count = untriagedObjections(state.matter).length;
      return count > 0 ? { words: objectionsLeftMail({ ...work, count }) } : undefined;
    }
    case 'objectionAnswered': {
      const receipt = await receiptIn(app, dossier, mail);
      return { words: objectionAnsweredMail({ sender: publisher(app), receipt, outcome: matter.outcome }) };
    }
    case 'objectionCode': {
      const receipt = await receiptIn(app, dossier, mail);
      const item = await receipts(app).find(receipt);
      const objection = state.matter.objections.find((each) => each.objection === item?.objection);
      if (!item || objection?.sender === 'verified') return undefined;
      const { code, fresh } = await receipts(app).newCode(receipt, item, app.now());
      const link = { url: `${baseUrl(app)}/o/${receipt}`, code };
      return { words: objectionCodeMail({ sender: publisher(app), codeUntil: fresh.codeUntil, link }), code: fresh };
    }
  }
}

const isToPerson = (mail: MailItem): mail is MailItem & { to: { person: string } } =>
  mail.to !== undefined && 'person' in mail.to;

/** The number of a receipt, which stands with the address that it was given for, and in no mail's own words. */
async function receiptIn(app: App, { id }: Dossier, { matter, to }: MailItem): Promise<string> {
  const { receipt = '' } = await openAddressee(keyring(app), id, addressFor(matter), to as Sealed);
  return receipt;
}

/** Why a household is to leave, in words; null of what is no exit. */
const reasonOf = ({ matter: { reason } }: Dossier['state']): string | null => reason && leavingReasons[reason].title;

/** What whoever has the missing paper does next. */
const forPaper: Record<MatterKind, string> = {
  registration: '档案表不用改，补上材料再提交，就接着办。',
  temporary: '档案表不用改，补上材料再提交，就接着办。',
  conversion: '档案表不用改，补上材料再提交，就接着办。',
  amendment: '档案表不用改，补上材料再提交，就接着办。',
  reverification: '补上材料，再登记一次复核结果，就接着办。',
  exit: '补上材料，用原来的原因再提出一次，就接着办。',
};

/** Why a dossier came back, without what is in it: the reasons themselves are read after signing in. */
function reasonsOf({ state: { matter } }: Dossier): string[] {
  const { kind, returned, assessment } = matter;
  if (returned?.from === 'approval' || returned?.from === 'survey') {
    const by = returned.from === 'approval' ? '审批人' : '入户调查人';
    return [
      returned.paperOnly
        ? `${by}认为只缺材料，缺什么请登录系统查看。${forPaper[kind]}`
        : `${by}要求补正，意见请登录系统查看。`,
    ];
  }
  if (returned?.from === 'deliberation') return ['基层工会评议没有通过，意见请登录系统查看。'];
  if (returned?.from === 'checking') return ['家庭经济状况核对的结果与档案表不一致，要改的请登录系统查看。'];
  if (returned?.from === 'notice') return ['公示期间的异议经核实成立，处理意见请登录系统查看。'];
  if (assessment?.outcome === 'excluded') {
    return ['符合困难职工标准，但命中不予建档的情形；有正当理由的，请附证明申请豁免。'];
  }
  return ['按本省标准认定，暂不符合建档条件，逐条说明请登录系统查看。'];
}
