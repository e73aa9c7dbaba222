import type { Store } from '../store.ts';
import type { Json } from './json.ts';
import { dueOf, type Ending, type Position, type Step } from './position.ts';

export type Status = 'RUNNING' | Ending['status'];

/** An execution as stored; times in virtual ms. */
export interface Execution {
  arn: string;
  name: string;
  machineArn: string;
  /** Which version of the machine it runs: a running execution keeps the definition it started with. */
  version: string;
  /** As given, byte for byte. */
  input: string;
  status: Status;
  startedAt: number;
  stoppedAt: number | undefined;
  output: Json | undefined;
  error: string | undefined;
  cause: string | undefined;
  /** When the whole execution times out. */
  deadline: number;
  /** Counts the writes: a step computed from an older one is thrown away. */
  revision: number;
  /** The last one, once it has ended. */
  position: Position;
}

/** One transition: a state entered, or attempted again after an error. */
export interface Transition {
  state: string;
  /** Virtual ms. */
  at: number;
  /** 0 for the entry, n for the nth retry. */
  retry: number;
}

const TABLES = `
CREATE TABLE IF NOT EXISTS sfn_versions (id TEXT PRIMARY KEY, source TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sfn_executions (
  arn TEXT PRIMARY KEY, name TEXT NOT NULL, machine_arn TEXT NOT NULL, version TEXT NOT NULL, input TEXT NOT NULL,
  status TEXT NOT NULL, started_at REAL NOT NULL, stopped_at REAL, output TEXT, error TEXT, cause TEXT,
  deadline REAL NOT NULL, revision INTEGER NOT NULL, position TEXT NOT NULL, due REAL) STRICT;
CREATE INDEX IF NOT EXISTS sfn_names ON sfn_executions (name);
CREATE INDEX IF NOT EXISTS sfn_due ON sfn_executions (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS sfn_transitions (
  execution TEXT NOT NULL, entry INTEGER NOT NULL, state TEXT NOT NULL, at REAL NOT NULL, retry INTEGER NOT NULL,
  PRIMARY KEY (execution, entry)) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sfn_tokens (token TEXT PRIMARY KEY, execution TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

/** The tables of the state machines. Every method is one or more statements; the caller holds the transaction. */
export class Persistence {
  private readonly store: Store;
  /** The earliest timer since something was written; null when there is none. It is asked far oftener than that. */
  private earliest: number | null | undefined;

  constructor(store: Store) {
    this.store = store;
    store.db.exec(TABLES);
  }

  saveVersion(id: string, source: string): void {
    this.run('INSERT OR IGNORE INTO sfn_versions (id, source) VALUES (?, ?)', id, source);
  }

  getVersion(id: string): string {
    const row = this.get('SELECT source FROM sfn_versions WHERE id = ?', id);
    if (row === undefined) throw new Error(`no stored state machine ${id}`);
    return row.source as string;
  }

  create(execution: Execution): void {
    const { arn, name, machineArn, version, input, startedAt, deadline, position } = execution;
    this.run(
      `INSERT INTO sfn_executions
         (arn, name, machine_arn, version, input, status, started_at, deadline, revision, position, due)
       VALUES (?, ?, ?, ?, ?, 'RUNNING', ?, ?, 0, ?, ?)`,
      ...[
        arn,
        name,
        machineArn,
        version,
        input,
        startedAt,
        deadline,
        JSON.stringify(position),
        due(position, deadline),
      ],
    );
    this.addTransition(arn, position, startedAt);
  }

  find(arn: string): Execution | undefined {
    const row = this.get('SELECT * FROM sfn_executions WHERE arn = ?', arn);
    return row === undefined ? undefined : toExecution(row);
  }

  findByName(name: string): Execution | undefined {
    const row = this.get('SELECT * FROM sfn_executions WHERE name = ? ORDER BY started_at DESC LIMIT 1', name);
    return row === undefined ? undefined : toExecution(row);
  }

  /** Newest first; of one status, or of any. */
  list(status?: string): Execution[] {
    const which = status === undefined ? '' : 'WHERE status = ?';
    const asked = status === undefined ? [] : [status];
    const sql = `SELECT * FROM sfn_executions ${which} ORDER BY started_at DESC, rowid DESC`;
    return this.all(sql, ...asked).map(toExecution);
  }

  /** The ARNs of what is still running. */
  running(): string[] {
    return this.all("SELECT arn FROM sfn_executions WHERE status = 'RUNNING' ORDER BY started_at").map(
      (row) => row.arn as string,
    );
  }

  /** Writes what a step led to. The execution must be the one just read in this transaction, and running. */
  save(execution: Execution, step: Step, now: number): void {
    if ('ending' in step) {
      const { status, output, error, cause } = {
        output: undefined,
        error: undefined,
        cause: undefined,
        ...step.ending,
      };
      this.run(
        `UPDATE sfn_executions SET status = ?, stopped_at = ?, output = ?, error = ?, cause = ?, due = NULL,
           revision = revision + 1 WHERE arn = ?`,
        ...[status, now, output === undefined ? null : JSON.stringify(output), error ?? null, cause ?? null],
        execution.arn,
      );
      return;
    }
    const { position, entered } = step;
    this.run(
      'UPDATE sfn_executions SET position = ?, due = ?, revision = revision + 1 WHERE arn = ?',
      ...[JSON.stringify(position), due(position, execution.deadline), execution.arn],
    );
    if (entered) this.addTransition(execution.arn, position, now);
    if (position.phase === 'invoke' && position.token !== undefined) {
      this.run('INSERT INTO sfn_tokens (token, execution) VALUES (?, ?)', position.token, execution.arn);
    }
  }

  /** The execution a token was ever made for. */
  ownerOf(token: string): string | undefined {
    return this.get('SELECT execution FROM sfn_tokens WHERE token = ?', token)?.execution as string | undefined;
  }

  transitions(arn: string): Transition[] {
    return this.all('SELECT state, at, retry FROM sfn_transitions WHERE execution = ? ORDER BY entry', arn).map(
      ({ state, at, retry }) => ({ state: state as string, at: at as number, retry: retry as number }),
    );
  }

  /** Virtual ms of the earliest timer of any execution. */
  nextDue(): number | undefined {
    if (this.earliest === undefined) {
      const { due = null } = this.get('SELECT MIN(due) AS due FROM sfn_executions WHERE due IS NOT NULL') ?? {};
      this.earliest = due as number | null;
    }
    return this.earliest ?? undefined;
  }

  dueBy(now: number): string[] {
    this.earliest = undefined;
    return this.all('SELECT arn FROM sfn_executions WHERE due <= ? ORDER BY due', now).map((row) => row.arn as string);
  }

  private addTransition(arn: string, position: Position, now: number): void {
    // The primary key makes counting one transition twice impossible.
    this.run(
      'INSERT INTO sfn_transitions (execution, entry, state, at, retry) VALUES (?, ?, ?, ?, ?)',
      ...[arn, position.entry, position.state, now, position.retryCount],
    );
  }

  private run(sql: string, ...values: (string | number | null)[]): void {
    this.earliest = undefined;
    this.store.prepare(sql).run(...values);
  }

  private get(sql: string, ...values: (string | number)[]): Record<string, unknown> | undefined {
    return this.store.prepare(sql).get(...values);
  }

  private all(sql: string, ...values: (string | number)[]): Record<string, unknown>[] {
    return this.store.prepare(sql).all(...values);
  }
}

function due(position: Position, deadline: number): number {
  return Math.min(dueOf(position) ?? Number.POSITIVE_INFINITY, deadline);
}

function toExecution(row: Record<string, unknown>): Execution {
  const output = row.output as string | null;
  return {
    arn: row.arn as string,
    name: row.name as string,
    machineArn: row.machine_arn as string,
    version: row.version as string,
    input: row.input as string,
    status: row.status as Status,
    startedAt: row.started_at as number,
    stoppedAt: (row.stopped_at ?? undefined) as number | undefined,
    output: output === null ? undefined : (JSON.parse(output) as Json),
    error: (row.error ?? undefined) as string | undefined,
    cause: (row.cause ?? undefined) as string | undefined,
    deadline: row.deadline as number,
    revision: row.revision as number,
    position: JSON.parse(row.position as string) as Position,
  };
}
