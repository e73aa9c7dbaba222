import type { Dossier } from '../../shared/registry/dossiers.ts';
import { MAIL } from '../../shared/registry/keys.ts';
import { type LinkItem, newNonce } from '../../shared/registry/links.ts';
import type { MailItem } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { links } from '../../shared/services/services.ts';
import type { CodedLink } from './letters/mail.ts';

/** A fresh nonce and code for this sending: what an earlier try of the same mail carried opens nothing. */
export async function newLink(
  app: App,
  dossier: Dossier,
  path: 'a' | 's',
  matter: Pick<LinkItem, 'purpose' | 'occurrence' | 'approver' | 'expiresAt' | 'mail' | 'heldIn'>,
): Promise<{ coded: CodedLink; link: LinkItem }> {
  const { nonce, code } = newNonce();
  const bound = { dossierId: dossier.id, form: dossier.state.matter.form ?? 0, shownBy: null };
  const link = await links(app).store(nonce, code, { ...bound, ...matter });
  return { coded: { url: `${baseUrl(app)}/${path}/${nonce}`, code }, link };
}

/** The number of a mail. */
export const idOf = ({ pk }: MailItem): string => pk.slice(MAIL.length);

/** Whether another link has been sent since: whoever has that needs not hear of the one before. */
export function isReplaced(app: App, { id }: Dossier, link: string, purpose: LinkItem['purpose']): Promise<boolean> {
  return links(app).isSuperseded({ pk: link, dossierId: id, purpose });
}

/** Where the pages of the links are. */
export function baseUrl(app: App): string {
  return app.setting('PUBLIC_BASE_URL').replace(/\/$/, '');
}
