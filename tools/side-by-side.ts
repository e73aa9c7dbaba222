/**
 * `node tools/side-by-side.ts <npm script>…`: runs scripts of package.json at the same time, each with its output in one
 * piece, in the order given. Ends with 1 when one of them failed, after all have ended.
 */
import { spawn } from 'node:child_process';
import { argumentsOf, misused } from './arguments.ts';

const usage = 'node tools/side-by-side.ts <npm script>…';
const { positionals: scripts } = argumentsOf({}, Number.POSITIVE_INFINITY, usage);
if (scripts.length === 0) misused('没有写要运行什么', usage);

async function run(script: string): Promise<{ failed: boolean; output: string }> {
  const npm = spawn('npm', ['run', script], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output: Buffer[] = [];
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise((resolve) => npm.once('close', resolve));
  return { failed: code !== 0, output: Buffer.concat(output).toString() };
}

for (const running of scripts.map(run)) {
  const { failed, output } = await running;
  process.stdout.write(output);
  if (failed) process.exitCode = 1;
}
