import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

const LOCK = 'lock.db';

/**
 * Takes a data directory for this process. The lock is SQLite's, so it ends with the process however that ends.
 * @throws Error with a Chinese sentence when another local cloud runs on the same data.
 */
export function lockData(dataDir: string): DatabaseSync {
  mkdirSync(dataDir, { recursive: true });
  const lock = new DatabaseSync(join(dataDir, LOCK));
  try {
    // A predecessor that was just killed may take a moment to be gone.
    lock.exec('PRAGMA busy_timeout = 3000; BEGIN EXCLUSIVE');
  } catch {
    throw new Error(`已有一个本地云在使用 ${dataDir}`);
  }
  return lock;
}

/** Empties a locked data directory for a fresh start. */
export function clearData(dataDir: string): void {
  for (const name of readdirSync(dataDir)) {
    if (!name.startsWith(LOCK)) rmSync(join(dataDir, name), { recursive: true, force: true });
  }
}
