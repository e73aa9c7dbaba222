import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ExecutionAlreadyExists, type SFNClient, TaskTimedOut } from '@aws-sdk/client-sfn';
import type { FunctionName } from '../../../infra/functions.ts';
import { profiles } from '../../../infra/provinces/index.ts';
import {
  STREAM_BATCH,
  type StreamConsumer,
  schedules,
  streamConsumers,
  workflowTasks,
} from '../../../infra/triggers.ts';
import { Activity } from '../../../local/activity.ts';
import { AwsError } from '../../../local/aws-error.ts';
import { Clock } from '../../../local/clock.ts';
import { EventSourceMapping } from '../../../local/dynamodb/event-source-mapping.ts';
import { StreamFaults } from '../../../local/dynamodb/faults.ts';
import { createStreamTables } from '../../../local/dynamodb/stream-reader.ts';
import { EventBus } from '../../../local/events/rules.ts';
import { AsyncInvocations } from '../../../local/lambda/async-queue.ts';
import { LambdaError } from '../../../local/lambda/errors.ts';
import { QueueService } from '../../../local/sqs/queues.ts';
import { StepFunctionsService } from '../../../local/step-functions/service.ts';
import { Store } from '../../../local/store.ts';
import type { ProvinceProfile } from '../../../shared/province/profile.ts';
import { project } from '../../../tools/clouds.ts';
import type { SignedIn } from '../api-event.ts';
import { answerOf, coolDown, lambdaOf, routeOf } from '../handlers.ts';
import type { Place, Registry } from '../place.ts';
import { type MemoryApp, memoryApp } from './app.ts';
import type { Change } from './dynamodb.ts';

const api = 'https://example.cn';
const bucket = 'https://documents.s3.cn-northwest-1.amazonaws.com.cn';
const local = 'http://local.example.cn';
const STREAM = 'arn:aws-cn:dynamodb:cn-northwest-1:000000000000:table/registry/stream/1';
const DEAD_LETTERS = 'arn:aws-cn:sqs:cn-northwest-1:000000000000:dead-letters';
const environment = {
  region: 'cn-northwest-1',
  account: '000000000000',
  partition: 'aws-cn',
  urlSuffix: 'amazonaws.com.cn',
  stackName: 'memory',
};
const definition = readFileSync(join(project, 'workflows/dossier-lifecycle.asl.json'), 'utf8');
const staff: { id: string; roles: string[]; orgPath: string; email: string }[] = JSON.parse(
  readFileSync(join(project, 'samples/staff.json'), 'utf8'),
);

/**
 * A province in this process. The functions, the workflow's definition, the stream's filters and the schedules are the
 * deployed ones, and the parts that run them the local cloud's. Only what stands in for the database, the keys, the
 * bucket and the relay is in memory. Nothing is built for it, and no thread or server is started. What depends on a real
 * store, on HTTP, on mail or on a killed process is tested on the local cloud (test/system).
 */
export class MemoryGround {
  private readonly at: number;
  readonly app: MemoryApp;
  private readonly stream = new MemoryStream();
  private data: string | undefined;
  private clock: Clock | undefined;
  private stepFunctions: StepFunctionsService | undefined;

  /** @param at instant at which its clock begins, ISO */
  constructor(code: string, at: string) {
    this.at = Date.parse(at);
    this.app = memoryApp({
      profile: profiles[code] as ProvinceProfile,
      clock: () => new Date(this.clock?.now() ?? this.at),
      stepFunctions: { send: (command: unknown) => this.workflow(command) } as unknown as SFNClient,
    });
    this.app.dynamoDb.onChange = (change) => this.stream.take(change);
  }

