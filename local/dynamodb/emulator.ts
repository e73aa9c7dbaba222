import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { chosenEngine, type Engine, engines, type Watch } from './engine.ts';

const START_TIMEOUT_MS = 90_000;

/**
 * Becomes the engine, and leaves a watcher that ends it when the cloud is gone, however the cloud went: the cloud's
 * end of the pipe then closes. The database survives a hard end as it survives a power cut, and a gentle one would
 * only take longer.
 */
const RUN_UNTIL_THE_PIPE_CLOSES = '(cat <&3 >/dev/null; kill -9 $$) & exec "$@" 3<&-';

/** A DynamoDB as a child process over `<data>/dynamodb`. */
export class DynamoDbEmulator {
  readonly endpoint: string;
  private readonly directory: string;
  private readonly port: number;
  private readonly engine: Engine;
  private child: ChildProcess | undefined;
  private stopping = false;

  constructor(dataDir: string, port: number, engine = chosenEngine()) {
    this.directory = resolve(dataDir, 'dynamodb');
    this.port = port;
    this.engine = engine;
    this.endpoint = `http://127.0.0.1:${port}`;
  }

  /**
   * Starts it and waits until it answers. What a killed cloud left behind must have been ended before.
   * @param onExit called when it ends without having been stopped.
   * @throws Error with a Chinese sentence when the data are another engine's, something is missing or it does not
   * come up.
   */
  async start(onExit: (message: string) => void): Promise<void> {
    mkdirSync(this.directory, { recursive: true });
    const others = engines.filter(({ name, file }) => name !== this.engine.name && existsSync(this.inside(file)));
    if (others.length > 0) {
      throw new Error(`数据是用 ${others[0]?.name} 存的，${this.engine.name} 读不了：请用 --fresh 重新开始`);
    }
    const { program, args, cwd, env } = this.engine.command(this.directory, this.port);
    const logFile = this.inside('emulator.log');
    const log = openSync(logFile, 'w');
    let exited = false;
    // A process group of its own: Ctrl-C reaches the cloud, which ends it in its turn.
    const child = spawn('sh', ['-c', RUN_UNTIL_THE_PIPE_CLOSES, 'sh', program, ...args], {
      detached: true,
      cwd,
      stdio: ['ignore', log, log, 'pipe'],
      env: { ...process.env, ...env },
    });
    this.child = child;
    child.on('exit', () => {
      exited = true;
      this.endGroup();
      if (!this.stopping) onExit(`本地的 DynamoDB 意外退出，见 ${logFile}`);
    });
    if (child.pid !== undefined) writeFileSync(pidFileIn(this.directory), String(child.pid));
    const deadline = performance.now() + START_TIMEOUT_MS;
    while (!(await this.answers())) {
      if (exited) throw new Error(`本地的 DynamoDB 启动失败，见 ${logFile}`);
      if (performance.now() > deadline) throw new Error(`本地的 DynamoDB 没有在规定时间内启动，见 ${logFile}`);
      await delay(10);
    }
    this.engine.prepare?.(this.directory);
  }

  /** What says, without asking it, that nothing was written; undefined where the engine has no such thing. */
  watch(): Watch | undefined {
    return this.engine.watch?.(this.directory);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((done) => child.once('exit', done));
    this.endGroup();
    await gone;
    rmSync(pidFileIn(this.directory), { force: true });
  }

  /** The engine and its watcher, which must not outlive it: the number that it would kill may be another's by then. */
  private endGroup(): void {
    try {
      if (this.child?.pid !== undefined) process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      // Both are gone already.
    }
  }

  private inside(file: string): string {
    return join(this.directory, file);
  }

  private async answers(): Promise<boolean> {
    try {
      // Unsigned, so it is refused; but whoever refuses is up.
      await fetch(this.endpoint, { signal: AbortSignal.timeout(2000) });
      return true;
    } catch {
      return false;
    }
  }
}

function pidFileIn(directory: string): string {
  return join(directory, 'emulator.pid');
}

/** Ends the emulator that a killed cloud left behind on the same data, if there is one. */
export async function endLeftOverEmulator(dataDir: string): Promise<void> {
  const directory = resolve(dataDir, 'dynamodb');
  const pidFile = pidFileIn(directory);
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  // The number may have gone to another process since: only an emulator over this very directory is ours.
  const ours = () => {
    const line = commandLineOf(pid);
    return line?.includes(directory) && engines.some(({ mark }) => line.includes(mark));
  };
  if (pid > 0 && ours()) {
    process.kill(pid, 'SIGKILL');
    while (ours()) await delay(20);
  }
  rmSync(pidFile, { force: true });
}

/** The command line of a living process, undefined when there is none. */
export function commandLineOf(pid: number): string | undefined {
  try {
    const file = `/proc/${pid}/cmdline`;
    if (existsSync('/proc/self/cmdline')) {
      return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ').trim() || undefined : undefined;
    }
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}
