import { dateInShanghai } from '../../shared/calendar/dates.ts';
import { mobileIn } from '../../shared/directory/person.ts';
import { pendingApproval } from '../../shared/dossier/approval-state.ts';
import { spokenCode } from '../../shared/pages/code.ts';
import { dateInWords } from '../../shared/pages/dates.ts';
import { PERUSAL_MINUTES } from '../../shared/pages/views.ts';
import { APPLICANT_MINUTES } from '../../shared/registry/applicants.ts';
import { type MailItem, type MailMatter, mailWrite } from '../../shared/registry/mails.ts';
import type { PersonItem } from '../../shared/registry/people.ts';
import type { Limit } from '../../shared/registry/tries.ts';
import type { App, Messenger } from '../../shared/services/app.ts';
import { applicants, dossierReader, names, perusals, publisher, table, tries } from '../../shared/services/services.ts';
import { compose } from './compose.ts';
import { TasksToday } from './digest.ts';
import { applicantContact, personOf } from './recipient.ts';

/** So many a day one telephone is rung for; the rest is in the mails, or in what they read after signing in. */
const MESSAGES: Limit = { name: 'messages', per: 'day', max: 30 };

const inMailbox = '链接和验证码在邮件里，请看邮箱。';
const signIn = '请登录系统办理。';

/**
 * What is told by message, too, besides the code of a 细看: what is written at once to one of the unions' people because they must act. Nothing of a
 * household is in it, no link and no code.
 */
const texts: { readonly [Kind in MailMatter['kind']]?: string } = {
  approvalRequest: `有一份材料请您审批，${inMailbox}`,
  approvalReminder: `有一份材料还没有审批，${inMailbox}`,
  approvalEscalated: `有一份逾期未办的材料转请您审批，${inMailbox}`,
  approvalPassedOn: `有一份材料转请您审批，${inMailbox}`,
  objectionReceived: `公示收到异议，等您初核或者处理。${signIn}`,
  objectionsLeft: `公示期满，还有异议等您初核。${signIn}`,
  duplicateFound: `有一户疑似重复建档，等您裁定。${signIn}`,
  applicationReceived: `有一件职工的申请等您接收。${signIn}`,
  applicationOverdue: `有一件职工的申请逾期没有接收。${signIn}`,
  stepOverdue: `有一户的办理已经逾期。${signIn}`,
};

const isMessaged = (kind: MailMatter['kind']): boolean => Object.hasOwn(texts, kind);

/**
 * Writes the message that goes beside a mail, or in its place where somebody has no mailbox: once for each mail, and sent
 * on its own, so that neither waits for the other.
 */
export async function tellByMessage(app: App, id: string, mail: MailItem): Promise<void> {
  const { messages } = app.profile.mail;
  if (messages === 'none' || !isMessaged(mail.matter.kind)) return;
  const person = await personOf(app, mail);
  const isTold = person?.active && person.hasMobile && (messages === 'besideMail' || !person.hasMail);
  if (!isTold) return;
  const { dossierId, matter, to } = mail;
  await table(app).transact([mailWrite(table(app), dossierId, matter, app.now(), to, `${id}-message`, 'message')]);
}

/** Hands a message to the union's gateway. Answers false when there is nothing to tell, or nobody, any more. */
export async function sendMessage(app: App, id: string, mail: MailItem, messenger: Messenger): Promise<boolean> {
  if (mail.matter.kind === 'applicantCode' || mail.matter.kind === 'applicationTold') {
    return messageToApplicant(app, id, mail, messenger);
  }
  const person = await personOf(app, mail);
  const telephone = person?.active ? await mobileOf(app, person) : undefined;
  if (!person || telephone === undefined || (await isOver(app, mail))) return false;
  const { matter } = mail;
  const text = matter.kind === 'perusalCode' ? await codeText(app, matter.perusal) : texts[matter.kind];
  if (text === undefined) return false;
  // Codes are counted where they are asked for.
  const isCounted = matter.kind !== 'perusalCode';
  if (isCounted && !(await tries(app).allowsDifferent(MESSAGES, person.id, app.now(), [id]))) return false;
  const { union, officePhone, demonstration } = publisher(app);
  const words = `【${union}】${demonstration ? '（演示）' : ''}困难职工建档：${text}电话 ${officePhone}。`;
  await messenger.deliver(id, telephone, words);
  return true;
}

/** Whoever applied has given their telephone, and nothing of them is in the directory. */
async function messageToApplicant(app: App, id: string, mail: MailItem, messenger: Messenger): Promise<boolean> {
  const contact = await applicantContact(app, mail);
  const { matter } = mail;
  const told = matter.kind === 'applicationTold' && matter.what === 'shown' ? shownText(mail.createdAt) : toldText;
  const text = matter.kind === 'applicantCode' ? await applicantCode(app, matter.applicant) : told;
  if (contact?.by !== 'message' || text === undefined) return false;
  const { union, officePhone, demonstration } = publisher(app);
  await messenger.deliver(
    id,
    contact.address,
    `【${union}】${demonstration ? '（演示）' : ''}困难职工申请：${text}电话 ${officePhone}。`,
  );
  return true;
}

const shownText = (at: string): string =>
  `工会的人${dateInWords(dateInShanghai(at))}当面打开了您的申请。您没有去过的，请打开申请页看有没有变动，打下面的`;
const toldText = '您的申请有了新的进展，请打开申请页看。';

/** Undefined when it would come too late. */
async function applicantCode(app: App, id: string): Promise<string | undefined> {
  const item = await applicants(app).byId(id);
  if (item === undefined || item.codeUntil <= app.now().toISOString()) return undefined;
  const code = spokenCode(await applicants(app).codeOf(id));
  return `验证码 ${code}，${APPLICANT_MINUTES.code} 分钟以内填在您刚才打开的页面上。不是您本人要的，请不要告诉任何人，打下面的`;
}

/** What opens a 细看 for the browser that asked; undefined when it would come too late. */
async function codeText(app: App, id: string): Promise<string | undefined> {
  const perusal = await perusals(app).byId(id);
  if (perusal === undefined || perusal.codeUntil <= app.now().toISOString()) return undefined;
  const code = spokenCode(await perusals(app).codeOf(id));
  return `验证码 ${code}，${PERUSAL_MINUTES.code} 分钟以内填在您刚才打开的审批页面上。不是您本人要的，请不要告诉任何人，打下面的`;
}

async function mobileOf(app: App, person: PersonItem): Promise<string | undefined> {
  return mobileIn((await names(app).contactOf(person)).telephone);
}

/** Whether what it is about was done before it was out. A link is made for no message. */
async function isOver(app: App, mail: MailItem): Promise<boolean> {
  const { matter, dossierId } = mail;
  if (!('request' in matter))
    return (await compose(app, mail, { address: '', name: '' }, new TasksToday(app))) === undefined;
  const dossier = dossierId === null ? undefined : await dossierReader(app).find(dossierId);
  return !dossier || pendingApproval(dossier.state)?.request !== matter.request;
}
