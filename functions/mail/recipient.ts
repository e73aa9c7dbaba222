import { type Approver, type ApproverContact, approverContext } from '../../shared/registry/approvers.ts';
import { type MailItem, mailContext } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { approvers, keyring } from '../../shared/services/services.ts';

export interface Recipient {
  address: string;
  /** How the mail addresses them. */
  name: string;
  approver?: Approver;
}

/** Who gets a mail; undefined when there is nobody to write to (any more). */
export async function recipientOf(app: App, mail: MailItem): Promise<Recipient | undefined> {
  const { matter, to } = mail;
  if ('approver' in matter) {
    const approver = await approvers(app).find(matter.approver);
    if (!approver) return undefined;
    const contact = await keyring(app).open<ApproverContact>(approverContext(approver.id), approver.sealed);
    return { address: contact.email, name: `${contact.name} ${contact.post}`, approver };
  }
  if (!to) return undefined;
  const address = await keyring(app).open<string>(mailContext(mail.dossierId), to);
  return { address, name: matter.kind === 'planToSign' && matter.through === 'worker' ? '职工同志' : '经办同志' };
}
