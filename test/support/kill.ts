import { local } from './inside.ts';
import type { Household, Province } from './province.ts';

/** What is recorded of an ordinary household on its way to the cards. */
export const beforeSurvey = ['createDraft', 'saveForm', 'submit', 'assess'];
export const toApproval = ['recordSurvey', 'openNotice', 'closeNotice', 'requestApproval'];
export const fromDecision = ['decide', 'register', 'makePlan', 'signPlan', 'issueCards'];

/** `kill -9` now, in the middle of whatever is under way, and up again on what is left. */
export async function kill(province: Province): Promise<void> {
  await province.crash();
  await province.start();
}

/**
 * How many mails somebody got about a household. A mail that was on its way when the power went may come twice, since
 * SMTP does not say whether the first arrived; then both have one Message-ID, by which a mailbox knows them.
 */
export async function mailsTo(province: Province, mailbox: string, { maskedName }: Household): Promise<number> {
  const mails = await local<{ text: string; messageId: string }[]>(province, `mail.json?to=${mailbox}`);
  const about = mails.filter(({ text }) => mailbox.startsWith('worker') || text.includes(maskedName));
  return new Set(about.map(({ messageId }) => messageId)).size;
}
