import { type MailItem, openAddressee } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { keyring, names, people } from '../../shared/services/services.ts';

export interface Recipient {
  address: string;
  /** How the mail addresses them. */
  name: string;
}

/** Who gets a mail; undefined when there is nobody to write to (any more): an approver who has left gets nothing. */
export async function recipientOf(app: App, mail: MailItem): Promise<Recipient | undefined> {
  const { matter, to } = mail;
  if ('approver' in matter) {
    const approver = await people(app).find(matter.approver);
    if (!approver?.active) return undefined;
    const { email, name, post } = await names(app).contactOf(approver);
    return email === null ? undefined : { address: email, name: `${name} ${post}` };
  }
  if (!to) return undefined;
  const { address, person } = await openAddressee(keyring(app), mail.dossierId, to);
  const name = person === null ? undefined : await names(app).of(person);
  return {
    address,
    name: name ?? (matter.kind === 'planToSign' && matter.through === 'worker' ? '职工同志' : '经办同志'),
  };
}
