import { keys } from './keys.ts';
import type { Table } from './table.ts';

/**
 * Takes a household's name off its row of the batch by which it came on file (旧档转入). What was handed in of it goes, too:
 * it is there still where nobody went on with a batch that broke off. The batch says for good how many were taken over, but
 * who they were only for as long as their dossiers are there. May be repeated.
 */
export async function forgetTranscribed(
  table: Table,
  { transcript, row }: { transcript: string; row: number },
): Promise<void> {
  const key = keys.transcriptRow(transcript, row);
  // A row that is not there is not made by taking its name off.
  const named = 'attribute_exists(maskedName)';
  await table.transact([
    table.updateWrite('transcribed', key, 'SET maskedName = :none REMOVE content', { ':none': '' }, named),
  ]);
}
