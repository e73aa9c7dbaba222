import { decideAttachment } from '../dossier/attachments.ts';
import { isRefusal } from '../dossier/deed.ts';
import type { AttachmentItem } from '../registry/attachment-item.ts';
import type { Dossier } from '../registry/dossiers.ts';
import { keys } from '../registry/keys.ts';
import type { App } from './app.ts';
import { dossiers, table } from './services.ts';

/**
 * The dossier with every paper in its journal that was accepted while it was an application and had none. They come before
 * the first form, whoever saves that one, so that a dossier with a form lacks none of them. E1301 where somebody was faster.
 */
export async function withAppliedPapers(app: App, before: Dossier, now: Date): Promise<Dossier> {
  const { id } = before;
  const items = await table(app).range<AttachmentItem>(keys.dossier(id), 'ATT#', 'ATT$');
  let dossier = before;
  for (const { sk, status, kind, contentType, size = 0, sha256, takenAt = '' } of items) {
    const attachment = sk.slice('ATT#'.length);
    if (status !== 'accepted' || sha256 === undefined) continue;
    if (dossier.state.attachments.some((each) => each.id === attachment)) continue;
    const found = { kind, contentType, size, sha256, ...(takenAt === '' ? {} : { takenAt }) };
    const action = decideAttachment(dossier.state, attachment, found);
    if (isRefusal(action)) break;
    const actor = { kind: 'system', id: 'application' } as const;
    dossier = await dossiers(app).record({ id, before: dossier, action, actor, now });
  }
  return dossier;
}
