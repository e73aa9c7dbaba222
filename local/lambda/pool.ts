import { availableParallelism } from 'node:os';
import type { LambdaError } from './errors.ts';
import type { InvocationRequest } from './protocol.ts';
import { FunctionWorker, type WorkerOptions } from './worker.ts';

/** More threads of one function than the machine has cores only start, and wait for each other. */
const MOST = Math.min(4, Math.max(2, availableParallelism()));
/** A further worker costs a start: it is worth one only when an invocation would wait longer than that. */
const PATIENCE_MS = 75;

interface Waiting {
  request: InvocationRequest;
  resolve(result: string): void;
  reject(error: LambdaError): void;
}

/** The workers of one function: the first starts with the first invocation, others only under load. */
export class WorkerPool {
  private readonly workers = new Set<FunctionWorker>();
  private readonly idle: FunctionWorker[] = [];
  private readonly waiting: Waiting[] = [];
  private readonly options: WorkerOptions;
  private starting = 0;
  private patience: NodeJS.Timeout | undefined;

  constructor(options: WorkerOptions) {
    this.options = options;
  }

  /** @throws LambdaError */
  invoke(request: InvocationRequest): Promise<string> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      this.next();
    });
  }

  async stop(): Promise<void> {
    clearTimeout(this.patience);
    await Promise.all([...this.workers].map((worker) => worker.stop()));
  }

  private next(): void {
    if (this.waiting.length === 0) return;
    const worker = this.takeIdle() ?? (this.workers.size === 0 ? this.add() : undefined);
    if (worker) {
      const waiting = this.waiting.shift();
      if (waiting) void this.run(worker, waiting);
      return;
    }
    // A worker that is starting may well do what waits; and a second start would only slow the first.
    if (this.workers.size >= MOST || this.patience || this.starting > 0) return;
    this.patience = setTimeout(() => {
      this.patience = undefined;
      if (this.waiting.length === 0 || this.workers.size >= MOST) return;
      const further = this.add();
      void further.started().then((well) => {
        if (well) this.idle.push(further);
        else this.workers.delete(further);
      });
    }, PATIENCE_MS);
  }

  private takeIdle(): FunctionWorker | undefined {
    for (;;) {
      const worker = this.idle.pop();
      if (!worker?.dead) return worker;
      this.workers.delete(worker);
    }
  }

  private add(): FunctionWorker {
    const worker = new FunctionWorker(this.options);
    this.workers.add(worker);
    this.starting++;
    void worker.started().then(() => {
      this.starting--;
      // After whatever else follows the start: a further worker is idle by then.
      queueMicrotask(() => this.next());
    });
    return worker;
  }

  private async run(worker: FunctionWorker, { request, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await worker.invoke(request));
    } catch (error) {
      reject(error as LambdaError);
    } finally {
      if (worker.dead) this.workers.delete(worker);
      else this.idle.push(worker);
      this.next();
    }
  }
}
