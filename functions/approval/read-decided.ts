import type { DecidedView } from '../../shared/pages/views.ts';
import type { Dossier } from '../../shared/registry/dossiers.ts';
import type { LinkItem } from '../../shared/registry/links.ts';
import type { App } from '../../shared/services/app.ts';
import { readings } from '../../shared/services/services.ts';
import { decisionView } from './view.ts';

/** What was decided, once it is written down that it was read: whose household it is, and why it left, stands there still. */
export async function readDecided(
  app: App,
  dossier: Dossier,
  { approver: by }: LinkItem,
  now: Date,
): Promise<DecidedView> {
  await readings(app).record(dossier.id, { kind: 'approvalPage', by }, now);
  return decisionView(app, dossier);
}
