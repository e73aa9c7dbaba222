import { DeleteObjectCommand, ListObjectVersionsCommand } from '@aws-sdk/client-s3';
import { inLanes } from '../../shared/runtime/lanes.ts';
import type { App } from '../../shared/services/app.ts';
import { s3 } from '../../shared/services/services.ts';

/** Where files of a dossier lie in the bucket: what waits for its check, what was accepted, what was printed. */
const prefixesOf = (id: string): string[] => ['incoming', 'attachments', 'printed'].map((folder) => `${folder}/${id}/`);

/** So many are deleted at once. */
const LANES = 8;

/**
 * Deletes every version of every file of a dossier, and what marks a deletion, each by its id: nothing brings them back.
 * What was listed is gone before there is asked again, until nothing is there.
 */
export async function deleteObjects(app: App, id: string): Promise<void> {
  const Bucket = app.setting('DOCUMENTS_BUCKET');
  for (const Prefix of prefixesOf(id)) {
    for (;;) {
      const page = await s3(app).send(new ListObjectVersionsCommand({ Bucket, Prefix }));
      const found = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
      if (found.length === 0) break;
      await inLanes(found, LANES, ({ Key, VersionId }) =>
        s3(app).send(new DeleteObjectCommand({ Bucket, Key, VersionId })),
      );
    }
  }
}
