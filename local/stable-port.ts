import type { Store } from './store.ts';

/**
 * Listens on the port this data directory used before, so that addresses people and tokens know stay right; on a fresh
 * one the first time, or when another program has taken it meanwhile.
 * @param listen listens on the given port (0: any) and resolves to the port it got
 */
export async function listenOnStablePort(
  store: Store,
  name: string,
  listen: (port: number) => Promise<number>,
): Promise<number> {
  store.db.exec('CREATE TABLE IF NOT EXISTS stable_port (name TEXT PRIMARY KEY, port INTEGER NOT NULL)');
  const row = store.db.prepare('SELECT port FROM stable_port WHERE name = ?').get(name);
  if (typeof row?.port === 'number') {
    try {
      return await listen(row.port);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  const port = await listen(0);
  store.db
    .prepare('INSERT INTO stable_port (name, port) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET port = excluded.port')
    .run(name, port);
  return port;
}
