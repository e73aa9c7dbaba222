import { dateInShanghai, daysBetween } from '../../shared/calendar/dates.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { changeOf } from '../../shared/dossier/change.ts';
import { leavingReasons } from '../../shared/matters/standing.ts';
import { levelName, levelsOf } from '../../shared/province/levels.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import type { Limit } from '../../shared/registry/tries.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader, publisher, tries } from '../../shared/services/services.ts';
import {
  approvalDeadlinePassedMail,
  approvalEscalatedMail,
  approvalPassedOnMail,
  approvalReminderMail,
  approvalRequestMail,
  approvalTakenBackMail,
  lockedApprovalMail,
} from './letters/approval-mails.ts';
import type { Mail } from './letters/mail.ts';
import type { Recipient } from './recipient.ts';
import { idOf, isReplaced, newLink } from './sent-link.ts';

/**
 * So many links a day an approver is sent as matters are put before them; of the others their digest tells (digest.ts). A
 * reminder, and what was sent again for somebody, has its link always.
 */
const LINKS: Limit = { name: 'approval-links', per: 'day', max: 30 };

/** A mail about a request for approval: to whoever is asked, or was. Undefined when it is over, or somebody else's by now. */
export async function aboutApproval(
  app: App,
  mail: MailItem,
  dossier: Dossier,
  to: Recipient,
): Promise<{ words: Mail; link?: LinkItem } | undefined> {
  const { matter } = mail;
  const { approval, kind, reason } = dossier.state.matter;
  if (!approval || !('request' in matter)) return undefined;
  const levels = levelsOf(app.profile, dossier.state);
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
    const late = { ...view, levelName: levelName(levels, matter.level), deadline: matter.passed };
    return { words: approvalDeadlinePassedMail(late) };
  }
  if (matter.kind === 'approvalTakenBack') {
    return { words: approvalTakenBackMail({ ...view, levelName: levelName(levels, matter.level) }) };
  }
  // Decided, passed on, or given up before the mail was out.
  if (pendingApproval(dossier.state)?.request !== matter.request) return undefined;
  if (isFirstLink(matter) && !(await tries(app).allowsDifferent(LINKS, approval.approver, app.now(), [idOf(mail)]))) {
    return undefined;
  }
  if (matter.kind === 'lockedApproval') {
    if (await isReplaced(app, dossier, matter.link, 'approval')) return undefined;
    const { level, deadline } = approval;
    return { words: lockedApprovalMail({ ...view, levelName: levelName(levels, level), deadline }) };
  }
  const { coded, link } = await newLink(app, dossier, 'a', {
    purpose: 'approval',
    occurrence: approval.request,
    approver: approval.approver,
    expiresAt: approval.deadline,
    mail: idOf(mail),
    heldIn: null,
  });
  const { level, deadline } = approval;
  const linked = { ...view, levelName: levelName(levels, level), deadline, link: coded };
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
