import { randomBytes } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import type { Machine } from './definition.ts';
import type { Failure } from './errors.ts';
import { type Decision, enter, type Surroundings, settle } from './interpreter.ts';
import type { Json } from './json.ts';
import type { Execution, Persistence } from './persistence.ts';
import { dueOf, expire, follow, type Position, returned, type Step, settled } from './position.ts';

export interface RunnerDeps {
  store: Store;
  clock: Clock;
  activity: Activity;
  persistence: Persistence;
  invokeLambda(functionName: string, payload: unknown): Promise<unknown>;
  /** The version of a machine that an execution runs. */
  version(id: string): Machine;
  log(message: string): void;
}

/**
 * Carries executions forward. Every step is: read the position, decide, and in one transaction write the next one;
 * only then does the next effect begin. What is written is therefore always enough to go on from.
 */
export class Runner {
  private readonly deps: RunnerDeps;
  /** Executions a loop is driving now, and those to look at once more when it is done. */
  private readonly driving = new Set<string>();
  private readonly again = new Set<string>();
  /** Lambda calls under way, by execution and entry. */
  private readonly calls = new Set<string>();
  private stopped = true;

  constructor(deps: RunnerDeps) {
    this.deps = deps;
  }

  /** Goes on with everything that was running. What fell due meanwhile comes first: a call past its timeout is not repeated. */
  start(): void {
    this.stopped = false;
    const { clock, persistence } = this.deps;
    this.fireDue(clock.now());
    for (const arn of persistence.running()) this.poke(arn);
  }

  /** Nothing is written after this; what is under way counts as lost, as in a crash. */
  stop(): void {
    this.stopped = true;
  }

  nextDue(): number | undefined {
    return this.stopped ? undefined : this.deps.persistence.nextDue();
  }

  /** Fires the timers due at `now`: each is settled in the table before this returns. */
  fireDue(now: number): void {
    if (this.stopped) return;
    for (const arn of this.deps.persistence.dueBy(now)) {
      this.change(arn, (execution) => {
        const fired = expire(execution.position, now);
        if (execution.deadline > now) return fired;
        // Both at once (after a stop): the execution's own deadline ends it whatever its state would do.
        return { ending: { status: 'TIMED_OUT' } };
      });
    }
  }

  /**
   * Changes a running execution in one transaction and goes on with it. `make` sees it as it is at this instant and
   * returns undefined to leave it; whoever comes first wins, the other finds it changed.
   */
  change(arn: string, make: (execution: Execution) => Step | undefined): boolean {
    const { store, persistence, clock } = this.deps;
    const step = store.transaction(() => {
      const execution = persistence.find(arn);
      if (execution?.status !== 'RUNNING') return undefined;
      const made = make(execution);
      if (made !== undefined) persistence.save(execution, made, clock.now());
      return made;
    });
    if (step === undefined) return false;
    if ('ending' in step) return true;
    if (dueOf(step.position) !== undefined) clock.changed();
    this.poke(arn);
    return true;
  }

  /** Looks at an execution and carries it as far as it goes now. */
  poke(arn: string): void {
    if (this.stopped) return;
    if (this.driving.has(arn)) {
      this.again.add(arn);
      return;
    }
    this.driving.add(arn);
    const end = this.deps.activity.begin();
    this.drive(arn)
      .catch((error: unknown) => {
        this.driving.delete(arn);
        this.deps.log(`execution ${arn} stands still until the next start: ${String(error)}`);
      })
      .finally(end);
  }

  private async drive(arn: string): Promise<void> {
    for (;;) {
      this.again.delete(arn);
      while (!this.stopped && (await this.step(arn))) {
        // A machine that loops without waiting must not hold up the rest of the process.
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (this.stopped || !this.again.has(arn)) break;
    }
    this.driving.delete(arn);
  }

  /** One step; false when the execution has to wait or has ended. */
  private async step(arn: string): Promise<boolean> {
    const { persistence, clock } = this.deps;
    const execution = persistence.find(arn);
    if (execution?.status !== 'RUNNING') return false;
    const { position, revision } = execution;
    if (position.phase === 'invoke') {
      this.call(arn, position);
      return false;
    }
    if (position.phase !== 'enter' && position.phase !== 'settle') {
      return this.change(arn, (current) => expire(current.position, clock.now()));
    }
    const decision = await this.decide(execution, position);
    if (this.stopped) return false;
    // Stopped or timed out while deciding: the decision is void.
    this.change(arn, (current) =>
      current.revision === revision ? follow(current.position, decision, clock.now()) : undefined,
    );
    return true;
  }

  private decide(execution: Execution, position: Extract<Position, { phase: 'enter' | 'settle' }>): Promise<Decision> {
    const machine = this.deps.version(execution.version);
    const around: Surroundings = {
      input: JSON.parse(execution.input) as Json,
      startedAt: execution.startedAt,
      now: this.deps.clock.now(),
      random: Math.random,
      newToken: () => randomBytes(48).toString('base64'),
    };
    if (position.phase === 'enter') return enter(machine, position, around);
    return settle(machine, position, position.outcome, around);
  }

  /** Runs the function of an `invoke`; after a restart that is once more, as AWS too runs a task at least once. */
  private call(arn: string, position: Extract<Position, { phase: 'invoke' }>): void {
    const key = `${arn}#${position.entry}`;
    if (this.calls.has(key)) return;
    this.calls.add(key);
    const end = this.deps.activity.begin();
    this.deps
      .invokeLambda(position.functionName, position.payload)
      .then(
        (payload) => (at: typeof position) => returned(at, (payload ?? null) as Json),
        (thrown: unknown) => (at: typeof position) => settled(at, { kind: 'failure', failure: lambdaFailure(thrown) }),
      )
      .then((next) => {
        if (this.stopped) return;
        this.change(arn, ({ position: at }) =>
          // Answered, timed out or retried meanwhile: this call no longer counts.
          at.phase === 'invoke' && at.entry === position.entry ? { position: next(at), entered: false } : undefined,
        );
      })
      .catch((error: unknown) => this.deps.log(`execution ${arn} lost a result until the next start: ${String(error)}`))
      .finally(() => {
        this.calls.delete(key);
        end();
      });
  }
}

/** What a function threw, as the service shows it: the error's type as its name, the Lambda error document as cause. */
function lambdaFailure(thrown: unknown): Failure {
  const { errorType, errorMessage } = thrown as { errorType?: unknown; errorMessage?: unknown };
  if (typeof errorType !== 'string') return { error: 'Lambda.Unknown', cause: String(thrown) };
  return { error: errorType, cause: JSON.stringify({ errorMessage: errorMessage ?? '', errorType }) };
}
