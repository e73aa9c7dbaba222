import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The directory with DynamoDBLocal.jar; only the folder is used, never the package's code. */
export function emulatorDirectory(): string {
  const require = createRequire(import.meta.url);
  return join(dirname(require.resolve('amplify-dynamodb-simulator/package.json')), 'emulator');
}

/**
 * The java command to use: JAVA_HOME's, else the one on PATH.
 * @throws Error with a Chinese sentence that says what to install.
 */
export function javaCommand(): string {
  const home = process.env.JAVA_HOME;
  const command = home ? join(home, 'bin', 'java') : 'java';
  const probe = spawnSync(command, ['-version'], { encoding: 'utf8' });
  const version = /version "(\d+)/.exec(`${probe.stderr}${probe.stdout}`)?.[1];
  if (probe.error || version === undefined) {
    throw new Error(
      '找不到 Java：本地的 DynamoDB 需要 Java 11 或更高版本的运行环境。请安装（例如 apt install default-jre-headless），并让 java 在 PATH 中，或设置 JAVA_HOME。',
    );
  }
  if (Number(version) < 11) throw new Error(`Java ${version} 太旧：本地的 DynamoDB 需要 Java 11 或更高版本。`);
  return command;
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
