import { spawn } from 'node:child_process';
import { renameSync, writeFileSync } from 'node:fs';

/**
 * Runs java and ends it when the cloud is gone, however the cloud went: its end of the pipe to our stdin then closes.
 * Arguments: pid file, command, its arguments.
 */
const [pidFile = '', command = '', ...args] = process.argv.slice(2);
const java = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
java.on('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
java.on('exit', (code) => process.exit(code ?? 1));
if (java.pid !== undefined) {
  writeFileSync(`${pidFile}.new`, String(java.pid));
  renameSync(`${pidFile}.new`, pidFile);
}
// The database survives a hard end as it survives a power cut, and a gentle one would only take longer.
process.stdin.resume().on('close', () => java.kill('SIGKILL'));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => java.kill('SIGKILL'));
