import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecutionAlreadyExists, ExecutionDoesNotExist, type SFNClient, TaskTimedOut } from '@aws-sdk/client-sfn';
import type { FunctionName } from '../../../infra/functions.ts';
import { profiles } from '../../../infra/provinces/index.ts';
import { schedules, uploads, workflowTasks } from '../../../infra/triggers.ts';
import { Activity } from '../../../local/activity.ts';
import { AwsError } from '../../../local/aws-error.ts';
import { Clock } from '../../../local/clock.ts';
import { StreamFaults } from '../../../local/dynamodb/faults.ts';
import { EventBus } from '../../../local/events/rules.ts';
import { AsyncInvocations } from '../../../local/lambda/async-queue.ts';
import { LambdaError } from '../../../local/lambda/errors.ts';
import { QueueService } from '../../../local/sqs/queues.ts';
import { StepFunctionsService } from '../../../local/step-functions/service.ts';
import { Store } from '../../../local/store.ts';
import type { ProvinceProfile } from '../../../shared/province/profile.ts';
import { project } from '../../../tools/clouds.ts';
import { lambdaOf } from '../handlers.ts';
import type { Place, Registry } from '../place.ts';
import { anchorsOf } from './anchors.ts';
import { type MemoryApp, memoryApp } from './app.ts';
import { DEAD_LETTERS, delivery, queueClient } from './delivery.ts';
import { bucketName, fetchOf, nowhere, type Origins } from './requests.ts';
import { MemoryStream } from './stream.ts';

const environment = {
  region: 'cn-northwest-1',
  account: '000000000000',
  partition: 'aws-cn',
  urlSuffix: 'amazonaws.com.cn',
  stackName: 'memory',
};
const definition = readFileSync(join(project, 'workflows/dossier-lifecycle.asl.json'), 'utf8');

export interface Outside {
  origins: Origins;
  settings: Readonly<Record<string, string>>;
}

/**
 * A province in this process. The functions, the workflow's definition, the stream's filters and the schedules are the
 * deployed ones, and the parts that run them the local cloud's. Only what stands in for the database, the keys, the
 * bucket and the relay is in memory. Nothing is built for it, and no thread or server is started. What depends on a real
 * store, on HTTP, on mail or on a killed process is tested on the local cloud (test/system).
 */
export class MemoryGround {
  private readonly at: number;
  readonly app: MemoryApp;
  readonly stream = new MemoryStream();
  /** What the clock sets off; whoever lets a year pass may leave out what comes each day. */
  schedules: Partial<typeof schedules> = schedules;
  /** Functions that fail, whatever they are asked. */
  readonly failing = new Set<FunctionName>();
  /** Functions for which Lambda has no room. */
  readonly throttled = new Set<FunctionName>();
  /** Called before a function is invoked by anything but a request to the API. */
  onInvoke: (name: string) => void = () => undefined;
  /** What the stream and the queues do beside delivering each record once and in order. */
  readonly faults = new StreamFaults();
  /** Runs a function: for as long as the ground stands by one instance of it, unless told otherwise. */
  run: (name: FunctionName, payload: unknown) => Promise<unknown> = async (name, payload) =>
    (await lambdaOf(this.app, name))(payload);
  private data: string | undefined;
  private clock: Clock | undefined;
  stepFunctions: StepFunctionsService | undefined;
  queues: QueueService | undefined;
  bus: EventBus | undefined;
  private store: Store | undefined;
  private activity: Activity | undefined;
  private readonly origins: Origins;

  /**
   * @param at instant at which its clock begins, ISO
   * @param outside where it is reached by others than this process, and what its functions are told of that
   */
  constructor(code: string, at: string, profile = profiles[code] as ProvinceProfile, outside?: Outside) {
    this.at = Date.parse(at);
    this.origins = outside?.origins ?? nowhere;
    this.app = memoryApp({
      ...{ profile, own: outside?.settings ?? {}, bucketAt: outside?.origins.bucket },
      clock: () => new Date(this.clock?.now() ?? this.at),
      stepFunctions: { send: (command: unknown) => this.workflow(command) } as unknown as SFNClient,
      sqs: queueClient(() => this.queues),
    });
    this.app.dynamoDb.onChange = (change) => this.stream.take(change);
  }

  /** What else may stand on this ground is built on, once it is open. */
  get parts(): { store: Store; clock: Clock; activity: Activity } {
    const { store, clock, activity } = this;
    if (!(store && clock && activity)) throw new Error('the ground is not open');
    return { store, clock, activity };
  }

  /** Leaves everything as it is, whatever is under way; nothing of it may go on after this. */
  drop: () => void = () => undefined;

