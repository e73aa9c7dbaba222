import { createHash, randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import { AwsError } from '../aws-error.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { type Machine, parseDefinition } from './definition.ts';
import { type Execution, Persistence } from './persistence.ts';
import { awaits, firstPosition, type Position, settled } from './position.ts';
import { checkName, jsonOf, requests, validated } from './requests.ts';
import { Runner } from './runner.ts';
import { descriptionOf, type ExecutionDescription, type ExecutionSummary, summaryOf } from './views.ts';

export interface StepFunctionsDeps {
  store: Store;
  clock: Clock;
  activity: Activity;
  /** Resolves to what the function returned; rejects with {errorType, errorMessage} when it threw. */
  invokeLambda(functionName: string, payload: unknown): Promise<unknown>;
  log(message: string): void;
}

export interface StateMachine {
  arn: string;
  name: string;
  /** The definition as an object, every substitution done. */
  definition: unknown;
}

/** Step Functions (Standard) on one machine: the API the AWS SDK speaks, over a durable runner. */
export class StepFunctionsService {
  private readonly deps: StepFunctionsDeps;
  private readonly persistence: Persistence;
  private readonly runner: Runner;
  /** The machines created in this process, by ARN: the version new executions get. */
  private readonly machines = new Map<string, { version: string; machine: StateMachine }>();
  private readonly versions = new Map<string, Machine>();

  constructor(deps: StepFunctionsDeps) {
    this.deps = deps;
    this.persistence = new Persistence(deps.store);
    this.runner = new Runner({
      ...deps,
      persistence: this.persistence,
      version: (id) => this.version(id),
    });
    deps.clock.register({
      name: 'step-functions',
      nextDue: () => this.runner.nextDue(),
      fireDue: async (now) => this.runner.fireDue(now),
    });
  }

  /**
   * Makes the machine known, or gives it a new definition; executions that run keep the one they started with.
   * @throws DefinitionError naming everything the runner does not know
   */
  createStateMachine(machine: StateMachine): void {
    const { arn, name, definition } = machine;
    const source = JSON.stringify({ arn, name, definition });
    const id = createHash('sha256').update(source).digest('hex');
    this.versions.set(id, parseDefinition(name, definition));
    this.deps.store.transaction(() => this.persistence.saveVersion(id, source));
    this.machines.set(arn, { version: id, machine });
  }

  /** Goes on with every execution that was running. Create the machines first. */
  start(): void {
    this.runner.start();
  }

  stop(): void {
    this.runner.stop();
  }

  /**
   * One call of the API.
   * @param target the x-amz-target header, or the operation alone
   * @throws AwsError under the service's own names
   */
  async handle(target: string, body: object): Promise<object> {
    switch (target.replace(/^AWSStepFunctions\./, '')) {
      case 'StartExecution':
        return this.startExecution(body);
      case 'DescribeExecution':
        return this.describeExecution(body);
      case 'ListExecutions':
        return this.pageOfExecutions(body);
      case 'SendTaskSuccess': {
        const { taskToken, output } = validated(requests.SendTaskSuccess, body);
        const result = jsonOf(output, 'InvalidOutput');
        return this.answer(taskToken, (position) => settled(position, { kind: 'result', result }));
      }
      default:
        throw new AwsError('UnknownOperationException', `The local Step Functions has no ${target}`);
    }
  }

  /** Every execution, newest first. */
  listExecutions(): ExecutionSummary[] {
    return this.persistence.list().map((each) => summaryOf(each, this.persistence.transitions(each.arn)));
  }

  /** @param name the execution's name or ARN */
  describe(name: string): ExecutionDescription | undefined {
    const execution = this.persistence.find(name) ?? this.persistence.findByName(name);
    return execution === undefined ? undefined : descriptionOf(execution, this.persistence.transitions(execution.arn));
  }

  private startExecution(body: object): object {
    const { stateMachineArn, name = randomUUID(), input = '{}' } = validated(requests.StartExecution, body);
    const known = this.machines.get(stateMachineArn);
    if (known === undefined) {
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${stateMachineArn}'`);
    }
    checkName(name);
    const parsed = jsonOf(input, 'InvalidExecutionInput');
    const machine = this.version(known.version);
    const arn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const now = this.deps.clock.now();
    const { startedAt, created } = this.deps.store.transaction(() => {
      const existing = this.persistence.find(arn);
      if (existing !== undefined) {
        if (existing.status === 'RUNNING' && existing.input === input) {
          return { startedAt: existing.startedAt, created: false };
        }
        throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      this.persistence.create({
        arn,
        name,
        machineArn: stateMachineArn,
        version: known.version,
        input,
        status: 'RUNNING',
        startedAt: now,
        stoppedAt: undefined,
        output: undefined,
        error: undefined,
        cause: undefined,
        deadline: now + machine.timeoutSeconds * 1000,
        revision: 0,
        position: firstPosition(machine.startAt, parsed, now),
      });
      return { startedAt: now, created: true };
    });
    if (created) {
      this.deps.clock.changed();
      this.runner.poke(arn);
    }
    return { executionArn: arn, startDate: startedAt / 1000 };
  }

  private describeExecution(body: object): object {
    const { executionArn } = validated(requests.DescribeExecution, body);
    const execution = this.persistence.find(executionArn);
    if (execution === undefined) {
      throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
    }
    const { input, output, error, cause } = execution;
    return {
      ...listed(execution),
      input,
      ...(output === undefined ? {} : { output: JSON.stringify(output) }),
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    };
  }

  /** Newest first; a token says how many came before. */
  private pageOfExecutions(body: object): object {
    const { stateMachineArn, statusFilter, maxResults, nextToken } = validated(requests.ListExecutions, body);
    const before = Number(nextToken ?? 0);
    if (!Number.isInteger(before)) throw new AwsError('InvalidToken', `Invalid Token: '${nextToken}'`);
    // Zero asks for the default.
    const count = maxResults || 100;
    const all = this.persistence.list(statusFilter).filter(({ machineArn }) => machineArn === stateMachineArn);
    const next = before + count;
    return {
      executions: all.slice(before, next).map(listed),
      ...(next < all.length ? { nextToken: String(next) } : {}),
    };
  }

  /** Answers a waiting task. Answer and timeout meet in the table: whichever is written first counts. */
  private answer(token: string, make: (position: Position) => Position): object {
    const owner = this.persistence.ownerOf(token);
    if (owner === undefined) throw new AwsError('InvalidToken', "Invalid Token: 'Invalid token'");
    const taken = this.runner.change(owner, ({ position }) =>
      awaits(position, token) ? { position: make(position), entered: false } : undefined,
    );
    if (!taken) throw new AwsError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    return {};
  }

  private version(id: string): Machine {
    let version = this.versions.get(id);
    if (version === undefined) {
      const { name, definition } = JSON.parse(this.persistence.getVersion(id)) as StateMachine;
      version = parseDefinition(name, definition);
      this.versions.set(id, version);
    }
    return version;
  }
}

/** An execution as the API lists it; times in seconds. */
function listed({ arn, machineArn, name, status, startedAt, stoppedAt }: Execution): object {
  return {
    executionArn: arn,
    stateMachineArn: machineArn,
    name,
    status,
    startDate: startedAt / 1000,
    ...(stoppedAt === undefined ? {} : { stopDate: stoppedAt / 1000 }),
  };
}
