import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store.ts';
import { LambdaError } from './errors.ts';
import type { FunctionLogs } from './logs.ts';
import { WorkerPool } from './pool.ts';

/** Payloads of a synchronous invocation, either way. */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

export interface FunctionDefinition {
  arn: string;
  name: string;
  /** The unzipped asset. */
  directory: string;
  handler: string;
  timeoutSeconds: number;
  memoryMb: number;
  variables: Readonly<Record<string, string>>;
}

export interface InvokeOptions {
  requestId?: string;
}

/** Lambda: functions run in worker threads over their bundles, with the environment that the template gives them. */
export class LambdaService {
  private readonly functions = new Map<string, { definition: FunctionDefinition; pool: WorkerPool }>();
  private readonly deps: { store: Store; clock: Clock; activity: Activity; logs: FunctionLogs };

  constructor(deps: { store: Store; clock: Clock; activity: Activity; logs: FunctionLogs }) {
    this.deps = deps;
    deps.store.db.exec(
      'CREATE TABLE IF NOT EXISTS lambda_keys (access_key TEXT PRIMARY KEY, secret TEXT NOT NULL, function TEXT NOT NULL UNIQUE)',
    );
  }

  /** @param environment what the platform adds to the template's variables: region and endpoints. */
  define(definition: FunctionDefinition, environment: Readonly<Record<string, string>>): void {
    const { clock, logs } = this.deps;
    const { name } = definition;
    const key = this.keyOf(name);
    const logGroupName = `/aws/lambda/${name}`;
    const logStreamName = `local/[$LATEST]${createHash('sha256').update(name).digest('hex').slice(0, 32)}`;
    const pool = new WorkerPool({
      settings: {
        directory: definition.directory,
        handler: definition.handler,
        timeoutMs: definition.timeoutSeconds * 1000,
        clock: clock.shared.buffer as SharedArrayBuffer,
        context: {
          functionName: name,
          functionVersion: '$LATEST',
          invokedFunctionArn: definition.arn,
          memoryLimitInMB: String(definition.memoryMb),
          logGroupName,
          logStreamName,
        },
      },
      environment: {
        ...environment,
        AWS_ACCESS_KEY_ID: key.access_key,
        AWS_SECRET_ACCESS_KEY: key.secret,
        AWS_LAMBDA_FUNCTION_NAME: name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
        AWS_LAMBDA_LOG_GROUP_NAME: logGroupName,
        AWS_LAMBDA_LOG_STREAM_NAME: logStreamName,
        AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
        LAMBDA_TASK_ROOT: definition.directory,
        _HANDLER: definition.handler,
        LANG: 'en_US.UTF-8',
        ...definition.variables,
      },
      memoryMb: definition.memoryMb,
      log: (requestId, text) => logs.write(name, requestId, text),
    });
    this.functions.set(name, { definition, pool });
  }

  list(): FunctionDefinition[] {
    return [...this.functions.values()].map(({ definition }) => definition);
  }

  /** By full name, or by the end of it: `relay` finds `jdlk-530000-relay`. */
  find(name: string): FunctionDefinition | undefined {
    const all = this.list();
    return all.find((one) => one.name === name) ?? all.find((one) => one.name.endsWith(`-${name}`));
  }

  /** The function's name in a name or an ARN, with or without qualifier; undefined when there is no such function. */
  resolve(nameOrArn: string): string | undefined {
    const parts = nameOrArn.split(':');
    const name = nameOrArn.startsWith('arn:') ? parts[6] : parts[0];
    return name !== undefined && this.functions.has(name) ? name : undefined;
  }

  /** The secret of a function's access key, for the check of signatures. */
  secretOf(accessKeyId: string): string | undefined {
    const row = this.deps.store.prepare('SELECT secret FROM lambda_keys WHERE access_key = ?').get(accessKeyId);
    return row?.secret as string | undefined;
  }

  /**
   * Invokes synchronously and gives the function's result.
   * @throws LambdaError: what the function threw, or Sandbox.Timedout, Runtime.ExitError, Runtime.OutOfMemory…
   */
  async invoke(nameOrArn: string, payload: unknown, options: InvokeOptions = {}): Promise<unknown> {
    const found = this.functions.get(this.resolve(nameOrArn) ?? '');
    if (!found) throw new LambdaError('ResourceNotFoundException', `Function not found: ${nameOrArn}`);
    const json = JSON.stringify(payload ?? null);
    if (Buffer.byteLength(json) > MAX_PAYLOAD_BYTES) {
      throw new LambdaError(
        'RequestEntityTooLargeException',
        `Request must be smaller than ${MAX_PAYLOAD_BYTES} bytes for the InvokeFunction operation`,
      );
    }
    return this.deps.activity.during(async () => {
      const requestId = options.requestId ?? randomUUID();
      const result = await found.pool.invoke({ requestId, payload: json });
      if (Buffer.byteLength(result) > MAX_PAYLOAD_BYTES) {
        throw new LambdaError(
          'Function.ResponseSizeTooLarge',
          `Response payload size exceeded maximum allowed payload size (${MAX_PAYLOAD_BYTES} bytes).`,
        );
      }
      return JSON.parse(result) as unknown;
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.functions.values()].map(({ pool }) => pool.stop()));
  }

  /** The access key of a function. Keys live as long as the data: a presigned URL must outlast a restart. */
  keyOf(name: string): { access_key: string; secret: string } {
    const { db } = this.deps.store;
    const find = () =>
      db.prepare('SELECT access_key, secret FROM lambda_keys WHERE function = ?').get(name) as
        | { access_key: string; secret: string }
        | undefined;
    const found = find();
    if (found) return found;
    const accessKey = `LOCAL${randomBytes(8).toString('hex').toUpperCase().slice(0, 15)}`;
    db.prepare('INSERT INTO lambda_keys (access_key, secret, function) VALUES (?, ?, ?)').run(
      accessKey,
      randomBytes(30).toString('base64url'),
      name,
    );
    return find() as { access_key: string; secret: string };
  }
}