  /** Brings it up, on what an earlier one has left. */
  async open(): Promise<Place> {
    this.data ??= mkdtempSync(join(tmpdir(), 'jdlk-memory-'));
    const { app, data } = this;
    const store = new Store(data, false);
    this.store = store;
    const activity = new Activity();
    this.activity = activity;
    const clock = new Clock(store, activity, this.at);
    this.clock = clock;
    const said: string[] = [];
    const listening = listenToFunctions();
    this.drop = () => {
      store.close();
      listening.end();
    };
    const ground = { store, clock, activity, log: (line: string): void => void said.push(line) };
    const queues = new QueueService(ground);
    this.queues = queues;
    const stepFunctions = this.workflows(ground);
    this.stepFunctions = stepFunctions;
    const invoke = async (name: string, payload: unknown) => JSON.stringify(await this.invoke(name, payload));
    const invocations = new AsyncInvocations({ ...ground, queues, lambda: { invoke } });
    const bus = busOf(ground, invocations, this.schedules);
    this.bus = bus;
    const { faults } = this;
    this.stream.open(store, clock);
    const mappings = delivery(
      { ...ground, queues, faults, invoke: (name, payload) => this.invoke(name, payload) },
      this.stream,
    );
    const parts = [stepFunctions, ...mappings, invocations, bus, clock];
    for (const part of parts) part.start();
    const end = async (): Promise<void> => {
      await activity.quiescent();
      await Promise.all([...parts].reverse().map((part) => part.stop()));
      store.close();
      listening.end();
    };
    const { origins } = this;
    return {
      ...{ api: origins.api, local: origins.local, issuer: 'https://sign-in.example.cn', data },
      fetch: fetchOf({ origins, app, clock, activity, bus, stepFunctions, queues, faults }),
      registry: async () => registryIn(app),
      anchors: async () => anchorsOf(app),
      output: () => said.join('\n'),
      logs: listening.lines,
      objects: () => JSON.stringify([...app.s3.objects].map(([key, { contentType }]) => ({ key, contentType }))),
      stop: end,
      kill9: end,
    };
  }

  /** An execution that somebody ended by hand and that is then gone, as a name is after ninety days. */
  forget(execution: string): void {
    const arn = `${this.app.setting('STATE_MACHINE_ARN').replace(':stateMachine:', ':execution:')}:${execution}`;
    for (const [table, column] of [
      ['sfn_executions', 'arn'],
      ['sfn_transitions', 'execution'],
    ]) {
      this.store?.db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`).run(arn);
    }
  }

  private workflows(ground: Ground): StepFunctionsService {
    const invokeLambda = (name: string, payload: unknown) => this.invoke(name, payload);
    const service = new StepFunctionsService({ ...ground, invokeLambda });
    service.createStateMachine({
      arn: this.app.setting('STATE_MACHINE_ARN'),
      name: 'dossier-lifecycle',
      definition: JSON.parse(substituted(definition, { Partition: 'aws-cn', ...workflowTasks })),
    });
    return service;
  }

  /** As over the wire: nothing is shared with whoever asked, and an error is its name and its message. */
  async invoke(name: string, payload: unknown): Promise<unknown> {
    this.onInvoke(name);
    if (this.throttled.has(name as FunctionName)) {
      throw new LambdaError('Lambda.TooManyRequestsException', 'Rate Exceeded.');
    }
    if (this.failing.has(name as FunctionName)) throw new LambdaError('Runtime.ExitError', 'told to fail');
    try {
      return plain(await this.run(name as FunctionName, plain(payload)));
    } catch (error) {
      if (error instanceof LambdaError) throw error;
      const { name: errorType, message: errorMessage } = error as Error;
      throw new LambdaError(errorType, errorMessage);
    }
  }

  private async workflow(command: unknown): Promise<object> {
    const { constructor: made, input } = command as { constructor: { name: string }; input: object };
    try {
      return (await this.stepFunctions?.handle(made.name.replace(/Command$/, ''), input)) ?? {};
    } catch (error) {
      throw error instanceof AwsError ? sdkError(error) : error;
    }
  }
}

/** What functions log goes to the console of whatever runs them: here it is kept, and not printed among the tests. */
function listenToFunctions(): { lines(): string; end(): void } {
  const levels = ['info', 'warn', 'error'] as const;
  const own = levels.map((level) => console[level]);
  const lines: string[] = [];
  for (const level of levels) console[level] = (line: unknown) => void lines.push(JSON.stringify(line));
  return {
    lines: () => lines.join('\n'),
    end: () => {
      for (const [i, level] of levels.entries()) console[level] = own[i] as typeof console.info;
    },
  };
}

interface Ground {
  store: Store;
  clock: Clock;
  activity: Activity;
  log(line: string): void;
}

/** The bus with the deployed rules. */
function busOf(ground: Ground, invocations: AsyncInvocations, scheduled: Partial<typeof schedules>): EventBus {
  const bus = new EventBus({ ...ground, environment, deliver: (name, event) => invocations.enqueue(name, event) });
  const { function: check, source, detailType, detail } = uploads;
  invocations.setDeadLetters(check, DEAD_LETTERS);
  const EventPattern = { source, 'detail-type': detailType, detail: detail(bucketName) };
  bus.addRule('upload', { State: 'ENABLED', EventPattern, Targets: [{ Arn: check, Id: 'upload' }] });
  for (const [id, { function: name, expression }] of Object.entries(scheduled)) {
    invocations.setDeadLetters(name, DEAD_LETTERS);
    bus.addRule(id, { State: 'ENABLED', ScheduleExpression: expression, Targets: [{ Arn: name, Id: id }] });
  }
  return bus;
}

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

function substituted(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$\{(\w+)\}/g,
    (whole, name: string) => (Object.hasOwn(values, name) ? values[name] : whole) ?? whole,
  );
}

function sdkError({ name, message }: AwsError): Error {
  if (name === 'ExecutionAlreadyExists') return new ExecutionAlreadyExists({ message, $metadata: {} });
  if (name === 'ExecutionDoesNotExist') return new ExecutionDoesNotExist({ message, $metadata: {} });
  if (name === 'TaskTimedOut') return new TaskTimedOut({ message, $metadata: {} });
  return Object.assign(new Error(message), { name });
}

function registryIn(app: MemoryApp): Registry {
  return {
    items: async () => app.dynamoDb.all(),
    put: async (item) => app.dynamoDb.put(item),
    remove: async ({ pk, sk }) => app.dynamoDb.remove({ pk, sk }),
  };
}
