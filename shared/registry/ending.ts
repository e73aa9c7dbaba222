import type { Dossier } from './dossiers.ts';
import { releaseWrites } from './locks.ts';
import { Notices } from './notices.ts';
import type { Table, Write } from './table.ts';

/** What goes with the end of a dossier's life, in the same transaction: its locks, and its notice if one is up. */
export function endingWrites(table: Table, dossier: Dossier, provinceCode: string): Write[] {
  const { notice } = dossier.state;
  const down = notice && !notice.closed ? [new Notices(table, provinceCode).closeWrite(notice.id)] : [];
  return [...releaseWrites(table, dossier), ...down];
}
