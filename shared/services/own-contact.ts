import { isOver } from '../dossier/life.ts';
import { ownForm } from '../dossier/own.ts';
import type { OwnContact } from '../dossier/own-contact-state.ts';
import { ownContactContext } from '../dossier/seal-contexts.ts';
import type { VerifiedContact } from '../dossier/sealed-contents.ts';
import type { Form } from '../form/form.ts';
import type { Dossier } from '../registry/dossiers.ts';
import type { App } from './app.ts';
import { forms, keyring } from './services.ts';

/** Digits as people write a telephone: 138 0013-8000. */
export const digitsOf = (telephone: string): string => telephone.replace(/\D/g, '').replace(/^86(?=1\d{10}$)/, '');

/** 核验过的联系方式 of a dossier, opened; undefined where there is none, or the dossier is over. `lapsed`: why it opens nothing any more, as a Chinese sentence; null while it does. */
export async function verifiedContactOf(
  app: App,
  { id, state }: Pick<Dossier, 'id' | 'state'>,
): Promise<(VerifiedContact & Pick<OwnContact, 'by' | 'on' | 'verifiedBy'> & { lapsed: string | null }) | undefined> {
  if (state.ownContact === null || isOver(state)) return undefined;
  const { version, contact: sealed, by, on, verifiedBy } = state.ownContact;
  const verified = await keyring(app).open<VerifiedContact>(ownContactContext(id, version), sealed);
  const lapsed = lapse(verified, await forms(app).getSubmitted(id, ownForm(state) ?? 0)) ?? null;
  return { ...verified, by, on, verifiedBy, lapsed };
}

/** What was verified was this worker with this number: of another worker, or another number, nobody has seen anything. */
function lapse({ contact, idNumber }: VerifiedContact, { worker }: Pick<Form, 'worker'>): string | undefined {
  if (worker.idNumber !== idNumber) return '档案上的职工换了人，或者改了身份证号，要重新核验';
  if (contact.by === 'mail' || digitsOf(worker.mobile ?? '') === contact.address) return undefined;
  return '档案上的手机号换了，要重新核验';
}
