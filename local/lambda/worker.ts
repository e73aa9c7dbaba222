import { StringDecoder } from 'node:string_decoder';
import { Worker } from 'node:worker_threads';
import { LambdaError } from './errors.ts';
import type { InvocationReply, InvocationRequest, WorkerSettings } from './protocol.ts';

const START = new URL('./start.mjs', import.meta.url);
/** Lambda gives the init phase 10 s; a busy development machine gets more. */
const INIT_TIMEOUT_MS = 60_000;

export interface WorkerOptions {
  settings: WorkerSettings;
  environment: Readonly<Record<string, string>>;
  memoryMb: number;
  log(requestId: string, text: string): void;
}

/** One execution environment of a function: a thread that answers one invocation at a time. */
export class FunctionWorker {
  private readonly worker: Worker;
  private readonly ready: Promise<void>;
  private readonly options: WorkerOptions;
  private current: ((outcome: InvocationReply | LambdaError) => void) | undefined;
  private failure: LambdaError | undefined;
  private lastRequestId = 'init';

  constructor(options: WorkerOptions) {
    this.options = options;
    this.worker = new Worker(START, {
      workerData: options.settings,
      env: { ...options.environment },
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: options.memoryMb },
    });
    this.ready = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.die('Sandbox.Timedout', 'Init phase timed out'), INIT_TIMEOUT_MS);
      const settle = (outcome: InvocationReply | LambdaError) => {
        clearTimeout(timer);
        this.current = undefined;
        if (outcome instanceof LambdaError) reject(outcome);
        else resolve();
      };
      this.current = settle;
    });
    this.ready.catch(() => undefined);
    this.capture(this.worker.stdout);
    this.capture(this.worker.stderr);
    this.worker.on('message', (reply: InvocationReply) => this.current?.(reply));
    this.worker.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
        this.end(new LambdaError('Runtime.OutOfMemory', 'Runtime exited with error: signal: killed'));
      } else {
        options.log(this.lastRequestId, `ERROR\t${error.stack ?? error.message}`);
        const type = error.name.startsWith('Runtime.') ? error.name : 'Runtime.UnhandledError';
        this.end(new LambdaError(type, error.message));
      }
    });
    this.worker.on('exit', (code) => {
      this.end(new LambdaError('Runtime.ExitError', `Runtime exited with error: exit status ${code}`));
    });
  }

  /** Whether the thread has ended; a dead worker takes no further invocation. */
  get dead(): boolean {
    return this.failure !== undefined;
  }

  /** Whether the bundle could be imported; resolves when that is known. */
  started(): Promise<boolean> {
    return this.ready.then(
      () => true,
      () => false,
    );
  }

  /**
   * @returns the result as JSON.
   * @throws LambdaError; after a timeout or a crash the worker is dead.
   */
  async invoke(request: InvocationRequest): Promise<string> {
    await this.ready;
    if (this.failure) throw this.failure;
    this.lastRequestId = request.requestId;
    const { timeoutMs } = this.options.settings;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () =>
          this.die(
            'Sandbox.Timedout',
            `RequestId: ${request.requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
          ),
        timeoutMs,
      );
      const settle = (outcome: InvocationReply | LambdaError) => {
        clearTimeout(timer);
        this.current = undefined;
        if (outcome instanceof LambdaError) reject(outcome);
        else if ('error' in outcome) {
          const { errorType, errorMessage, trace } = outcome.error;
          reject(new LambdaError(errorType, errorMessage, trace));
        } else if ('result' in outcome) resolve(outcome.result);
      };
      this.current = settle;
      this.worker.postMessage(request);
    });
  }

  async stop(): Promise<void> {
    this.failure ??= new LambdaError('Runtime.ExitError', 'The local cloud is stopping');
    await this.worker.terminate();
  }

  private die(errorType: string, message: string): void {
    this.options.log(this.lastRequestId, `ERROR\t${message}`);
    this.end(new LambdaError(errorType, message));
    void this.worker.terminate();
  }

  private end(error: LambdaError): void {
    this.failure ??= error;
    this.current?.(this.failure);
  }

  private capture(stream: NodeJS.ReadableStream): void {
    const decoder = new StringDecoder('utf8');
    let rest = '';
    stream.on('data', (chunk: Buffer) => {
      const lines = (rest + decoder.write(chunk)).split('\n');
      rest = lines.pop() ?? '';
      if (lines.length > 0) this.options.log(this.lastRequestId, lines.join('\n'));
    });
    stream.on('end', () => {
      if (rest) this.options.log(this.lastRequestId, rest);
    });
  }
}
