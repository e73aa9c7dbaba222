import { randomInt } from 'node:crypto';
import type { Store } from './store.ts';

/** Below the range from which systems take the near end of outgoing connections: those ports come and go. */
const [FIRST, LAST] = [32_000, 32_768];

/**
 * Listens on the port this data directory used before, so that addresses people and tokens know stay right; on a fresh
 * one the first time, or when another program has taken it meanwhile.
 * @param listen listens on the given port, or rejects with EADDRINUSE
 */
export async function listenOnStablePort(
  store: Store,
  name: string,
  listen: (port: number) => Promise<void>,
): Promise<number> {
  store.db.exec('CREATE TABLE IF NOT EXISTS stable_port (name TEXT PRIMARY KEY, port INTEGER NOT NULL)');
  const row = store.db.prepare('SELECT port FROM stable_port WHERE name = ?').get(name);
  for (let port = row ? Number(row.port) : anyPort(); ; port = anyPort()) {
    try {
      await listen(port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
      continue;
    }
    store.db
      .prepare(
        'INSERT INTO stable_port (name, port) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET port = excluded.port',
      )
      .run(name, port);
    return port;
  }
}

function anyPort(): number {
  return FIRST + randomInt(LAST - FIRST);
}