  /** Brings it up, on what an earlier one has left. */
  async open(): Promise<Place> {
    this.data ??= await mkdtemp(join(tmpdir(), 'jdlk-memory-'));
    const { app, data } = this;
    const store = new Store(data);
    const activity = new Activity();
    const clock = new Clock(store, activity, this.at);
    this.clock = clock;
    const said: string[] = [];
    const listening = listenToFunctions();
    const ground = { store, clock, activity, log: (line: string): void => void said.push(line) };
    const queues = new QueueService(ground);
    queues.create(DEAD_LETTERS);
    const stepFunctions = this.workflows(ground);
    this.stepFunctions = stepFunctions;
    const invoke = async (name: string, payload: unknown) => JSON.stringify(await this.invoke(name, payload));
    const invocations = new AsyncInvocations({ ...ground, queues, lambda: { invoke } });
    const bus = scheduled(ground, invocations);
    const faults = new StreamFaults();
    this.stream.open(store, clock);
    const mappings = Object.entries(streamConsumers).map(([id, consumer]) =>
      this.mapping(id, consumer, { ...ground, queues, faults }),
    );
    const parts = [stepFunctions, ...mappings, invocations, bus, clock];
    for (const part of parts) part.start();
    const end = async (): Promise<void> => {
      await activity.quiescent();
      await Promise.all([...parts].reverse().map((part) => part.stop()));
      store.close();
      listening.end();
    };
    return {
      ...{ api, local, issuer: 'https://sign-in.example.cn', data },
      fetch: fetchOf({ app, clock, activity, bus, invocations, stepFunctions, queues, faults }),
      registry: async () => registryIn(app),
      output: () => said.join('\n'),
      logs: listening.lines,
      objects: () => JSON.stringify([...app.s3.objects].map(([key, { contentType }]) => ({ key, contentType }))),
      stop: end,
      kill9: end,
    };
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

  private mapping(id: string, consumer: StreamConsumer, deps: Ground & Pick<Controls, 'queues' | 'faults'>) {
    const invoke = (name: string, payload: unknown) => this.invoke(name, payload);
    return new EventSourceMapping({ ...deps, invoke }, this.stream, {
      ...{ id, stream: STREAM, functionName: consumer.function, functionArn: consumer.function },
      batchSize: STREAM_BATCH,
      filters: consumer.filters.map((filter) => JSON.stringify(filter)),
      maximumRecordAgeSeconds: consumer.longestHours * 3600,
      ...{ bisectOnError: true, reportItemFailures: true, onFailureArn: DEAD_LETTERS },
    });
  }

  /** As over the wire: nothing is shared with whoever asked, and an error is its name and its message. */
  private async invoke(name: string, payload: unknown): Promise<unknown> {
    const lambda = await lambdaOf(this.app, name as FunctionName);
    try {
      return plain(await lambda(plain(payload)));
    } catch (error) {
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

/** The bus with the deployed schedules. */
function scheduled(ground: Ground, invocations: AsyncInvocations): EventBus {
  const bus = new EventBus({ ...ground, environment, deliver: (name, event) => invocations.enqueue(name, event) });
  for (const [id, { function: name, expression }] of Object.entries(schedules)) {
    invocations.setDeadLetters(name, DEAD_LETTERS);
    bus.addRule(id, { State: 'ENABLED', ScheduleExpression: expression, Targets: [{ Arn: name, Id: id }] });
  }
  return bus;
}

function fetchOf(controls: Controls): typeof globalThis.fetch {
  return async (resource, init) => {
    const request = new Request(resource, init);
    const url = new URL(request.url);
    if (url.origin === local) return Response.json(await controlled(controls, request, url));
    if (url.origin === bucket) return uploaded(controls, await request.formData());
    if (url.origin !== api) throw new TypeError(`nobody answers at ${url.origin}`);
    return controls.activity.during(() => answered(controls.app, request, url));
  };
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
  if (name === 'TaskTimedOut') return new TaskTimedOut({ message, $metadata: {} });
  return Object.assign(new Error(message), { name });
}

/** What the table wrote, in the order in which it did, for whoever reads the stream. */
class MemoryStream {
  private listeners: (() => void)[] = [];
  private store: Store | undefined;
  private clock: Clock | undefined;
  private taken = 0;

  /** Writes to this store from now on, and tells nobody who listened before. */
  open(store: Store, clock: Clock): void {
    createStreamTables(store);
    Object.assign(this, { store, clock, listeners: [] });
  }

  onRecords(listener: () => void): void {
    this.listeners.push(listener);
  }

  take({ before, after }: Change): void {
    const item = after ?? before ?? {};
    const record = {
      eventID: String(++this.taken),
      eventName: before ? (after ? 'MODIFY' : 'REMOVE') : 'INSERT',
      dynamodb: {
        Keys: { pk: item.pk, sk: item.sk },
        ...(after && { NewImage: after }),
        SequenceNumber: String(this.taken),
      },
    };
    this.store?.db
      .prepare('INSERT INTO stream_records (stream, record, read_at) VALUES (?, ?, ?)')
      .run(STREAM, JSON.stringify(record), this.clock?.now() ?? 0);
    for (const listener of this.listeners) listener();
  }
}

/** A request as API Gateway would hand it to a function, and the function's answer. */
async function answered(app: MemoryApp, request: Request, url: URL): Promise<Response> {
  const { method, headers: sent } = request;
  const route = routeOf(method, url.pathname);
  // API Gateway's own answers are tested where there is one.
  if (!route) return at(url, new Response('', { status: 403 }));
  const as = signedIn(sent.get('authorization'));
  if (route.access === 'staff' && !as) throw new Error(`${method} ${url.pathname} asks for a token`);
  const query: Record<string, string[]> = {};
  for (const [name, value] of url.searchParams) query[name] = [...(query[name] ?? []), value];
  const text = await request.text();
  const asked = { method, path: url.pathname, headers: Object.fromEntries(sent), query, as };
  const { statusCode, headers = {}, body } = await answerOf(app, route, text === '' ? asked : { ...asked, body: text });
  const isEmpty = [204, 304].includes(statusCode) || method === 'HEAD';
  const all = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
  return at(url, new Response(isEmpty ? null : body, { status: statusCode, headers: all }));
}

/** A response that was not fetched does not know from where it is. */
const at = ({ href }: URL, response: Response): Response => Object.defineProperty(response, 'url', { value: href });

/** Tokens are a name here: what makes a real one is tested on the local cloud and with the authorizer. */
function signedIn(authorization: string | null): SignedIn | undefined {
  const person = staff.find(({ id }) => authorization === `Bearer ${id}`);
  if (authorization !== null && !person) throw new Error(`nobody is called ${authorization}`);
  return person && { sub: person.id, roles: person.roles.join(' '), orgPath: person.orgPath, email: person.email };
}

/** The bucket takes a file by a form that was signed for it; what the signature forbids is tested on the local cloud. */
async function uploaded({ app, invocations }: Controls, form: FormData): Promise<Response> {
  const [key, file] = [String(form.get('key')), form.get('file') as File];
  const body = new Uint8Array(await file.arrayBuffer());
  app.s3.objects.set(key, { body, contentType: String(form.get('Content-Type')) });
  invocations.enqueue('attachment-check', {
    detail: { bucket: { name: 'documents' }, object: { key, size: body.byteLength, 'version-id': '1' } },
  });
  return new Response(null, { status: 204 });
}

interface Controls {
  app: MemoryApp;
  clock: Clock;
  activity: Activity;
  bus: EventBus;
  invocations: AsyncInvocations;
  stepFunctions: StepFunctionsService;
  queues: QueueService;
  faults: StreamFaults;
}

interface Asked {
  as: string;
  to: string;
  smtp: 'up' | 'down';
  streams: Partial<StreamFaults>;
}

/** The local cloud's control API, as far as tests use it. */
async function controlled(controls: Controls, request: Request, url: URL): Promise<unknown> {
  const { app, clock, activity, bus, stepFunctions, queues, faults } = controls;
  const execution = /^\/_local\/executions\/(.+)\.json$/.exec(url.pathname)?.[1];
  if (execution !== undefined) return stepFunctions.describe(execution);
  const body = (request.method === 'POST' ? await request.json() : {}) as Partial<Asked>;
  switch (`${request.method} ${url.pathname.replace('/_local/', '')}`) {
    case 'POST token':
      return { access_token: body.as };
    case 'GET clock':
      return { now: clock.iso() };
    case 'POST clock':
      await bus.withThinnedRates(24 * 3_600_000, () => clock.advanceTo(Date.parse(body.to ?? '')));
      return { now: clock.iso() };
    case 'GET idle':
      await activity.quiescent();
      // A test asks faster than any person: a new instance has not counted what was asked of the one before (Pace).
      coolDown(app);
      return { idle: true };
    case 'GET mail.json': {
      const to = url.searchParams.get('to');
      const mails = app.relay.sent.map((mail, id) => ({ id, ...mail, to: [mail.to] }));
      return mails.filter((mail) => to === null || mail.to.includes(to)).reverse();
    }
    case 'GET executions.json':
      return stepFunctions.listExecutions();
    case 'GET dead-letters.json':
      return queues.messages();
    case 'POST faults':
      app.relay.isUp = body.smtp === undefined ? app.relay.isUp : body.smtp === 'up';
      return Object.assign(faults, body.streams);
    default:
      throw new Error(`the control in memory has no ${request.method} ${url.pathname}`);
  }
}

function registryIn(app: MemoryApp): Registry {
  return {
    items: async () => app.dynamoDb.all(),
    put: async (item) => app.dynamoDb.put(item),
    remove: async ({ pk, sk }) => app.dynamoDb.remove({ pk, sk }),
  };
}
