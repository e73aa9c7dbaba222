import { keys, MAIL } from '../../shared/registry/keys.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import { type MailItem, type MailMatter, mailWrite } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { table } from '../../shared/services/services.ts';

/** Writes to whomever a link was sent that it takes no more codes, and how to have another one: once for each mail. */
export async function tellLocked(app: App, link: LinkItem, now: Date): Promise<void> {
  // Whoever was shown it has somebody of the staff beside them.
  if (link.mail === '') return;
  const carrier = await table(app).find<MailItem>(keys.mail(link.mail));
  const matter = carrier && matterOf(link, carrier.matter);
  if (!matter) return;
  await table(app).transact([
    mailWrite(table(app), link.dossierId, matter, now, carrier.to, `${carrier.pk.slice(MAIL.length)}-locked`),
  ]);
}

function matterOf({ pk, occurrence, approver }: LinkItem, sent: MailMatter): MailMatter | undefined {
  if (sent.kind === 'planToSign') {
    return { kind: 'lockedSignature', link: pk, plan: occurrence, through: sent.through };
  }
  return 'approver' in sent ? { kind: 'lockedApproval', link: pk, request: occurrence, approver } : undefined;
}
