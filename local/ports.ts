import { createServer } from 'node:net';
import type { Store } from './store.ts';

const NAMES = ['api', 'local', 'dynamodb'] as const;
export type PortName = (typeof NAMES)[number];

/** Below the range from which systems take the near end of outgoing connections: those ports come and go. */
const [FIRST, LAST] = [20_000, 32_000];

/** The ports of one cloud. They stay the same over restarts, because mails that were sent hold links to them. */
export class Ports {
  private readonly store: Store;
  private readonly base: number;

  /** @param base the first of a row of ports; 0 takes free ones. */
  constructor(store: Store, base: number) {
    this.store = store;
    this.base = base;
    store.db.exec('CREATE TABLE IF NOT EXISTS ports (name TEXT PRIMARY KEY, port INTEGER NOT NULL UNIQUE)');
  }

  async get(name: PortName): Promise<number> {
    const stored = this.store.db.prepare('SELECT port FROM ports WHERE name = ?').get(name)?.port;
    if (this.base === 0 && stored !== undefined) return Number(stored);
    const port = this.base === 0 ? await this.freePort() : this.base + NAMES.indexOf(name);
    this.store.transaction(() => {
      this.store.db.prepare('DELETE FROM ports WHERE name = ? OR port = ?').run(name, port);
      this.store.db.prepare('INSERT INTO ports (name, port) VALUES (?, ?)').run(name, port);
    });
    return port;
  }

  private async freePort(): Promise<number> {
    for (;;) {
      const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
      const taken = this.store.db.prepare('SELECT 1 FROM ports WHERE port = ?').get(port);
      if (!taken && (await isFree(port))) return port;
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
