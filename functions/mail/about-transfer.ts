import { pendingTransfer, type Transfer, transferDue } from '../../shared/dossier/transfer-state.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { MailMatter } from '../../shared/registry/mails.ts';
import type { App } from '../../shared/services/app.ts';
import { batches, unions } from '../../shared/services/services.ts';
import type { Mail } from './letters/mail.ts';
import {
  bouncedElsewhereMail,
  transferAcceptedMail,
  transferOverdueMail,
  transferProposedMail,
  transferRefusedMail,
} from './letters/transfer-mails.ts';
import type { WorkMailView } from './letters/work-mails.ts';

type AboutTransfer = Extract<MailMatter, { transfer: number }>;

/** A mail about a transfer: undefined when it was answered, taken back or proposed anew before the mail was out. */
export async function aboutTransfer(
  app: App,
  matter: AboutTransfer,
  { state }: Dossier,
  work: WorkMailView,
): Promise<{ words: Mail } | undefined> {
  const { transfer } = state;
  if (transfer?.transfer !== matter.transfer) return undefined;
  if (matter.kind === 'transferAnswered') {
    const outcome = transfer.answer?.outcome;
    const view = { ...work, to: await unions(app).name(transfer.to) };
    if (outcome === 'accepted') return { words: transferAcceptedMail(view) };
    return outcome === 'refused' ? { words: transferRefusedMail(view) } : undefined;
  }
  if (pendingTransfer(state) === null) return undefined;
  const view = { ...work, ...(await sidesOf(app, transfer)) };
  return { words: matter.kind === 'transferProposed' ? transferProposedMail(view) : transferOverdueMail(view) };
}

/** What the bank sent back of what another union pays; nothing once it is paid, or given up. */
export async function aboutBounced(
  app: App,
  { batch: id, row }: Extract<MailMatter, { kind: 'bouncedElsewhere' }>,
  work: WorkMailView,
): Promise<{ words: Mail } | undefined> {
  const [batch, outcome] = await Promise.all([batches(app).find(id), batches(app).outcome(id, row)]);
  if (batch === undefined || outcome?.result !== 'bounced') return undefined;
  return { words: bouncedElsewhereMail({ ...work, payer: await unions(app).name(batch.orgPath) }) };
}

async function sidesOf(app: App, { from, to, proposedOn }: Transfer) {
  return {
    from: await unions(app).name(from),
    to: await unions(app).name(to),
    until: transferDue(proposedOn, app.profile.deadlines),
  };
}
