import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';

/** The local cloud's one durable state: a SQLite file. Every part owns its own tables in it. */
export class Store {
  readonly db: DatabaseSync;
  private depth = 0;
  private readonly statements = new Map<string, StatementSync>();

  readonly dataDir: string;

  /** @param outlives whether what is written is there after the process: otherwise it is kept with less work */
  constructor(dataDir: string, outlives = true) {
    this.dataDir = dataDir;
    mkdirSync(dataDir, { recursive: true });
    this.db = new DatabaseSync(join(dataDir, 'cloud.db'));
    // WAL with NORMAL loses nothing when the process is killed; only a power cut could lose the last commits.
    const pragmas = outlives
      ? ['journal_mode = WAL', 'synchronous = NORMAL']
      : // Nobody else reads it: the file is locked once, in place of at every statement.
        ['journal_mode = MEMORY', 'synchronous = OFF', 'locking_mode = EXCLUSIVE'];
    for (const pragma of [...pragmas, 'busy_timeout = 5000']) this.db.exec(`PRAGMA ${pragma}`);
  }

  /** A statement, made at its first use: to make one takes longer than most take to run. */
  prepare(sql: string): StatementSync {
    const known = this.statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.db.prepare(sql);
    this.statements.set(sql, statement);
    return statement;
  }

  /** Runs fn in one transaction; nested calls join the outer one. Synchronous on purpose: nothing can interleave. */
  transaction<T>(fn: () => T): T {
    if (this.depth > 0) return fn();
    this.prepare('BEGIN IMMEDIATE').run();
    this.depth++;
    try {
      const result = fn();
      this.prepare('COMMIT').run();
      return result;
    } catch (error) {
      this.db.exec('ROLLBACK');
      throw error;
    } finally {
      this.depth--;
    }
  }

  close(): void {
    this.db.close();
  }
}
