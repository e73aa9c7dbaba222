import { addDays, dateInShanghai, daysBetween, endOfDay } from '../../shared/calendar/dates.ts';
import { categoryWords, changeOf } from '../../shared/dossier/change.ts';
import { isHeld, openDuplicates } from '../../shared/dossier/duplicate-state.ts';
import { isOpen } from '../../shared/dossier/matter.ts';
import { untriagedObjections } from '../../shared/dossier/objection-list.ts';
import type { OverdueStep } from '../../shared/dossier/running.ts';
import { statusTitles } from '../../shared/dossier/status.ts';
import { isTold } from '../../shared/duplicates/told.ts';
import type { MatterKind } from '../../shared/matters/course.ts';
import { leavingReasons } from '../../shared/matters/standing.ts';
import { levelName } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import { MAIL } from '../../shared/registry/keys.ts';
import { type LinkItem, newNonce } from '../../shared/registry/links.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import type { NewCode } from '../../shared/registry/receipts.ts';
import type { Limit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, links, publisher, receipts, tries, unions } from '../../shared/services/services.ts';
import { lastDayFor } from '../../shared/workflow/waits.ts';
import { composeDigest } from './digest.ts';
import {
  approvalDeadlinePassedMail,
  approvalEscalatedMail,
  approvalPassedOnMail,
  approvalReminderMail,
  approvalRequestMail,
  approvalTakenBackMail,
  lockedApprovalMail,
} from './letters/approval-mails.ts';
import type { CodedLink, Mail } from './letters/mail.ts';
import { objectionCodeMail } from './letters/objection-mails.ts';
import { lockedSignatureMail, planToSignMail, planToSignThroughOfficerMail } from './letters/plan-mails.ts';
import {
  approvalOverdueMail,
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
  stepOverdueMail,
} from './letters/work-mails.ts';
import type { Recipient } from './recipient.ts';

/**
 * So many links a day an approver is sent as matters are put before them; of the others their digest tells (digest.ts). A
 * reminder, and what was sent again for somebody, has its link always.
 */
const LINKS: Limit = { name: 'approval-links', per: 'day', max: 30 };

const stepTitles: Record<Exclude<OverdueStep, 'decision'>, string> = {
  survey: '入户调查',
  ruling: '疑似重复的裁定',
  merger: '重复档案的合并或撤回',
  resolutions: '异议处理',
  signature: '帮扶计划签字确认',
  update: '年度复核',
};

export interface Composed {
  words: Mail;
  /** The link in the words: it counts from when the mail is out, and what was sent before counts until then. */
  link?: LinkItem;
  /** The code of an objection's receipt; the same. */
  code?: NewCode;
}

