import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Addresses } from './addresses.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));

/** Tests start many clouds: what one has compiled the next need not. */
const COMPILED = fileURLToPath(new URL('../node_modules/.cache/local-cloud', import.meta.url));

export interface LocalCloudOptions {
  assembly: string;
  dataDir: string;
  /** A JSON file with the demo staff. */
  staff?: string;
  /** First of a row of ports; free ones unless given. */
  port?: number;
  fresh?: boolean;
  /** ISO instant at which new data begins. */
  at?: string;
}

/** A local cloud in a process of its own, as system tests and tools drive it. */
export interface LocalCloud extends Addresses {
  /** Everything the process wrote to stderr so far. */
  output(): string;
  /** Ends it as a power cut would. */
  kill9(): Promise<void>;
  stop(): Promise<void>;
}

/** @throws Error with what the process said when it does not come up. */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { assembly, dataDir, staff, port = 0, fresh = false } = options;
  const args = ['--assembly', assembly, '--data', dataDir, '--port', String(port)];
  if (staff) args.push('--staff', staff);
  if (fresh) args.push('--fresh');
  if (options.at) args.push('--at', options.at);
  const child = spawn(process.execPath, [MAIN, ...args], {
    env: { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? COMPILED },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const addresses = await firstLine(child);
  if (!addresses) throw new Error(`本地云没有启动：${said}`);
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    ...(JSON.parse(addresses) as Addresses),
    output: () => said,
    kill9: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
  };
}

async function firstLine(child: ChildProcess): Promise<string | undefined> {
  if (!child.stdout) return undefined;
  const exited = once(child, 'close').then(() => undefined);
  const lines = createInterface({ input: child.stdout });
  const line = once(lines, 'line').then(([text]) => text as string);
  return Promise.race([line, exited]);
}
