import { existsSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { installVirtualDate } from '../clock.ts';
import type { InvocationReply, InvocationRequest, WorkerSettings } from './protocol.ts';

/** Runs in a worker thread, begun by start.mjs: imports the function's bundle under virtual time, then answers one invocation after another. */

const settings = workerData as WorkerSettings;
const port = parentPort;
if (!port) throw new Error('bootstrap.ts runs in a worker thread only');

let cached = false;

const offset = new Float64Array(settings.clock);
// Before the bundle is imported, so that no module can keep hold of the real clock.
installVirtualDate(() => offset[0] ?? 0);

const handler = await importHandler();
port.on('message', (request: InvocationRequest) => void answer(request));
port.postMessage({ ready: true } satisfies InvocationReply);

async function importHandler(): Promise<(event: unknown, context: object) => unknown> {
  const [module = '', exported = ''] = settings.handler.split('.');
  const file = ['mjs', 'js', 'cjs'].map((ext) => join(settings.directory, `${module}.${ext}`)).find(existsSync);
  if (!file) throw named('Runtime.ImportModuleError', `Error: Cannot find module '${module}'`);
  const loaded = (await import(pathToFileURL(file).href)) as Record<string, unknown>;
  const found = loaded[exported] ?? (loaded.default as Record<string, unknown> | undefined)?.[exported];
  if (typeof found !== 'function') {
    throw named('Runtime.HandlerNotFound', `${settings.handler} is undefined or not exported`);
  }
  return found as (event: unknown, context: object) => unknown;
}

async function answer(request: InvocationRequest): Promise<void> {
  const started = performance.now();
  const context = {
    ...settings.context,
    callbackWaitsForEmptyEventLoop: false,
    awsRequestId: request.requestId,
    getRemainingTimeInMillis: () => Math.max(0, Math.round(settings.timeoutMs - (performance.now() - started))),
  };
  try {
    const result = await handler(JSON.parse(request.payload), context);
    reply({ result: result === undefined ? 'null' : JSON.stringify(result) });
  } catch (error) {
    const described = describe(error);
    console.error(`ERROR\tInvoke Error\t${JSON.stringify(described)}`);
    reply({ error: described });
  }
  // A thread that is terminated would not write what it compiled. After the first invocation it holds what mattered.
  if (!cached) setImmediate(flushCompileCache);
  cached = true;
}

/** What was written to the log before the answer must be there before it: the streams are flushed first. */
function reply(message: InvocationReply): void {
  process.stdout.write('', () => process.stderr.write('', () => port?.postMessage(message)));
}

/** As the Node.js runtime of Lambda describes what a handler throws. */
function describe(error: unknown): { errorType: string; errorMessage: string; trace: string[] } {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