/** What a mail says, made when it is sent; undefined when what it is about is over. */
export async function compose(app: App, mail: MailItem, to: Recipient): Promise<Composed | undefined> {
  const { matter } = mail;
  if (matter.kind === 'digest') {
    const words = isToPerson(mail) && (await composeDigest(app, matter, mail.to.person, to.name));
    return words ? { words } : undefined;
  }
  if (mail.dossierId === null) return undefined;
  const dossier = await dossierReader(app).find(mail.dossierId);
  if (!dossier) return undefined;
  const { state } = dossier;
  const work = { sender: publisher(app), recipient: to.name, maskedName: dossier.maskedName, dossierId: dossier.id };
  switch (matter.kind) {
    case 'approvalRequest':
    case 'approvalReminder':
    case 'approvalEscalated':
    case 'approvalPassedOn':
    case 'approvalTakenBack':
    case 'deadlinePassed':
    case 'lockedApproval':
      return aboutApproval(app, mail, dossier, to);
    case 'planToSign': {
      if (state.plan?.plan !== matter.plan || state.plan.signedAt !== null) return undefined;
      const expiresAt = endOfDay(lastDayFor('signature', dateInShanghai(app.now()), app.profile.deadlines));
      const { coded, link } = await newLink(app, dossier, 's', {
        purpose: 'signature',
        occurrence: matter.plan,
        approver: '',
        expiresAt,
        mail: idOf(mail),
      });
      const view = { ...work, expiresAt, link: coded };
      return { words: matter.through === 'worker' ? planToSignMail(view) : planToSignThroughOfficerMail(view), link };
    }
    case 'lockedSignature': {
      if (state.plan?.plan !== matter.plan || state.plan.signedAt !== null) return undefined;
      if (await isReplaced(app, dossier, matter.link, 'signature')) return undefined;
      const through = matter.through === 'officer' ? { maskedName: dossier.maskedName } : {};
      return { words: lockedSignatureMail({ sender: publisher(app), recipient: to.name, ...through }) };
    }
    case 'returned': {
      // Put right, given up or abandoned before the mail was out.
      if (!isOpen(state.matter) || state.matter.returned === null) return undefined;
      return { words: returnedMail({ ...work, purpose: state.matter.kind, reasons: reasonsOf(dossier) }) };
    }
    case 'rejected':
      return { words: rejectedMail(work) };
    case 'exitRefused':
      return { words: exitRefusedMail(work) };
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
    case 'ruledSame':
      return isHeld(state) ? { words: ruledSameMail(work) } : undefined;
    case 'mergedInto': {
      const keeping = await dossierReader(app).standing(dossier.id);
      if (!keeping) return undefined;
      return { words: mergedIntoMail({ ...work, union: await unions(app).name(keeping.state.orgPath) }) };
    }
    case 'stepOverdue':
      return {
        words:
          matter.step === 'decision'
            ? approvalOverdueMail(work)
            : stepOverdueMail({ ...work, what: stepTitles[matter.step] }),
      };
    case 'objectionReceived': {
      const objection = state.matter.objections.find((each) => each.objection === matter.objection);
      const taken = matter.owed === 'resolution';
      // Done before the mail was out; what was taken up has a mail of its own.
      if (objection?.outcome !== (taken ? 'open' : 'untriaged')) return undefined;
      const { triageDays, resolutionDays } = app.profile.deadlines;
      const until = addDays(dateInShanghai(mail.createdAt), taken ? resolutionDays : triageDays);
      const received = { number: matter.objection, by: objection.sender, taken, since: mail.createdAt, until };
      return { words: objectionReceivedMail({ ...work, ...received }) };
    }
    case 'objectionsLeft': {
      const count = untriagedObjections(state.matter).length;
      return count > 0 ? { words: objectionsLeftMail({ ...work, count }) } : undefined;
    }
    case 'objectionCode': {
      const receipt = await receipts(app).find(matter.receipt);
      const objection = state.matter.objections.find((each) => each.objection === receipt?.objection);
      if (!receipt || objection?.sender === 'verified') return undefined;
      const { code, fresh } = await receipts(app).newCode(matter.receipt, app.now());
      const link = { url: `${baseUrl(app)}/o/${matter.receipt}`, code };
      return { words: objectionCodeMail({ sender: publisher(app), codeUntil: fresh.codeUntil, link }), code: fresh };
    }
  }
}

