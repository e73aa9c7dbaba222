import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Engine } from './engine.ts';

const require = createRequire(import.meta.url);

const file = 'dynoxide.db';

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
} satisfies Engine & { installed(): boolean };

function programPath(): string {
  return join(dirname(require.resolve('@dynoxide/linux-x64/package.json')), 'dynoxide');
}
