import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Engine, Watch } from './engine.ts';

const require = createRequire(import.meta.url);

const file = 'dynoxide.db';

/**
 * dynoxide keeps every stream record for good, and for each new one it looks for the highest number among all of the
 * table's; a reader's position it looks for the same way. It has no index for either: a write would take longer the
 * more had ever been written, half a millisecond for each thousand records.
 */
const STREAM_INDEX = `CREATE INDEX IF NOT EXISTS stream_records_by_number
  ON _stream_records (table_name, CAST(sequence_number AS INTEGER))`;

/** DynamoDB on SQLite in one small program; npm installs it where it exists, which is Linux x64. */
export const dynoxide = {
  name: 'dynoxide',
  file,
  mark: 'dynoxide',
  installed(): boolean {
    try {
      programPath();
      return true;
    } catch {
      return false;
    }
  },
  command: (directory: string, port: number) => ({
    program: programPath(),
    args: ['serve', '--port', String(port), '--db-path', join(directory, file)],
  }),
  prepare(directory: string): void {
    const db = new DatabaseSync(join(directory, file), { timeout: 5000 });
    db.exec(STREAM_INDEX);
    db.close();
  },
  watch(directory: string): Watch {
    const db = new DatabaseSync(join(directory, file), { timeout: 5000 });
    // Another with each commit of another connection: the engine commits before it answers whoever wrote.
    const version = db.prepare('PRAGMA data_version');
    return { version: () => Number(version.get()?.data_version), close: () => db.close() };
  },
} satisfies Engine & { installed(): boolean };

function programPath(): string {
  return join(dirname(require.resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
}