async function aboutApproval(app: App, mail: MailItem, dossier: Dossier, to: Recipient): Promise<Composed | undefined> {
  const { matter } = mail;
  const { approval, kind, reason } = dossier.state.matter;
  if (!approval || !('request' in matter)) return undefined;
  const view = {
    sender: publisher(app),
    recipient: to.name,
    purpose: kind,
    maskedName: dossier.maskedName,
    reason: reason && leavingReasons[reason].title,
    change: changeOf(dossier.state),
  };
  // The approver of another level may have it by now, with another deadline.
  if (matter.kind === 'deadlinePassed') {
    const late = { ...view, levelName: levelName(app.profile, matter.level), deadline: matter.passed };
    return { words: approvalDeadlinePassedMail(late) };
  }
  if (matter.kind === 'approvalTakenBack') {
    return { words: approvalTakenBackMail({ ...view, levelName: levelName(app.profile, matter.level) }) };
  }
  if (approval.request !== matter.request || approval.decision !== null) return undefined;
  if (isFirstLink(matter) && !(await tries(app).allowsDifferent(LINKS, approval.approver, app.now(), [idOf(mail)]))) {
    return undefined;
  }
  if (matter.kind === 'lockedApproval') {
    if (await isReplaced(app, dossier, matter.link, 'approval')) return undefined;
    const { level, deadline } = approval;
    return { words: lockedApprovalMail({ ...view, levelName: levelName(app.profile, level), deadline }) };
  }
  const { coded, link } = await newLink(app, dossier, 'a', {
    purpose: 'approval',
    occurrence: approval.request,
    approver: approval.approver,
    expiresAt: approval.deadline,
    mail: idOf(mail),
  });
  const { level, deadline } = approval;
  const linked = { ...view, levelName: levelName(app.profile, level), deadline, link: coded };
  if (matter.kind === 'approvalReminder') {
    return { words: approvalReminderMail({ ...linked, late: await lateness(app, dossier) }), link };
  }
  if (matter.kind === 'approvalPassedOn') {
    return { words: approvalPassedOnMail({ ...linked, because: matter.because }), link };
  }
  if (matter.kind !== 'approvalEscalated') return { words: approvalRequestMail(linked), link };
  return { words: approvalEscalatedMail({ ...linked, overdueSince: matter.passed }), link };
}

/** Since which deadline whoever is asked has been late, where they were asked again for want of anybody else. */
async function lateness(app: App, { id, state }: Dossier): Promise<{ since: string; days: number } | null> {
  const approver = state.matter.approval?.approver;
  if (state.requests < 2) return null;
  const journal = await dossierReader(app).journal(id);
  const asked = journal.flatMap(({ action }) => (action.type === 'requestApproval' ? [action] : []));
  const isAgain = asked.map((each) => each.approver === approver && each.passedOn?.from === approver);
  const first = isAgain.lastIndexOf(false);
  const since = first === asked.length - 1 ? undefined : asked[first]?.deadline;
  return since === undefined ? null : { since, days: daysBetween(dateInShanghai(since), dateInShanghai(app.now())) };
}

/** Whether it is the first that an approver hears of what they are asked. */
const isFirstLink = ({ kind }: MailItem['matter']): boolean =>
  kind === 'approvalRequest' || kind === 'approvalEscalated' || kind === 'approvalPassedOn';

const idOf = ({ pk }: MailItem): string => pk.slice(MAIL.length);

/** Whether another link has been sent since: whoever has that needs not hear of the one before. */
function isReplaced(app: App, { id }: Dossier, link: string, purpose: LinkItem['purpose']): Promise<boolean> {
  return links(app).isSuperseded({ pk: link, dossierId: id, purpose });
}

const isToPerson = (mail: MailItem): mail is MailItem & { to: { person: string } } =>
  mail.to !== undefined && 'person' in mail.to;

function baseUrl(app: App): string {
  return app.setting('PUBLIC_BASE_URL').replace(/\/$/, '');
}

/** A fresh nonce and code for this sending: what an earlier try of the same mail carried opens nothing. */
async function newLink(
  app: App,
  dossier: Dossier,
  path: 'a' | 's',
  matter: Pick<LinkItem, 'purpose' | 'occurrence' | 'approver' | 'expiresAt' | 'mail'>,
): Promise<{ coded: CodedLink; link: LinkItem }> {
  const { nonce, code } = newNonce();
  const bound = { dossierId: dossier.id, form: dossier.state.matter.form ?? 0, ...matter };
  const link = await links(app).store(nonce, code, bound);
  return { coded: { url: `${baseUrl(app)}/${path}/${nonce}`, code }, link };
}

/** What whoever has the missing paper does next. */
const forPaper: Record<MatterKind, string> = {
  registration: '档案表不用改，补上材料再提交，就接着办。',
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
  if (assessment?.outcome === 'excluded') {
    return ['符合困难职工标准，但命中不予建档的情形；有正当理由的，请附证明申请豁免。'];
  }
  return ['按本省标准认定，暂不符合建档条件，逐条说明请登录系统查看。'];
}
