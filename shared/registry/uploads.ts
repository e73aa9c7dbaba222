import type { Upload } from '../attachments/list.ts';
import { attachmentContext } from '../attachments/upload.ts';
import { attachmentKindContext } from '../dossier/seal-contexts.ts';
import type { Keyring } from '../sealing/keyring.ts';
import type { AttachmentItem } from './attachment-item.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

/**
 * A dossier's uploads, opened: for whoever may read it. What came to nothing is gone after its day, whether the table
 * has deleted it yet or not, so that there are never more than `MAX_ATTACHMENTS`.
 */
export async function uploadsOf(table: Table, keyring: Keyring, dossierId: string, now: Date): Promise<Upload[]> {
  const items = await table.range<AttachmentItem>(keys.dossier(dossierId), 'ATT#', 'ATT$');
  const live = items.filter(({ ttl }) => ttl === undefined || ttl > now.getTime() / 1000);
  return Promise.all(
    live.map(async ({ sk, kind, name, by, at, status, size, reason }) => {
      const id = sk.slice('ATT#'.length);
      return {
        id,
        kind: await keyring.open<string>(attachmentKindContext(dossierId, id), kind),
        name: await keyring.open<string>(attachmentContext(dossierId, id), name),
        by,
        at,
        status,
        ...(size === undefined ? {} : { size }),
        ...(reason === undefined ? {} : { reason }),
      };
    }),
  );
}
