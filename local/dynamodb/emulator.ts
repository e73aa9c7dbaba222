import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { commandLineOf, emulatorDirectory, javaCommand } from './java.ts';

const START_TIMEOUT_MS = 90_000;

/** DynamoDB Local as a child process over `<data>/dynamodb`. */
export class DynamoDbEmulator {
  readonly endpoint: string;
  private readonly directory: string;
  private readonly port: number;
  private keeper: ChildProcess | undefined;
  private stopping = false;

  constructor(dataDir: string, port: number) {
    this.directory = resolve(dataDir, 'dynamodb');
    this.port = port;
    this.endpoint = `http://127.0.0.1:${port}`;
  }

  /**
   * Starts it and waits until it answers. What a killed cloud left behind must have been ended before.
   * @param onExit called when it ends without having been stopped.
   * @throws Error with a Chinese sentence when Java is missing or the emulator does not come up.
   */
  async start(onExit: (message: string) => void): Promise<void> {
    mkdirSync(this.directory, { recursive: true });
    const java = javaCommand();
    const emulator = emulatorDirectory();
    const logFile = join(this.directory, 'emulator.log');
    const log = openSync(logFile, 'w');
    let exited = false;
    this.keeper = spawn(
      process.execPath,
      [
        fileURLToPath(new URL('./keeper.ts', import.meta.url)),
        pidFileIn(this.directory),
        java,
        // A quick start and a small heap matter more here than peak speed after minutes.
        '-XX:+UseSerialGC',
        '-XX:TieredStopAtLevel=1',
        '-Xmx512m',
        '-Djava.library.path=./DynamoDBLocal_lib',
        '-jar',
        'DynamoDBLocal.jar',
        '-port',
        String(this.port),
        '-sharedDb',
        '-dbPath',
        this.directory,
      ],
      // A process group of its own: Ctrl-C reaches the cloud, which ends it in its turn.
      { detached: true, cwd: emulator, stdio: ['pipe', log, log], env: { ...process.env, DDB_LOCAL_TELEMETRY: '0' } },
    );
    this.keeper.on('exit', () => {
      exited = true;
      if (!this.stopping) onExit(`本地的 DynamoDB 意外退出，见 ${logFile}`);
    });
    const deadline = performance.now() + START_TIMEOUT_MS;
    while (!(await this.answers())) {
      if (exited) throw new Error(`本地的 DynamoDB 启动失败，见 ${logFile}`);
      if (performance.now() > deadline) throw new Error(`本地的 DynamoDB 没有在规定时间内启动，见 ${logFile}`);
      await delay(50);
    }
  }

  async stop(): Promise<void> {
    this.stopping = true;
    const keeper = this.keeper;
    if (!keeper || keeper.exitCode !== null) return;
    const gone = new Promise((done) => keeper.once('exit', done));
    keeper.stdin?.end();
    await gone;
    rmSync(pidFileIn(this.directory), { force: true });
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
  return join(directory, 'java.pid');
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
    return line?.includes('DynamoDBLocal.jar') && line.includes(directory);
  };
  if (pid > 0 && ours()) {
    process.kill(pid, 'SIGKILL');
    while (ours()) await delay(20);
  }
  rmSync(pidFile, { force: true });
}
