import type { DossierState } from '../../shared/dossier/state.ts';
import { expiryWaits } from '../../shared/dossier/temporary-state.ts';
import type { MailMatter } from '../../shared/registry/mails.ts';
import type { Mail } from './letters/mail.ts';
import { expiryMail, staysTemporaryMail, takenInMail } from './letters/temporary-mails.ts';
import type { WorkMailView } from './letters/work-mails.ts';

type AboutTemporary = Extract<MailMatter, { kind: 'takenIn' | 'staysTemporary' | 'expiry' }>;

/** A mail about 临时救助: undefined when something else has come of it before the mail was out. */
export function aboutTemporary(
  state: DossierState,
  matter: AboutTemporary,
  work: WorkMailView,
): { words: Mail } | undefined {
  const { standing, temporary } = state;
  if (standing !== 'temporary' || temporary === null) return undefined;
  const view = { ...work, until: temporary.until };
  switch (matter.kind) {
    case 'takenIn':
      return { words: takenInMail(view) };
    case 'staysTemporary':
      return { words: staysTemporaryMail({ ...view, closing: state.matter.kind === 'exit' }) };
    case 'expiry':
      if (expiryWaits(state) || temporary.reminded !== matter.times) return undefined;
      return { words: expiryMail({ ...view, past: (temporary.remindedOn ?? '') > temporary.until }) };
  }
}
