import { maskContact } from '../../shared/privacy/masks.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { App } from '../../shared/services/app.ts';
import { verifiedContactOf } from '../../shared/services/own-contact.ts';
import { names } from '../../shared/services/services.ts';

/** 核验过的联系方式 as staff sees it: enough of it to be told apart from another. */
export async function ownContactOf(app: App, dossier: Dossier) {
  const verified = await verifiedContactOf(app, dossier);
  if (verified === undefined) return null;
  const { by, on, verifiedBy, lapsed, contact } = verified;
  return { by, on, lapsed, contact: maskContact(contact), byName: await names(app).of(verifiedBy) };
}
