import type { MailItem, MailMatter } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { dossierReader } from '../../shared/services/services.ts';
import { caughtUp } from './letters/hours.ts';

/** `now`: somebody waits for it. `deadline`: at night only if its deadline does not wait. `morning`: never at night. */
const urgencies: Record<MailMatter['kind'], 'now' | 'deadline' | 'morning'> = {
  // The worker sits beside the officer who has just written the plan.
  planToSign: 'now',
  // Whoever objects waits for it with the page open.
  objectionCode: 'now',
  // The page waits for it.
  perusalCode: 'now',
  applicantCode: 'now',
  approvalRequest: 'deadline',
  approvalReminder: 'deadline',
  approvalEscalated: 'deadline',
  approvalPassedOn: 'deadline',
  deadlinePassed: 'morning',
  approvalTakenBack: 'morning',
  // The page has said so to whoever typed the codes.
  lockedApproval: 'morning',
  lockedSignature: 'morning',
  digest: 'morning',
  returnDue: 'morning',
  returned: 'morning',
  rejected: 'morning',
  exitRefused: 'morning',
  changeRefused: 'morning',
  changed: 'morning',
  registered: 'morning',
  takenIn: 'morning',
  staysTemporary: 'morning',
  expiry: 'morning',
  exitProposed: 'morning',
  hasLeft: 'morning',
  duplicateFound: 'morning',
  ruledSame: 'morning',
  mergedInto: 'morning',
  transferProposed: 'morning',
  transferAnswered: 'morning',
  transferOverdue: 'morning',
  bouncedElsewhere: 'morning',
  stepOverdue: 'morning',
  objectionReceived: 'morning',
  objectionsLeft: 'morning',
  objectionAnswered: 'morning',
  applicationReceived: 'morning',
  applicationOverdue: 'morning',
  applicationTold: 'morning',
};

/** Whether somebody waits for it with the page open. */
export const isAwaited = ({ matter }: MailItem): boolean => urgencies[matter.kind] === 'now';

/** Whether a mail of the night goes out at once: somebody waits for it, or its deadline is past before all are out. */
export async function isUrgent(app: App, mail: MailItem, now: Date): Promise<boolean> {
  const { dossierId, matter } = mail;
  if (isAwaited(mail)) return true;
  if (urgencies[matter.kind] !== 'deadline' || dossierId === null) return false;
  const approval = (await dossierReader(app).find(dossierId))?.state.matter.approval;
  return approval != null && approval.deadline < caughtUp(now);
}
