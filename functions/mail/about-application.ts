import { isOpenApplication } from '../../shared/application/application.ts';
import { dateInShanghai } from '../../shared/calendar/dates.ts';
import type { MailItem, MailMatter } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { applicants, applications, publisher } from '../../shared/services/services.ts';
import {
  applicantCodeMail,
  applicationOverdueMail,
  applicationReceivedMail,
  applicationToldMail,
} from './letters/application-mails.ts';
import type { Mail } from './letters/mail.ts';
import type { Recipient } from './recipient.ts';
import { baseUrl } from './sent-link.ts';

type AboutApplication = Extract<
  MailMatter,
  { kind: 'applicantCode' | 'applicationReceived' | 'applicationOverdue' | 'applicationTold' }
>;

const kinds: readonly MailMatter['kind'][] = [
  'applicantCode',
  'applicationReceived',
  'applicationOverdue',
  'applicationTold',
];

export const isAboutApplication = (matter: MailMatter): matter is AboutApplication => kinds.includes(matter.kind);

/** What is written of an application, which is no dossier yet; undefined when it is over, or stands otherwise by now. */
export async function aboutApplication(
  app: App,
  mail: MailItem,
  matter: AboutApplication,
  to: Recipient,
): Promise<Mail | undefined> {
  const sender = publisher(app);
  const url = `${baseUrl(app)}/apply`;
  if (matter.kind === 'applicantCode') {
    const item = await applicants(app).byId(matter.applicant);
    if (item === undefined || item.codeUntil <= app.now().toISOString()) return undefined;
    return applicantCodeMail({
      sender,
      url: `${url}/code`,
      codeUntil: item.codeUntil,
      code: await applicants(app).codeOf(matter.applicant),
    });
  }
  const found = mail.dossierId === null ? undefined : await applications(app).find(mail.dossierId);
  if (!found) return undefined;
  const { state, maskedName } = found;
  if (matter.kind === 'applicationTold') {
    const stands = { question: 'asked', refused: 'refused', takenOver: 'takenOver', shown: null }[matter.what];
    return stands === null || stands === state.standing
      ? applicationToldMail({ sender, url, what: matter.what, on: dateInShanghai(mail.createdAt) })
      : undefined;
  }
  if (!isOpenApplication(state) || state.due === null) return undefined;
  const view = { sender, recipient: to.name, maskedName, id: state.id, due: state.due };
  return matter.kind === 'applicationReceived'
    ? applicationReceivedMail(view)
    : applicationOverdueMail({ ...view, times: matter.times });
}
