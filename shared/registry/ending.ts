import type { Dossier } from './dossiers.ts';
import { releaseWrites } from './locks.ts';
import { Notices } from './notices.ts';
import type { Table, Write } from './table.ts';

/** What goes with the end of a dossier's life, in the same transaction: its locks, and its notice if one is up. */
export function endingWrites(table: Table, dossier: Dossier, provinceCode: string): Write[] {
  return [...releaseWrites(table, dossier), ...noticeDownWrites(table, dossier, provinceCode)];
}

/** Takes the dossier's notice off the wall, if one is up. */
export function noticeDownWrites(table: Table, { state: { notice } }: Dossier, provinceCode: string): Write[] {
  return notice && !notice.closed ? [new Notices(table, provinceCode).closeWrite(notice.id)] : [];
}
